// RUN: %check %s async-std-async

// Whoever asks for the third status knows that the work may be deferred.

#include <chrono>
#include <future>

int work();
void step();

int knows() {
  auto result = std::async(work);
  if (result.wait_for(std::chrono::seconds(0)) == std::future_status::deferred)
    return result.get();
  while (result.wait_for(std::chrono::seconds(1)) != std::future_status::ready)
    step();
  return result.get();
}
