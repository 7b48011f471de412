// RUN: %check %s async-thread-affine-across-suspension -- -I%source/include

#include "async-tidy/Annotations.h"
#include <c10.h>
#include <coroutine.h>
#include <nanobind.h>
#include <opentelemetry.h>
#include <optional>
#include <pybind11.h>
#include <memory>
#include <tracy.h>
#include <utility>
#include <v8.h>

namespace py = pybind11;
namespace nb = nanobind;
namespace trace = opentelemetry::trace;
using mini::task;
task<> send();
task<int> receive();
void work();
bool ready();
void keep(py::gil_scoped_release &Release);

//===- Flagged --------------------------------------------------------------===//

task<> releasedInterpreterLock() {
  py::gil_scoped_release Release;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Release' is bound to its thread, but still alive while the coroutine is suspended here [async-thread-affine-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: 'gil_scoped_release' must end on the thread that made it; another one may resume the coroutine
}

task<int> inAnInitializer() {
  py::gil_scoped_acquire Gil;
  int Value = co_await receive();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Gil' is bound to its thread, but still alive while the coroutine is suspended here
  co_return Value;
}

task<> severalSuspensions() {
  nb::gil_scoped_acquire Gil;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Gil' is bound to its thread
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: 'gil_scoped_acquire' must end
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: and while it is suspended here
}

task<> activeSpan(trace::Tracer &Tracer) {
  auto Span = Tracer.StartSpan("send");
  auto Scope = trace::Tracer::WithActiveSpan(Span);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Scope' is bound to its thread
  Span->End();
}

task<> attachedContext(const opentelemetry::context::Context &Context) {
  auto Token = opentelemetry::context::RuntimeContext::Attach(Context);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Token' is bound to its thread
}

task<> zone(const tracy::SourceLocationData *Here) {
  tracy::ScopedZone Zone(Here);
  Zone.Name("send", 4);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Zone' is bound to its thread
}

task<> isolate(v8::Isolate *Isolate) {
  v8::Locker Locker(Isolate);
  v8::HandleScope Handles(Isolate);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Handles' is bound to its thread
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'Locker' is bound to its thread
}

task<> device() {
  c10::cuda::CUDAGuard Guard(1);
  c10::NoGradGuard NoGrad;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Guard' is bound to its thread
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'NoGrad' is bound to its thread
}

task<> inAnIf() {
  if (py::gil_scoped_acquire Gil; ready())
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Gil' is bound to its thread
}

task<> inALoop() {
  while (ready()) {
    py::gil_scoped_acquire Gil;
    work();
    if (ready())
      continue;
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Gil' is bound to its thread
  }
}

task<> maybe(bool Python) {
  std::optional<py::gil_scoped_acquire> Gil(std::in_place);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Gil' is bound to its thread
}

task<> owned() {
  auto Gil = std::make_unique<nb::gil_scoped_acquire>();
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Gil' is bound to its thread
}

struct Python {
  int Depth = 0;
  py::gil_scoped_acquire Gil;
};
task<> amongOtherThings() {
  Python Held;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Held' is bound to its thread
  // CHECK-MESSAGES: :[[@LINE-3]]:10: note: 'gil_scoped_acquire' must end
}

task<> temporaryThatIsKept(const opentelemetry::nostd::shared_ptr<trace::Span> &Span) {
  const auto &Scope = trace::Scope(Span);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Scope' is bound to its thread
}

task<> parameter(trace::Scope Scope) {
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Scope' is bound to its thread
}

class ASYNC_TIDY_THREAD_BOUND LogContext {
public:
  explicit LogContext(const char *Name);
  ~LogContext();
};
task<> marked() {
  LogContext Context("send");
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Context' is bound to its thread
}

void inALambda() {
  auto Coroutine = []() -> task<> {
    py::gil_scoped_acquire Gil;
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Gil' is bound to its thread
  };
  Coroutine();
}

template <class T> task<T> inATemplate(T Value) {
  py::gil_scoped_acquire Gil;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Gil' is bound to its thread
  co_return Value;
}
template task<int> inATemplate(int);
template task<long> inATemplate(long);

#define WITH_PYTHON py::gil_scoped_acquire Gil
task<> fromAMacro() {
  WITH_PYTHON;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Gil' is bound to its thread
}

//===- Not flagged ----------------------------------------------------------===//

task<> endsBefore() {
  {
    py::gil_scoped_acquire Gil;
    work();
  }
  co_await send();
}

task<> beginsAfter() {
  co_await send();
  py::gil_scoped_acquire Gil;
  work();
}

task<> onAnotherPath() {
  if (ready()) {
    py::gil_scoped_acquire Gil;
    work();
    co_return;
  }
  co_await send();
}

task<> neverSuspends() {
  py::gil_scoped_acquire Gil;
  co_await std::suspend_never{};
}

task<> disarmed() {
  py::gil_scoped_acquire Gil;
  Gil.disarm();
  co_await send();
}

task<> emptied() {
  std::optional<py::gil_scoped_acquire> Gil(std::in_place);
  work();
  Gil.reset();
  co_await send();
}

task<> begunEmpty() {
  std::optional<py::gil_scoped_acquire> Gil;
  co_await send();
  Gil.emplace();
  work();
}

task<> movedOut(std::unique_ptr<trace::Scope> Given) {
  std::unique_ptr<trace::Scope> Scope = std::make_unique<trace::Scope>(*Given);
  auto Other = [Moved = std::move(Scope)] {};
  Other();
  Given.reset();
  Given = nullptr;
  co_await send();
}

task<> referenceOfTheCaller(py::gil_scoped_release &Release) {
  co_await send();
  keep(Release);
}

task<> ofTheClosureNotOfTheCoroutine() {
  auto Work = [] {
    py::gil_scoped_acquire Gil;
    work();
  };
  Work();
  co_await send();
}

mini::generator<int> generates() {
  py::gil_scoped_acquire Gil;
  co_yield 1;
}

struct MaybePython {
  std::optional<py::gil_scoped_acquire> Gil;
};
task<> memberMayBeEmpty() {
  MaybePython Held;
  co_await send();
}

void noCoroutine() {
  py::gil_scoped_acquire Gil;
  work();
}

task<> silenced() {
  py::gil_scoped_acquire Gil;
  co_await send(); // NOLINT(async-thread-affine-across-suspension): one thread
}
