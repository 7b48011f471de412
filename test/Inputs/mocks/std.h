//===- std.h - mock of the C++ standard library ---------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// The parts of the standard library that checks know. Where libstdc++ and libc++ declare a
// member in different classes, the primary template is like libstdc++'s, future<void> and
// shared_future<void> are like libc++'s.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_STD_H
#define ASYNC_TIDY_MOCKS_STD_H

#include "coroutine.h"
#include "detail/base.h"

namespace std {

//===- <functional> -------------------------------------------------------===//

template <class> class function;
template <class R, class... As> class function<R(As...)> {
public:
  function() noexcept MOCK_BODY;
  function(nullptr_t) noexcept MOCK_BODY;
  function(const function &) MOCK_BODY;
  function(function &&) noexcept MOCK_BODY;
  template <class F, class = enable_if_t<!is_same<decay_t<F>, function>::value>>
  function(F &&Callable) MOCK_BODY;
  function &operator=(const function &) MOCK_BODY;
  function &operator=(function &&) MOCK_BODY;
  function &operator=(nullptr_t) noexcept MOCK_BODY;
  template <class F>
  enable_if_t<!is_same<decay_t<F>, function>::value, function &> operator=(F &&Callable) MOCK_BODY;
  ~function() MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  R operator()(As... Arguments) const MOCK_BODY;
};
template <class T> class reference_wrapper {
public:
  reference_wrapper(T &Object) noexcept MOCK_BODY;
  operator T &() const noexcept MOCK_BODY;
  T &get() const noexcept MOCK_BODY;
  template <class... As> invoke_result_t<T &, As...> operator()(As &&...Arguments) const MOCK_BODY;
};
template <class T> reference_wrapper<T> ref(T &Object) noexcept MOCK_BODY;
template <class T> reference_wrapper<const T> cref(const T &Object) noexcept MOCK_BODY;

namespace placeholders {
struct mock_placeholder {};
extern const mock_placeholder _1, _2, _3;
} // namespace placeholders
template <class F> struct mock_bound {
  template <class... As> void operator()(As &&...Arguments) MOCK_BODY;
};
template <class F, class... As>
mock_bound<decay_t<F>> bind(F &&Callable, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
mock_bound<decay_t<F>> bind_front(F &&Callable, As &&...Arguments) MOCK_BODY;
template <class M, class C> mock_bound<M C::*> mem_fn(M C::*Member) noexcept MOCK_BODY;
template <class F> mock_bound<decay_t<F>> not_fn(F &&Callable) MOCK_BODY;
template <class F, class... As>
invoke_result_t<F, As...> invoke(F &&Callable, As &&...Arguments) MOCK_BODY;
template <class T = void> struct less {
  template <class A, class B> bool operator()(const A &, const B &) const MOCK_BODY;
};
template <class T = void> struct greater {
  template <class A, class B> bool operator()(const A &, const B &) const MOCK_BODY;
};

//===- <memory> -----------------------------------------------------------===//

template <class T> struct default_delete {
  void operator()(T *Pointer) const MOCK_BODY;
};
template <class T, class D = default_delete<T>> class unique_ptr {
public:
  unique_ptr() noexcept MOCK_BODY;
  unique_ptr(nullptr_t) noexcept MOCK_BODY;
  explicit unique_ptr(T *Pointer) noexcept MOCK_BODY;
  unique_ptr(unique_ptr &&Other) noexcept MOCK_BODY;
  template <class U, class E> unique_ptr(unique_ptr<U, E> &&Other) noexcept MOCK_BODY;
  unique_ptr(const unique_ptr &) = delete;
  unique_ptr &operator=(unique_ptr &&Other) noexcept MOCK_BODY;
  unique_ptr &operator=(nullptr_t) noexcept MOCK_BODY;
  ~unique_ptr() MOCK_BODY;
  T &operator*() const MOCK_BODY;
  T *operator->() const noexcept MOCK_BODY;
  T *get() const noexcept MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  T *release() noexcept MOCK_BODY;
  void reset(T *Pointer = nullptr) noexcept MOCK_BODY;
  void swap(unique_ptr &Other) noexcept MOCK_BODY;
};
template <class T, class... As> unique_ptr<T> make_unique(As &&...Arguments) MOCK_BODY;

template <class T> class weak_ptr;
template <class T> class shared_ptr {
public:
  shared_ptr() noexcept MOCK_BODY;
  shared_ptr(nullptr_t) noexcept MOCK_BODY;
  template <class U> explicit shared_ptr(U *Pointer) MOCK_BODY;
  shared_ptr(const shared_ptr &Other) noexcept MOCK_BODY;
  shared_ptr(shared_ptr &&Other) noexcept MOCK_BODY;
  template <class U> shared_ptr(const shared_ptr<U> &Other) noexcept MOCK_BODY;
  template <class U> shared_ptr(unique_ptr<U> &&Other) MOCK_BODY;
  shared_ptr &operator=(const shared_ptr &Other) noexcept MOCK_BODY;
  shared_ptr &operator=(shared_ptr &&Other) noexcept MOCK_BODY;
  ~shared_ptr() MOCK_BODY;
  T &operator*() const noexcept MOCK_BODY;
  T *operator->() const noexcept MOCK_BODY;
  T *get() const noexcept MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  void reset() noexcept MOCK_BODY;
  template <class U> void reset(U *Pointer) MOCK_BODY;
  long use_count() const noexcept MOCK_BODY;
};
template <class T, class... As> shared_ptr<T> make_shared(As &&...Arguments) MOCK_BODY;
template <class T> class weak_ptr {
public:
  weak_ptr() noexcept MOCK_BODY;
  weak_ptr(const weak_ptr &Other) noexcept MOCK_BODY;
  template <class U> weak_ptr(const shared_ptr<U> &Other) noexcept MOCK_BODY;
  weak_ptr &operator=(const weak_ptr &Other) noexcept MOCK_BODY;
  ~weak_ptr() MOCK_BODY;
  shared_ptr<T> lock() const noexcept MOCK_BODY;
  bool expired() const noexcept MOCK_BODY;
  void reset() noexcept MOCK_BODY;
};
template <class T> class enable_shared_from_this {
public:
  shared_ptr<T> shared_from_this() MOCK_BODY;
  shared_ptr<const T> shared_from_this() const MOCK_BODY;
  weak_ptr<T> weak_from_this() noexcept MOCK_BODY;

protected:
  enable_shared_from_this() noexcept MOCK_BODY;
  ~enable_shared_from_this() MOCK_BODY;
};

//===- <optional>, <tuple>, <variant> -------------------------------------===//

struct nullopt_t {
  explicit constexpr nullopt_t(int) {}
};
MOCK_INLINE constexpr nullopt_t nullopt{0};
template <class T> class optional {
public:
  optional() noexcept MOCK_BODY;
  optional(nullopt_t) noexcept MOCK_BODY;
  optional(const optional &) MOCK_BODY;
  optional(optional &&) MOCK_BODY;
  template <class... As> explicit optional(in_place_t, As &&...Arguments) MOCK_BODY;
  template <class U = T, class = enable_if_t<!is_same<remove_cvref_t<U>, optional>::value &&
                                             !is_same<remove_cvref_t<U>, in_place_t>::value &&
                                             !is_same<remove_cvref_t<U>, nullopt_t>::value>>
  optional(U &&Value) MOCK_BODY;
  optional &operator=(nullopt_t) noexcept MOCK_BODY;
  optional &operator=(const optional &) MOCK_BODY;
  optional &operator=(optional &&) MOCK_BODY;
  template <class U = T> optional &operator=(U &&Value) MOCK_BODY;
  ~optional() MOCK_BODY;
  T *operator->() MOCK_BODY;
  const T *operator->() const MOCK_BODY;
  T &operator*() MOCK_BODY;
  const T &operator*() const MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  bool has_value() const noexcept MOCK_BODY;
  T &value() MOCK_BODY;
  const T &value() const MOCK_BODY;
  template <class U> T value_or(U &&Default) const MOCK_BODY;
  template <class... As> T &emplace(As &&...Arguments) MOCK_BODY;
  void reset() noexcept MOCK_BODY;
};
#if __cplusplus >= 202002L // C++23; the unit tests read all mocks as C++20.
template <class T, class E> class expected {
public:
  template <class U = T> expected(U &&Value) MOCK_BODY;
  expected(const expected &) MOCK_BODY;
  expected(expected &&) MOCK_BODY;
  ~expected() MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  bool has_value() const noexcept MOCK_BODY;
  T &operator*() MOCK_BODY;
  T &value() MOCK_BODY;
  const E &error() const noexcept MOCK_BODY;
};
#endif
template <class T, class... As> optional<T> make_optional(As &&...Arguments) MOCK_BODY;
#if __cplusplus >= 201703L
template <class T> optional(T) -> optional<T>;
#endif

template <class... Ts> class tuple {
public:
  tuple() MOCK_BODY;
  template <class... Us> tuple(Us &&...Values) MOCK_BODY;
};
struct mock_ignore {
  template <class T> const mock_ignore &operator=(T &&) const MOCK_BODY;
};
MOCK_INLINE constexpr mock_ignore ignore{};
template <class... Ts> tuple<decay_t<Ts>...> make_tuple(Ts &&...Values) MOCK_BODY;
template <class... Ts> tuple<Ts &...> tie(Ts &...Values) noexcept MOCK_BODY;
template <class... Ts> tuple<Ts &&...> forward_as_tuple(Ts &&...Values) noexcept MOCK_BODY;
template <class F, class... Ts>
invoke_result_t<F, Ts...> apply(F &&Callable, tuple<Ts...> Arguments) MOCK_BODY;

struct monostate {};
template <class... Ts> class variant {
public:
  variant() noexcept MOCK_BODY;
  template <class T> variant(T &&Value) MOCK_BODY;
  ~variant() MOCK_BODY;
  size_t index() const noexcept MOCK_BODY;
};
template <class F, class T, class... Ts>
invoke_result_t<F, T &> visit(F &&Visitor, variant<T, Ts...> &V) MOCK_BODY;
template <class F, class T, class... Ts>
invoke_result_t<F, const T &> visit(F &&Visitor, const variant<T, Ts...> &V) MOCK_BODY;
template <class T, class... Ts> T &get(variant<Ts...> &V) MOCK_BODY;
template <class T, class... Ts> T *get_if(variant<Ts...> *V) noexcept MOCK_BODY;

//===- <string>, containers -----------------------------------------------===//

template <class C> class basic_string_view {
public:
  basic_string_view() noexcept MOCK_BODY;
  basic_string_view(const C *Text) MOCK_BODY;
  basic_string_view(const C *Text, size_t Size) MOCK_BODY;
  const C *data() const noexcept MOCK_BODY;
  const C *begin() const noexcept MOCK_BODY;
  const C *end() const noexcept MOCK_BODY;
  size_t size() const noexcept MOCK_BODY;
  bool empty() const noexcept MOCK_BODY;
};
typedef basic_string_view<char> string_view;
template <class C> class basic_string {
public:
  basic_string() MOCK_BODY;
  basic_string(const C *Text) MOCK_BODY;
  basic_string(const C *Text, size_t Size) MOCK_BODY;
  basic_string(size_t Size, C Fill) MOCK_BODY;
  explicit basic_string(basic_string_view<C> Text) MOCK_BODY;
  basic_string(const basic_string &) MOCK_BODY;
  basic_string(basic_string &&) noexcept MOCK_BODY;
  basic_string &operator=(const basic_string &) MOCK_BODY;
  basic_string &operator=(basic_string &&) noexcept MOCK_BODY;
  basic_string &operator=(const C *Text) MOCK_BODY;
  ~basic_string() MOCK_BODY;
  operator basic_string_view<C>() const noexcept MOCK_BODY;
  basic_string &operator+=(const basic_string &Other) MOCK_BODY;
  basic_string &operator+=(const C *Other) MOCK_BODY;
  basic_string &operator+=(C Other) MOCK_BODY;
  basic_string &append(const basic_string &Other) MOCK_BODY;
  C &operator[](size_t Index) MOCK_BODY;
  const C &operator[](size_t Index) const MOCK_BODY;
  const C *c_str() const noexcept MOCK_BODY;
  C *data() noexcept MOCK_BODY;
  const C *data() const noexcept MOCK_BODY;
  C *begin() noexcept MOCK_BODY;
  C *end() noexcept MOCK_BODY;
  const C *begin() const noexcept MOCK_BODY;
  const C *end() const noexcept MOCK_BODY;
  size_t size() const noexcept MOCK_BODY;
  size_t length() const noexcept MOCK_BODY;
  bool empty() const noexcept MOCK_BODY;
  void clear() noexcept MOCK_BODY;
  void resize(size_t Size) MOCK_BODY;
  void push_back(C Value) MOCK_BODY;
  size_t find(const C *Text, size_t From = 0) const noexcept MOCK_BODY;
  basic_string substr(size_t From = 0, size_t Size = static_cast<size_t>(-1)) const MOCK_BODY;
  basic_string &erase(size_t From = 0, size_t Size = static_cast<size_t>(-1)) MOCK_BODY;
};
typedef basic_string<char> string;
template <class C>
basic_string<C> operator+(const basic_string<C> &A, const basic_string<C> &B) MOCK_BODY;
template <class C> basic_string<C> operator+(const basic_string<C> &A, const C *B) MOCK_BODY;
template <class C> basic_string<C> operator+(const C *A, const basic_string<C> &B) MOCK_BODY;
template <class C>
bool operator==(const basic_string<C> &A, const basic_string<C> &B) noexcept MOCK_BODY;
template <class C> bool operator==(const basic_string<C> &A, const C *B) MOCK_BODY;
template <class C> bool operator!=(const basic_string<C> &A, const C *B) MOCK_BODY;
string to_string(int Value);
string to_string(unsigned long Value);
#if __cplusplus >= 201402L
inline namespace literals {
inline namespace string_literals {
string operator""s(const char *Text, size_t Size);
}
} // namespace literals
#endif

/// What all sequences here are made of.
template <class T> class mock_sequence {
public:
  typedef T value_type;
  typedef T *iterator;
  typedef const T *const_iterator;
  T *begin() noexcept MOCK_BODY;
  T *end() noexcept MOCK_BODY;
  const T *begin() const noexcept MOCK_BODY;
  const T *end() const noexcept MOCK_BODY;
  size_t size() const noexcept MOCK_BODY;
  bool empty() const noexcept MOCK_BODY;
  T &front() MOCK_BODY;
  T &back() MOCK_BODY;
  const T &front() const MOCK_BODY;
  const T &back() const MOCK_BODY;
  void clear() noexcept MOCK_BODY;
  void push_back(const T &Value) MOCK_BODY;
  void push_back(T &&Value) MOCK_BODY;
  void push_front(const T &Value) MOCK_BODY;
  void push_front(T &&Value) MOCK_BODY;
  void pop_back() MOCK_BODY;
  void pop_front() MOCK_BODY;
  template <class... As> T &emplace_back(As &&...Arguments) MOCK_BODY;
  T *insert(const T *Where, const T &Value) MOCK_BODY;
  T *insert(const T *Where, T &&Value) MOCK_BODY;
  T *erase(const T *Where) MOCK_BODY;
  T *erase(const T *First, const T *Last) MOCK_BODY;
  void resize(size_t Size) MOCK_BODY;
  void reserve(size_t Size) MOCK_BODY;
  T *data() noexcept MOCK_BODY;
  const T *data() const noexcept MOCK_BODY;
  T &operator[](size_t Index) MOCK_BODY;
  const T &operator[](size_t Index) const MOCK_BODY;
  T &at(size_t Index) MOCK_BODY;
  const T &at(size_t Index) const MOCK_BODY;
};
template <class T> class vector : public mock_sequence<T> {
public:
  vector() noexcept MOCK_BODY;
  explicit vector(size_t Size) MOCK_BODY;
  vector(size_t Size, const T &Value) MOCK_BODY;
  vector(initializer_list<T> Values) MOCK_BODY;
  template <class I> vector(I First, I Last) MOCK_BODY;
  vector(const vector &) MOCK_BODY;
  vector(vector &&) noexcept MOCK_BODY;
  vector &operator=(const vector &) MOCK_BODY;
  vector &operator=(vector &&) noexcept MOCK_BODY;
  ~vector() MOCK_BODY;
};
template <class T> class deque : public mock_sequence<T> {
public:
  deque() MOCK_BODY;
  deque(const deque &) MOCK_BODY;
  ~deque() MOCK_BODY;
  void push_back(const T &Value) MOCK_BODY;
  void push_back(T &&Value) MOCK_BODY;
  template <class... As> T &emplace_back(As &&...Arguments) MOCK_BODY;
  void pop_front() MOCK_BODY;
};
template <class T> class list : public mock_sequence<T> {
public:
  list() MOCK_BODY;
  list(initializer_list<T> Values) MOCK_BODY;
  list(const list &) MOCK_BODY;
  ~list() MOCK_BODY;
  template <class F> void merge(list &Other, F Compare) MOCK_BODY;
  template <class F> void remove_if(F Predicate) MOCK_BODY;
  void sort() MOCK_BODY;
  template <class F> void sort(F Compare) MOCK_BODY;
  template <class F> void unique(F Equal) MOCK_BODY;
};
template <class T> class forward_list : public mock_sequence<T> {
public:
  forward_list() MOCK_BODY;
  forward_list(const forward_list &) MOCK_BODY;
  ~forward_list() MOCK_BODY;
  template <class F> void merge(forward_list &Other, F Compare) MOCK_BODY;
  template <class F> void remove_if(F Predicate) MOCK_BODY;
  void sort() MOCK_BODY;
  template <class F> void sort(F Compare) MOCK_BODY;
  template <class F> void unique(F Equal) MOCK_BODY;
};
template <class T> class queue {
public:
  queue() MOCK_BODY;
  ~queue() MOCK_BODY;
  void push(const T &Value) MOCK_BODY;
  void push(T &&Value) MOCK_BODY;
  template <class... As> T &emplace(As &&...Arguments) MOCK_BODY;
  void pop() MOCK_BODY;
  T &front() MOCK_BODY;
  bool empty() const MOCK_BODY;
  size_t size() const MOCK_BODY;
};
template <class T, size_t N> struct array {
  T Elements[N];
  T *begin() noexcept MOCK_BODY;
  T *end() noexcept MOCK_BODY;
  const T *begin() const noexcept MOCK_BODY;
  const T *end() const noexcept MOCK_BODY;
  T *data() noexcept MOCK_BODY;
  constexpr size_t size() const noexcept { return N; }
  T &operator[](size_t Index) MOCK_BODY;
  const T &operator[](size_t Index) const MOCK_BODY;
};
template <class K, class V> class mock_map {
public:
  typedef pair<const K, V> value_type;
  typedef value_type *iterator;
  mock_map() MOCK_BODY;
  mock_map(const mock_map &) MOCK_BODY;
  ~mock_map() MOCK_BODY;
  value_type *begin() noexcept MOCK_BODY;
  value_type *end() noexcept MOCK_BODY;
  const value_type *begin() const noexcept MOCK_BODY;
  const value_type *end() const noexcept MOCK_BODY;
  value_type *find(const K &Key) MOCK_BODY;
  V &operator[](const K &Key) MOCK_BODY;
  V &at(const K &Key) MOCK_BODY;
  template <class... As> pair<value_type *, bool> emplace(As &&...Arguments) MOCK_BODY;
  value_type *erase(value_type *Where) MOCK_BODY;
  size_t erase(const K &Key) MOCK_BODY;
  size_t size() const noexcept MOCK_BODY;
  bool empty() const noexcept MOCK_BODY;
  void clear() noexcept MOCK_BODY;
  bool contains(const K &Key) const MOCK_BODY;
};
template <class K, class V> class map : public mock_map<K, V> {};
template <class K, class V> class unordered_map : public mock_map<K, V> {};
template <class T> class set {
public:
  set() MOCK_BODY;
  ~set() MOCK_BODY;
  const T *begin() const noexcept MOCK_BODY;
  const T *end() const noexcept MOCK_BODY;
  void insert(const T &Value) MOCK_BODY;
  size_t erase(const T &Value) MOCK_BODY;
};
template <class C> auto begin(C &Container) -> decltype(Container.begin()) MOCK_BODY;
template <class C> auto end(C &Container) -> decltype(Container.end()) MOCK_BODY;

//===- <chrono> -----------------------------------------------------------===//

template <long long N, long long D = 1> struct ratio {};
typedef ratio<1, 1000000000> nano;
typedef ratio<1, 1000000> micro;
typedef ratio<1, 1000> milli;

namespace chrono {
template <class Rep, class Period = ratio<1>> class duration {
public:
  constexpr duration() = default;
  template <class R, class = enable_if_t<__is_arithmetic(R)>>
  constexpr explicit duration(const R &Count) : Ticks(Count) {}
  template <class R, class P>
  constexpr duration(const duration<R, P> &Other) : Ticks(Other.count()) {}
  constexpr Rep count() const { return Ticks; }
  static constexpr duration zero() noexcept { return duration(0); }
  static duration max() noexcept MOCK_BODY;
  duration &operator+=(const duration &Other) MOCK_BODY;
  duration &operator-=(const duration &Other) MOCK_BODY;

private:
  Rep Ticks = 0;
};
typedef duration<long long, nano> nanoseconds;
typedef duration<long long, micro> microseconds;
typedef duration<long long, milli> milliseconds;
typedef duration<long long> seconds;
typedef duration<long long, ratio<60>> minutes;
typedef duration<long long, ratio<3600>> hours;
template <class R, class P, class Q, class S>
duration<R, P> operator+(const duration<R, P> &, const duration<Q, S> &) MOCK_BODY;
template <class R, class P, class Q, class S>
duration<R, P> operator-(const duration<R, P> &, const duration<Q, S> &) MOCK_BODY;
template <class R, class P> duration<R, P> operator*(const duration<R, P> &, long long) MOCK_BODY;
template <class R, class P> duration<R, P> operator*(long long, const duration<R, P> &) MOCK_BODY;
template <class R, class P, class Q, class S>
bool operator<(const duration<R, P> &, const duration<Q, S> &) MOCK_BODY;
template <class R, class P, class Q, class S>
bool operator>(const duration<R, P> &, const duration<Q, S> &) MOCK_BODY;
template <class R, class P, class Q, class S>
bool operator==(const duration<R, P> &, const duration<Q, S> &) MOCK_BODY;
template <class To, class R, class P> To duration_cast(const duration<R, P> &Duration) MOCK_BODY;

template <class Clock, class Duration = typename Clock::duration> class time_point {
public:
  time_point() MOCK_BODY;
  explicit time_point(const Duration &SinceEpoch) MOCK_BODY;
  Duration time_since_epoch() const MOCK_BODY;
  static time_point max() noexcept MOCK_BODY;
};
template <class C, class D, class R, class P>
time_point<C, D> operator+(const time_point<C, D> &, const duration<R, P> &) MOCK_BODY;
template <class C, class D, class R, class P>
time_point<C, D> operator-(const time_point<C, D> &, const duration<R, P> &) MOCK_BODY;
template <class C, class D, class E>
D operator-(const time_point<C, D> &, const time_point<C, E> &) MOCK_BODY;
template <class C, class D, class E>
bool operator<(const time_point<C, D> &, const time_point<C, E> &) MOCK_BODY;
template <class C, class D, class E>
bool operator>=(const time_point<C, D> &, const time_point<C, E> &) MOCK_BODY;

struct system_clock {
  typedef nanoseconds duration;
  typedef chrono::time_point<system_clock> time_point;
  static time_point now() noexcept;
};
struct steady_clock {
  typedef nanoseconds duration;
  typedef chrono::time_point<steady_clock> time_point;
  static time_point now() noexcept;
};
typedef system_clock high_resolution_clock;
} // namespace chrono

#if __cplusplus >= 201402L
inline namespace literals {
inline namespace chrono_literals {
constexpr chrono::hours operator""h(unsigned long long Count) { return chrono::hours(Count); }
constexpr chrono::minutes operator""min(unsigned long long Count) { return chrono::minutes(Count); }
constexpr chrono::seconds operator""s(unsigned long long Count) { return chrono::seconds(Count); }
constexpr chrono::milliseconds operator""ms(unsigned long long Count) {
  return chrono::milliseconds(Count);
}
constexpr chrono::microseconds operator""us(unsigned long long Count) {
  return chrono::microseconds(Count);
}
constexpr chrono::nanoseconds operator""ns(unsigned long long Count) {
  return chrono::nanoseconds(Count);
}
} // namespace chrono_literals
} // namespace literals
#endif

//===- <mutex>, <shared_mutex> --------------------------------------------===//

class mutex {
public:
  constexpr mutex() noexcept = default;
  mutex(const mutex &) = delete;
  ~mutex();
  void lock();
  bool try_lock();
  void unlock();
};
class recursive_mutex {
public:
  recursive_mutex();
  recursive_mutex(const recursive_mutex &) = delete;
  ~recursive_mutex();
  void lock();
  bool try_lock() noexcept;
  void unlock();
};
class timed_mutex {
public:
  timed_mutex();
  timed_mutex(const timed_mutex &) = delete;
  ~timed_mutex();
  void lock();
  bool try_lock();
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  void unlock();
};
class recursive_timed_mutex {
public:
  recursive_timed_mutex();
  recursive_timed_mutex(const recursive_timed_mutex &) = delete;
  ~recursive_timed_mutex();
  void lock();
  bool try_lock() noexcept;
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  void unlock();
};
class shared_mutex {
public:
  shared_mutex();
  shared_mutex(const shared_mutex &) = delete;
  ~shared_mutex();
  void lock();
  bool try_lock();
  void unlock();
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();
};
class shared_timed_mutex {
public:
  shared_timed_mutex();
  shared_timed_mutex(const shared_timed_mutex &) = delete;
  ~shared_timed_mutex();
  void lock();
  bool try_lock();
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  void unlock();
  void lock_shared();
  bool try_lock_shared();
  template <class R, class P>
  bool try_lock_shared_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D>
  bool try_lock_shared_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  void unlock_shared();
};

struct defer_lock_t {
  explicit defer_lock_t() = default;
};
struct try_to_lock_t {
  explicit try_to_lock_t() = default;
};
struct adopt_lock_t {
  explicit adopt_lock_t() = default;
};
MOCK_INLINE constexpr defer_lock_t defer_lock{};
MOCK_INLINE constexpr try_to_lock_t try_to_lock{};
MOCK_INLINE constexpr adopt_lock_t adopt_lock{};

template <class M> class lock_guard {
public:
  typedef M mutex_type;
  explicit lock_guard(M &Mutex) MOCK_BODY;
  lock_guard(M &Mutex, adopt_lock_t) noexcept MOCK_BODY;
  lock_guard(const lock_guard &) = delete;
  lock_guard &operator=(const lock_guard &) = delete;
  ~lock_guard() MOCK_BODY;
};
template <class... Ms> class scoped_lock {
public:
  explicit scoped_lock(Ms &...Mutexes) MOCK_BODY;
  explicit scoped_lock(adopt_lock_t, Ms &...Mutexes) noexcept MOCK_BODY;
  scoped_lock(const scoped_lock &) = delete;
  scoped_lock &operator=(const scoped_lock &) = delete;
  ~scoped_lock() MOCK_BODY;
};
template <class M> class unique_lock {
public:
  typedef M mutex_type;
  unique_lock() noexcept MOCK_BODY;
  explicit unique_lock(M &Mutex) MOCK_BODY;
  unique_lock(M &Mutex, defer_lock_t) noexcept MOCK_BODY;
  unique_lock(M &Mutex, try_to_lock_t) MOCK_BODY;
  unique_lock(M &Mutex, adopt_lock_t) noexcept MOCK_BODY;
  template <class C, class D> unique_lock(M &Mutex, const chrono::time_point<C, D> &Time) MOCK_BODY;
  template <class R, class P>
  unique_lock(M &Mutex, const chrono::duration<R, P> &Duration) MOCK_BODY;
  unique_lock(const unique_lock &) = delete;
  unique_lock &operator=(const unique_lock &) = delete;
  unique_lock(unique_lock &&Other) noexcept MOCK_BODY;
  unique_lock &operator=(unique_lock &&Other) noexcept MOCK_BODY;
  ~unique_lock() MOCK_BODY;
  void lock() MOCK_BODY;
  bool try_lock() MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
  void unlock() MOCK_BODY;
  void swap(unique_lock &Other) noexcept MOCK_BODY;
  M *release() noexcept MOCK_BODY;
  bool owns_lock() const noexcept MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  M *mutex() const noexcept MOCK_BODY;
};
template <class M> class shared_lock {
public:
  typedef M mutex_type;
  shared_lock() noexcept MOCK_BODY;
  explicit shared_lock(M &Mutex) MOCK_BODY;
  shared_lock(M &Mutex, defer_lock_t) noexcept MOCK_BODY;
  shared_lock(M &Mutex, try_to_lock_t) MOCK_BODY;
  shared_lock(M &Mutex, adopt_lock_t) MOCK_BODY;
  template <class C, class D> shared_lock(M &Mutex, const chrono::time_point<C, D> &Time) MOCK_BODY;
  template <class R, class P>
  shared_lock(M &Mutex, const chrono::duration<R, P> &Duration) MOCK_BODY;
  shared_lock(const shared_lock &) = delete;
  shared_lock &operator=(const shared_lock &) = delete;
  shared_lock(shared_lock &&Other) noexcept MOCK_BODY;
  shared_lock &operator=(shared_lock &&Other) noexcept MOCK_BODY;
  ~shared_lock() MOCK_BODY;
  void lock() MOCK_BODY;
  bool try_lock() MOCK_BODY;
  template <class C, class D> bool try_lock_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
  void unlock() MOCK_BODY;
  void swap(shared_lock &Other) noexcept MOCK_BODY;
  M *release() noexcept MOCK_BODY;
  bool owns_lock() const noexcept MOCK_BODY;
  explicit operator bool() const noexcept MOCK_BODY;
  M *mutex() const noexcept MOCK_BODY;
};
template <class A, class B, class... Ms> void lock(A &First, B &Second, Ms &...More) MOCK_BODY;
template <class A, class B, class... Ms> int try_lock(A &First, B &Second, Ms &...More) MOCK_BODY;

struct once_flag {
  constexpr once_flag() noexcept = default;
  once_flag(const once_flag &) = delete;
};
template <class F, class... As>
void call_once(once_flag &Flag, F &&Callable, As &&...Arguments) MOCK_BODY;

//===- <stop_token>, <thread> ---------------------------------------------===//

class stop_token {
public:
  stop_token() noexcept;
  bool stop_requested() const noexcept;
  bool stop_possible() const noexcept;
};
class stop_source {
public:
  stop_source();
  stop_token get_token() const noexcept;
  bool request_stop() noexcept;
};
template <class F> class stop_callback {
public:
  stop_callback(stop_token Token, F Callable) MOCK_BODY;
  ~stop_callback() MOCK_BODY;
};

class thread {
public:
  class id {};
  thread() noexcept;
  thread(thread &&Other) noexcept;
  template <class F, class... As, class = enable_if_t<!is_same<remove_cvref_t<F>, thread>::value>>
  explicit thread(F &&Callable, As &&...Arguments) MOCK_BODY;
  thread(const thread &) = delete;
  thread &operator=(thread &&Other) noexcept;
  ~thread();
  bool joinable() const noexcept;
  void join();
  void detach();
  id get_id() const noexcept;
  static unsigned hardware_concurrency() noexcept;
};
bool operator==(thread::id A, thread::id B) noexcept;
bool operator!=(thread::id A, thread::id B) noexcept;
class jthread {
public:
  jthread() noexcept;
  jthread(jthread &&Other) noexcept;
  template <class F, class... As, class = enable_if_t<!is_same<remove_cvref_t<F>, jthread>::value>>
  explicit jthread(F &&Callable, As &&...Arguments) MOCK_BODY;
  jthread(const jthread &) = delete;
  jthread &operator=(jthread &&Other) noexcept;
  ~jthread();
  bool joinable() const noexcept;
  void join();
  void detach();
  stop_token get_stop_token() const noexcept;
  bool request_stop() noexcept;
};
namespace this_thread {
template <class R, class P> void sleep_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
template <class C, class D> void sleep_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
void yield() noexcept;
thread::id get_id() noexcept;
} // namespace this_thread

//===- <condition_variable>, <latch>, <barrier>, <semaphore> --------------===//

enum class cv_status { no_timeout, timeout };
class condition_variable {
public:
  condition_variable() noexcept;
  condition_variable(const condition_variable &) = delete;
  ~condition_variable();
  void notify_one() noexcept;
  void notify_all() noexcept;
  void wait(unique_lock<mutex> &Lock);
  template <class F> void wait(unique_lock<mutex> &Lock, F Predicate) MOCK_BODY;
  template <class R, class P>
  cv_status wait_for(unique_lock<mutex> &Lock, const chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class R, class P, class F>
  bool wait_for(unique_lock<mutex> &Lock, const chrono::duration<R, P> &Duration,
                F Predicate) MOCK_BODY;
  template <class C, class D>
  cv_status wait_until(unique_lock<mutex> &Lock, const chrono::time_point<C, D> &Time) MOCK_BODY;
  template <class C, class D, class F>
  bool wait_until(unique_lock<mutex> &Lock, const chrono::time_point<C, D> &Time,
                  F Predicate) MOCK_BODY;
};
void notify_all_at_thread_exit(condition_variable &Condition, unique_lock<mutex> Lock);
inline namespace _V2 {
class condition_variable_any {
public:
  condition_variable_any();
  condition_variable_any(const condition_variable_any &) = delete;
  ~condition_variable_any();
  void notify_one() noexcept;
  void notify_all() noexcept;
  template <class L> void wait(L &Lock) MOCK_BODY;
  template <class L, class F> void wait(L &Lock, F Predicate) MOCK_BODY;
  template <class L, class F> bool wait(L &Lock, stop_token Token, F Predicate) MOCK_BODY;
  template <class L, class R, class P>
  cv_status wait_for(L &Lock, const chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class L, class R, class P, class F>
  bool wait_for(L &Lock, const chrono::duration<R, P> &Duration, F Predicate) MOCK_BODY;
  template <class L, class C, class D>
  cv_status wait_until(L &Lock, const chrono::time_point<C, D> &Time) MOCK_BODY;
  template <class L, class C, class D, class F>
  bool wait_until(L &Lock, const chrono::time_point<C, D> &Time, F Predicate) MOCK_BODY;
};
} // namespace _V2
class latch {
public:
  explicit latch(ptrdiff_t Expected);
  latch(const latch &) = delete;
  ~latch();
  void count_down(ptrdiff_t By = 1);
  bool try_wait() const noexcept;
  void wait() const;
  void arrive_and_wait(ptrdiff_t By = 1);
};
struct mock_no_completion {
  void operator()() noexcept;
};
template <class F = mock_no_completion> class barrier {
public:
  class arrival_token {};
  explicit barrier(ptrdiff_t Expected, F Completion = F()) MOCK_BODY;
  barrier(const barrier &) = delete;
  ~barrier() MOCK_BODY;
  MOCK_NODISCARD arrival_token arrive(ptrdiff_t By = 1) MOCK_BODY;
  void wait(arrival_token &&Arrival) const MOCK_BODY;
  void arrive_and_wait() MOCK_BODY;
  void arrive_and_drop() MOCK_BODY;
};
template <ptrdiff_t Max = __PTRDIFF_MAX__> class counting_semaphore {
public:
  explicit counting_semaphore(ptrdiff_t Desired) MOCK_BODY;
  counting_semaphore(const counting_semaphore &) = delete;
  ~counting_semaphore() MOCK_BODY;
  void release(ptrdiff_t By = 1) MOCK_BODY;
  void acquire() MOCK_BODY;
  bool try_acquire() noexcept MOCK_BODY;
  template <class R, class P>
  bool try_acquire_for(const chrono::duration<R, P> &Duration) MOCK_BODY;
  template <class C, class D>
  bool try_acquire_until(const chrono::time_point<C, D> &Time) MOCK_BODY;
};
typedef counting_semaphore<1> binary_semaphore;

//===- <future> -----------------------------------------------------------===//

enum class launch { async = 1, deferred = 2 };
constexpr launch operator|(launch A, launch B) {
  return static_cast<launch>(static_cast<int>(A) | static_cast<int>(B));
}
enum class future_status { ready, timeout, deferred };
template <class T> class __basic_future {
public:
  bool valid() const noexcept MOCK_BODY;
  void wait() const MOCK_BODY;
  template <class R, class P>
  future_status wait_for(const chrono::duration<R, P> &Duration) const MOCK_BODY;
  template <class C, class D>
  future_status wait_until(const chrono::time_point<C, D> &Time) const MOCK_BODY;
};
template <class T> class shared_future;
template <class T> class future : public __basic_future<T> {
public:
  future() noexcept MOCK_BODY;
  future(future &&Other) noexcept MOCK_BODY;
  future(const future &) = delete;
  future &operator=(future &&Other) noexcept MOCK_BODY;
  ~future() MOCK_BODY;
  T get() MOCK_BODY;
  shared_future<T> share() noexcept MOCK_BODY;
};
template <> class future<void> {
public:
  future() noexcept;
  future(future &&Other) noexcept;
  future(const future &) = delete;
  future &operator=(future &&Other) noexcept;
  ~future();
  void get();
  shared_future<void> share() noexcept;
  bool valid() const noexcept;
  void wait() const;
  template <class R, class P>
  future_status wait_for(const chrono::duration<R, P> &Duration) const MOCK_BODY;
  template <class C, class D>
  future_status wait_until(const chrono::time_point<C, D> &Time) const MOCK_BODY;
};
template <class T> class shared_future : public __basic_future<T> {
public:
  shared_future() noexcept MOCK_BODY;
  shared_future(const shared_future &Other) noexcept MOCK_BODY;
  shared_future(future<T> &&Other) noexcept MOCK_BODY;
  ~shared_future() MOCK_BODY;
  const T &get() const MOCK_BODY;
};
template <> class shared_future<void> {
public:
  shared_future() noexcept;
  shared_future(const shared_future &Other) noexcept;
  shared_future(future<void> &&Other) noexcept;
  ~shared_future();
  void get() const;
  bool valid() const noexcept;
  void wait() const;
  template <class R, class P>
  future_status wait_for(const chrono::duration<R, P> &Duration) const MOCK_BODY;
  template <class C, class D>
  future_status wait_until(const chrono::time_point<C, D> &Time) const MOCK_BODY;
};
template <class T> class promise {
public:
  promise() MOCK_BODY;
  promise(promise &&Other) noexcept MOCK_BODY;
  promise &operator=(promise &&Other) noexcept MOCK_BODY;
  ~promise() MOCK_BODY;
  future<T> get_future() MOCK_BODY;
  template <class U> void set_value(U &&Value) MOCK_BODY;
  template <class U> void set_value_at_thread_exit(U &&Value) MOCK_BODY;
  void set_exception(exception_ptr E) MOCK_BODY;
  void set_exception_at_thread_exit(exception_ptr E) MOCK_BODY;
};
template <> class promise<void> {
public:
  promise();
  promise(promise &&Other) noexcept;
  promise &operator=(promise &&Other) noexcept;
  ~promise();
  future<void> get_future();
  void set_value();
  void set_value_at_thread_exit();
  void set_exception(exception_ptr E);
  void set_exception_at_thread_exit(exception_ptr E);
};
template <class> class packaged_task;
template <class R, class... As> class packaged_task<R(As...)> {
public:
  packaged_task() noexcept MOCK_BODY;
  packaged_task(packaged_task &&Other) noexcept MOCK_BODY;
  template <class F, class = enable_if_t<!is_same<decay_t<F>, packaged_task>::value>>
  explicit packaged_task(F &&Callable) MOCK_BODY;
  packaged_task &operator=(packaged_task &&Other) noexcept MOCK_BODY;
  ~packaged_task() MOCK_BODY;
  future<R> get_future() MOCK_BODY;
  void operator()(As... Arguments) MOCK_BODY;
  void make_ready_at_thread_exit(As... Arguments) MOCK_BODY;
  void reset() MOCK_BODY;
  bool valid() const noexcept MOCK_BODY;
};
template <class F, class... As>
MOCK_NODISCARD future<invoke_result_t<decay_t<F>, decay_t<As>...>>
async(F &&Callable, As &&...Arguments) MOCK_BODY;
template <class F, class... As>
MOCK_NODISCARD future<invoke_result_t<decay_t<F>, decay_t<As>...>>
async(launch Policy, F &&Callable, As &&...Arguments) MOCK_BODY;

//===- <atomic> -----------------------------------------------------------===//

enum class memory_order { relaxed, consume, acquire, release, acq_rel, seq_cst };
MOCK_INLINE constexpr memory_order memory_order_relaxed = memory_order::relaxed;
MOCK_INLINE constexpr memory_order memory_order_acquire = memory_order::acquire;
MOCK_INLINE constexpr memory_order memory_order_release = memory_order::release;
MOCK_INLINE constexpr memory_order memory_order_acq_rel = memory_order::acq_rel;
MOCK_INLINE constexpr memory_order memory_order_seq_cst = memory_order::seq_cst;

#define MOCK_ATOMIC_COMMON(Self, T)                                                                \
  T operator=(T Value) noexcept MOCK_BODY;                                                         \
  operator T() const noexcept MOCK_BODY;                                                           \
  bool is_lock_free() const noexcept MOCK_BODY;                                                    \
  void store(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;               \
  T load(memory_order Order = memory_order_seq_cst) const noexcept MOCK_BODY;                      \
  T exchange(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;               \
  bool compare_exchange_weak(T &Expected, T Desired,                                               \
                             memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;        \
  bool compare_exchange_weak(T &Expected, T Desired, memory_order Success,                         \
                             memory_order Failure) noexcept MOCK_BODY;                             \
  bool compare_exchange_strong(T &Expected, T Desired,                                             \
                               memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;      \
  bool compare_exchange_strong(T &Expected, T Desired, memory_order Success,                       \
                               memory_order Failure) noexcept MOCK_BODY;                           \
  void wait(T Old, memory_order Order = memory_order_seq_cst) const noexcept MOCK_BODY;            \
  void notify_one() noexcept MOCK_BODY;                                                            \
  void notify_all() noexcept MOCK_BODY;
#define MOCK_ATOMIC_ARITHMETIC(T, By)                                                              \
  T fetch_add(By Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;             \
  T fetch_sub(By Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;             \
  T operator+=(By Value) noexcept MOCK_BODY;                                                       \
  T operator-=(By Value) noexcept MOCK_BODY;
#define MOCK_ATOMIC_STEPS(T)                                                                       \
  T operator++() noexcept MOCK_BODY;                                                               \
  T operator++(int) noexcept MOCK_BODY;                                                            \
  T operator--() noexcept MOCK_BODY;                                                               \
  T operator--(int) noexcept MOCK_BODY;
#define MOCK_ATOMIC_BITS(T)                                                                        \
  T fetch_and(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;              \
  T fetch_or(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;               \
  T fetch_xor(T Value, memory_order Order = memory_order_seq_cst) noexcept MOCK_BODY;              \
  T operator&=(T Value) noexcept MOCK_BODY;                                                        \
  T operator|=(T Value) noexcept MOCK_BODY;                                                        \
  T operator^=(T Value) noexcept MOCK_BODY;

template <class T> struct __atomic_base {
  constexpr __atomic_base() noexcept = default;
  constexpr __atomic_base(T) noexcept {}
  __atomic_base(const __atomic_base &) = delete;
  __atomic_base &operator=(const __atomic_base &) = delete;
  MOCK_ATOMIC_COMMON(__atomic_base, T)
  MOCK_ATOMIC_ARITHMETIC(T, T)
  MOCK_ATOMIC_STEPS(T)
  MOCK_ATOMIC_BITS(T)
};
template <class T> struct __atomic_float {
  constexpr __atomic_float() noexcept = default;
  constexpr __atomic_float(T) noexcept {}
  __atomic_float(const __atomic_float &) = delete;
  __atomic_float &operator=(const __atomic_float &) = delete;
  MOCK_ATOMIC_COMMON(__atomic_float, T)
  MOCK_ATOMIC_ARITHMETIC(T, T)
};
template <class T> struct __atomic_ref {
  explicit __atomic_ref(T &Object) MOCK_BODY;
  __atomic_ref(const __atomic_ref &) noexcept MOCK_BODY;
  __atomic_ref &operator=(const __atomic_ref &) = delete;
  MOCK_ATOMIC_COMMON(__atomic_ref, T)
  MOCK_ATOMIC_ARITHMETIC(T, T)
  MOCK_ATOMIC_STEPS(T)
  MOCK_ATOMIC_BITS(T)
};
template <class T> struct atomic {
  constexpr atomic() noexcept = default;
  constexpr atomic(T) noexcept {}
  atomic(const atomic &) = delete;
  atomic &operator=(const atomic &) = delete;
  MOCK_ATOMIC_COMMON(atomic, T)
};
template <class T> struct atomic<T *> {
  constexpr atomic() noexcept = default;
  constexpr atomic(T *) noexcept {}
  atomic(const atomic &) = delete;
  atomic &operator=(const atomic &) = delete;
  MOCK_ATOMIC_COMMON(atomic, T *)
  MOCK_ATOMIC_ARITHMETIC(T *, ptrdiff_t)
  MOCK_ATOMIC_STEPS(T *)
};
#define MOCK_ATOMIC(Base, T)                                                                       \
  template <> struct atomic<T> : Base<T> {                                                         \
    constexpr atomic() noexcept = default;                                                         \
    constexpr atomic(T Value) noexcept : Base<T>(Value) {}                                         \
    atomic(const atomic &) = delete;                                                               \
    atomic &operator=(const atomic &) = delete;                                                    \
    using Base<T>::operator T;                                                                     \
    using Base<T>::operator=;                                                                      \
  };
MOCK_ATOMIC(__atomic_base, char)
MOCK_ATOMIC(__atomic_base, signed char)
MOCK_ATOMIC(__atomic_base, unsigned char)
MOCK_ATOMIC(__atomic_base, short)
MOCK_ATOMIC(__atomic_base, unsigned short)
MOCK_ATOMIC(__atomic_base, int)
MOCK_ATOMIC(__atomic_base, unsigned int)
MOCK_ATOMIC(__atomic_base, long)
MOCK_ATOMIC(__atomic_base, unsigned long)
MOCK_ATOMIC(__atomic_base, long long)
MOCK_ATOMIC(__atomic_base, unsigned long long)
MOCK_ATOMIC(__atomic_float, float)
MOCK_ATOMIC(__atomic_float, double)
#undef MOCK_ATOMIC
template <class T> struct atomic_ref : __atomic_ref<T> {
  explicit atomic_ref(T &Object) noexcept;
  atomic_ref(const atomic_ref &) noexcept = default;
  atomic_ref &operator=(const atomic_ref &) = delete;
  using __atomic_ref<T>::operator=;
};
typedef atomic<bool> atomic_bool;
typedef atomic<int> atomic_int;
typedef atomic<unsigned> atomic_uint;
typedef atomic<long> atomic_long;
typedef atomic<size_t> atomic_size_t;
struct atomic_flag {
  constexpr atomic_flag() noexcept = default;
  atomic_flag(const atomic_flag &) = delete;
  atomic_flag &operator=(const atomic_flag &) = delete;
  bool test_and_set(memory_order Order = memory_order_seq_cst) noexcept;
  bool test(memory_order Order = memory_order_seq_cst) const noexcept;
  void clear(memory_order Order = memory_order_seq_cst) noexcept;
  void wait(bool Old, memory_order Order = memory_order_seq_cst) const noexcept;
  void notify_one() noexcept;
  void notify_all() noexcept;
};
template <class T> void atomic_wait(const atomic<T> *Object, T Old) noexcept MOCK_BODY;
template <class T>
void atomic_wait_explicit(const atomic<T> *Object, T Old, memory_order Order) noexcept MOCK_BODY;
void atomic_flag_wait(const atomic_flag *Flag, bool Old) noexcept;
void atomic_flag_wait_explicit(const atomic_flag *Flag, bool Old, memory_order Order) noexcept;
void atomic_thread_fence(memory_order Order) noexcept;

//===- <system_error> -----------------------------------------------------===//

class error_code {
public:
  error_code() noexcept;
  int value() const noexcept;
  string message() const;
  explicit operator bool() const noexcept;
};
class system_error : public runtime_error {
public:
  explicit system_error(error_code Code);
  const error_code &code() const noexcept;
};

//===- <iostream>, <fstream> ----------------------------------------------===//

class ios_base {
public:
  typedef int openmode;
  static constexpr openmode in = 1, out = 2, app = 4, binary = 8;
};
template <class C> class basic_ostream {
public:
  virtual ~basic_ostream();
  basic_ostream &operator<<(int) MOCK_BODY;
  basic_ostream &operator<<(const C *) MOCK_BODY;
  basic_ostream &operator<<(const basic_string<C> &) MOCK_BODY;
  basic_ostream &operator<<(basic_ostream &(*Manipulator)(basic_ostream &)) MOCK_BODY;
  basic_ostream &write(const C *Data, ptrdiff_t Size) MOCK_BODY;
  basic_ostream &flush() MOCK_BODY;
  explicit operator bool() const MOCK_BODY;
};
template <class C> class basic_istream {
public:
  virtual ~basic_istream();
  basic_istream &operator>>(int &) MOCK_BODY;
  basic_istream &operator>>(basic_string<C> &) MOCK_BODY;
  basic_istream &read(C *Data, ptrdiff_t Size) MOCK_BODY;
  explicit operator bool() const MOCK_BODY;
};
typedef basic_ostream<char> ostream;
typedef basic_istream<char> istream;
extern istream cin;
extern ostream cout, cerr;
ostream &endl(ostream &Stream);
template <class C>
basic_istream<C> &getline(basic_istream<C> &Stream, basic_string<C> &Line) MOCK_BODY;
template <class C> class basic_filebuf {
public:
  basic_filebuf() MOCK_BODY;
  ~basic_filebuf() MOCK_BODY;
  bool is_open() const MOCK_BODY;
  basic_filebuf *open(const char *Path, ios_base::openmode Mode) MOCK_BODY;
  basic_filebuf *open(const string &Path, ios_base::openmode Mode) MOCK_BODY;
  basic_filebuf *close() MOCK_BODY;
};
namespace filesystem {
inline namespace __cxx11 {
class path;
}
} // namespace filesystem
#define MOCK_FILE_STREAM(Name, Base)                                                               \
  template <class C> class Name : public Base<C> {                                                 \
  public:                                                                                          \
    Name() MOCK_BODY;                                                                              \
    explicit Name(const char *Path, ios_base::openmode Mode = ios_base::in) MOCK_BODY;             \
    explicit Name(const string &Path, ios_base::openmode Mode = ios_base::in) MOCK_BODY;           \
    Name(const filesystem::path &Path, ios_base::openmode Mode = ios_base::in) MOCK_BODY;          \
    Name(Name &&Other) MOCK_BODY;                                                                  \
    Name &operator=(Name &&Other) MOCK_BODY;                                                       \
    ~Name() MOCK_BODY;                                                                             \
    void open(const char *Path, ios_base::openmode Mode = ios_base::in) MOCK_BODY;                 \
    void open(const string &Path, ios_base::openmode Mode = ios_base::in) MOCK_BODY;               \
    bool is_open() const MOCK_BODY;                                                                \
    void close() MOCK_BODY;                                                                        \
  };
MOCK_FILE_STREAM(basic_ifstream, basic_istream)
MOCK_FILE_STREAM(basic_ofstream, basic_ostream)
MOCK_FILE_STREAM(basic_fstream, basic_istream)
#undef MOCK_FILE_STREAM
typedef basic_filebuf<char> filebuf;
typedef basic_ifstream<char> ifstream;
typedef basic_ofstream<char> ofstream;
typedef basic_fstream<char> fstream;

//===- <filesystem> -------------------------------------------------------===//

namespace filesystem {
inline namespace __cxx11 {
class path {
public:
  path();
  path(const char *Text);
  path(const string &Text);
  path(const path &);
  ~path();
  std::string string() const;
};
class directory_entry {
public:
  const filesystem::path &path() const;
  bool is_regular_file() const;
};
enum class copy_options { none };
class directory_iterator {
public:
  directory_iterator() noexcept;
  explicit directory_iterator(const path &Directory);
  directory_iterator(const directory_iterator &);
  ~directory_iterator();
  const directory_entry &operator*() const noexcept;
  directory_iterator &operator++();
  bool operator!=(const directory_iterator &) const;
};
class recursive_directory_iterator {
public:
  recursive_directory_iterator() noexcept;
  explicit recursive_directory_iterator(const path &Directory);
  recursive_directory_iterator(const path &Directory, error_code &Error);
  recursive_directory_iterator(const recursive_directory_iterator &);
  ~recursive_directory_iterator();
  const directory_entry &operator*() const noexcept;
  recursive_directory_iterator &operator++();
  bool operator!=(const recursive_directory_iterator &) const;
};
recursive_directory_iterator begin(recursive_directory_iterator Iterator) noexcept;
recursive_directory_iterator end(recursive_directory_iterator) noexcept;
} // namespace __cxx11
void copy(const path &From, const path &To);
void copy(const path &From, const path &To, copy_options Options);
bool copy_file(const path &From, const path &To);
bool copy_file(const path &From, const path &To, copy_options Options);
unsigned long remove_all(const path &Path);
unsigned long remove_all(const path &Path, error_code &Error);
bool remove(const path &Path);
bool exists(const path &Path);
unsigned long file_size(const path &Path);
} // namespace filesystem

//===- <algorithm>, <numeric> ---------------------------------------------===//

template <class I, class T, class F> T accumulate(I First, I Last, T Init, F Callable) MOCK_BODY;
template <class I, class O, class F>
O adjacent_difference(I First, I Last, O To, F Callable) MOCK_BODY;
template <class I, class F> I adjacent_find(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> bool all_of(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> bool any_of(I First, I Last, F Callable) MOCK_BODY;
template <class I, class T, class F>
bool binary_search(I First, I Last, const T &Value, F Compare) MOCK_BODY;
template <class T, class F>
const T &clamp(const T &Value, const T &Low, const T &High, F Compare) MOCK_BODY;
template <class I, class O, class F> O copy_if(I First, I Last, O To, F Callable) MOCK_BODY;
template <class I, class F> ptrdiff_t count_if(I First, I Last, F Predicate) MOCK_BODY;
template <class I, class J, class F>
bool equal(I First, I Last, J From, J To, F Callable) MOCK_BODY;
template <class I, class T, class F>
pair<I, I> equal_range(I First, I Last, const T &Value, F Compare) MOCK_BODY;
template <class C, class F> size_t erase_if(C &Container, F Predicate) MOCK_BODY;
template <class I, class O, class T, class F>
O exclusive_scan(I First, I Last, O To, T Init, F Callable) MOCK_BODY;
template <class I, class J, class F> I find_end(I First, I Last, J From, J To, F Equal) MOCK_BODY;
template <class I, class J, class F>
I find_first_of(I First, I Last, J From, J To, F Equal) MOCK_BODY;
template <class I, class F> I find_if(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> I find_if_not(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> F for_each(I First, I Last, F Callable) MOCK_BODY;
template <class I, class S, class F> I for_each_n(I First, S Count, F Callable) MOCK_BODY;
template <class I, class F> void generate(I First, I Last, F Callable) MOCK_BODY;
template <class I, class S, class F> I generate_n(I First, S Count, F Callable) MOCK_BODY;
template <class I, class J, class F>
bool includes(I First, I Last, J From, J To, F Callable) MOCK_BODY;
template <class I, class O, class F> O inclusive_scan(I First, I Last, O To, F Callable) MOCK_BODY;
template <class I, class J, class T, class F, class G>
T inner_product(I First, I Last, J Second, T Init, F Add, G Multiply) MOCK_BODY;
template <class I, class F> void inplace_merge(I First, I Middle, I Last, F Compare) MOCK_BODY;
template <class I, class F> bool is_heap(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> I is_heap_until(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> bool is_partitioned(I First, I Last, F Callable) MOCK_BODY;
template <class I, class J, class F>
bool is_permutation(I First, I Last, J From, J To, F Callable) MOCK_BODY;
template <class I, class F> bool is_sorted(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> I is_sorted_until(I First, I Last, F Callable) MOCK_BODY;
template <class I, class J, class F>
bool lexicographical_compare(I First, I Last, J From, J To, F Callable) MOCK_BODY;
template <class I, class J, class F>
int lexicographical_compare_three_way(I First, I Last, J From, J To, F Compare) MOCK_BODY;
template <class I, class T, class F>
I lower_bound(I First, I Last, const T &Value, F Compare) MOCK_BODY;
template <class I, class F> void make_heap(I First, I Last, F Compare) MOCK_BODY;
template <class T> const T &max(const T &A, const T &B) MOCK_BODY;
template <class T, class F> const T &max(const T &A, const T &B, F Compare) MOCK_BODY;
template <class I, class F> I max_element(I First, I Last, F Callable) MOCK_BODY;
template <class I, class J, class O, class F>
O merge(I First, I Last, J From, J To, O Out, F Compare) MOCK_BODY;
template <class T> const T &min(const T &A, const T &B) MOCK_BODY;
template <class T, class F> const T &min(const T &A, const T &B, F Compare) MOCK_BODY;
template <class I, class F> I min_element(I First, I Last, F Callable) MOCK_BODY;
template <class T, class F>
pair<const T &, const T &> minmax(const T &A, const T &B, F Compare) MOCK_BODY;
template <class I, class F> pair<I, I> minmax_element(I First, I Last, F Compare) MOCK_BODY;
template <class I, class J, class F>
pair<I, J> mismatch(I First, I Last, J From, J To, F Equal) MOCK_BODY;
template <class I, class F> bool next_permutation(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> bool none_of(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> void nth_element(I First, I Middle, I Last, F Compare) MOCK_BODY;
template <class I, class F> void partial_sort(I First, I Middle, I Last, F Compare) MOCK_BODY;
template <class I, class J, class F>
J partial_sort_copy(I First, I Last, J From, J To, F Compare) MOCK_BODY;
template <class I, class O, class F> O partial_sum(I First, I Last, O To, F Callable) MOCK_BODY;
template <class I, class F> I partition(I First, I Last, F Callable) MOCK_BODY;
template <class I, class O, class P, class F>
pair<O, P> partition_copy(I First, I Last, O True, P False, F Predicate) MOCK_BODY;
template <class I, class F> I partition_point(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> void pop_heap(I First, I Last, F Compare) MOCK_BODY;
template <class I, class F> bool prev_permutation(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> void push_heap(I First, I Last, F Compare) MOCK_BODY;
template <class I, class T, class F> T reduce(I First, I Last, T Init, F Callable) MOCK_BODY;
template <class I, class O, class F> O remove_copy_if(I First, I Last, O To, F Callable) MOCK_BODY;
template <class I, class F> I remove_if(I First, I Last, F Callable) MOCK_BODY;
template <class I, class O, class F, class T>
O replace_copy_if(I First, I Last, O To, F Predicate, const T &Value) MOCK_BODY;
template <class I, class F, class T>
void replace_if(I First, I Last, F Predicate, const T &Value) MOCK_BODY;
template <class I, class J, class F> I search(I First, I Last, J From, J To, F Equal) MOCK_BODY;
template <class I, class S, class T, class F>
I search_n(I First, I Last, S Count, const T &Value, F Equal) MOCK_BODY;
template <class I, class J, class O, class F>
O set_difference(I First, I Last, J From, J To, O Out, F Compare) MOCK_BODY;
template <class I, class J, class O, class F>
O set_intersection(I First, I Last, J From, J To, O Out, F Compare) MOCK_BODY;
template <class I, class J, class O, class F>
O set_symmetric_difference(I First, I Last, J From, J To, O Out, F Compare) MOCK_BODY;
template <class I, class J, class O, class F>
O set_union(I First, I Last, J From, J To, O Out, F Compare) MOCK_BODY;
template <class I, class F> void sort(I First, I Last, F Compare) MOCK_BODY;
template <class I, class F> void sort_heap(I First, I Last, F Compare) MOCK_BODY;
template <class I, class F> I stable_partition(I First, I Last, F Callable) MOCK_BODY;
template <class I, class F> void stable_sort(I First, I Last, F Compare) MOCK_BODY;
template <class I, class O, class F> O transform(I First, I Last, O To, F Callable) MOCK_BODY;
template <class I, class O, class T, class F, class G>
O transform_exclusive_scan(I First, I Last, O To, T Init, F Add, G Change) MOCK_BODY;
template <class I, class O, class F, class G>
O transform_inclusive_scan(I First, I Last, O To, F Add, G Change) MOCK_BODY;
template <class I, class J, class T, class F, class G>
T transform_reduce(I First, I Last, J Second, T Init, F Add, G Multiply) MOCK_BODY;
template <class I, class F> I unique(I First, I Last, F Callable) MOCK_BODY;
template <class I, class O, class F> O unique_copy(I First, I Last, O To, F Callable) MOCK_BODY;
template <class I, class T, class F>
I upper_bound(I First, I Last, const T &Value, F Compare) MOCK_BODY;
template <class I> void sort(I First, I Last) MOCK_BODY;
template <class I, class T> I find(I First, I Last, const T &Value) MOCK_BODY;
template <class I, class T> I remove(I First, I Last, const T &Value) MOCK_BODY;
template <class I, class O> O copy(I First, I Last, O To) MOCK_BODY;

namespace ranges {
/// The algorithms of std::ranges are objects.
struct mock_algorithm {
  template <class... As> void operator()(As &&...Arguments) const MOCK_BODY;
};
MOCK_INLINE constexpr mock_algorithm adjacent_find{}, all_of{}, any_of{}, binary_search{}, clamp{},
    copy_if{}, count{}, count_if{}, equal{}, equal_range{}, find{}, find_end{}, find_first_of{},
    find_if{}, find_if_not{}, for_each{}, for_each_n{}, generate{}, generate_n{}, includes{},
    inplace_merge{}, is_heap{}, is_heap_until{}, is_partitioned{}, is_permutation{}, is_sorted{},
    is_sorted_until{}, lexicographical_compare{}, lower_bound{}, make_heap{}, max{}, max_element{},
    merge{}, min{}, min_element{}, minmax{}, minmax_element{}, mismatch{}, next_permutation{},
    none_of{}, nth_element{}, partial_sort{}, partial_sort_copy{}, partition{}, partition_copy{},
    partition_point{}, pop_heap{}, prev_permutation{}, push_heap{}, remove{}, remove_copy{},
    remove_copy_if{}, remove_if{}, replace{}, replace_copy{}, replace_copy_if{}, replace_if{},
    search{}, search_n{}, set_difference{}, set_intersection{}, set_symmetric_difference{},
    set_union{}, sort{}, sort_heap{}, stable_partition{}, stable_sort{}, transform{}, unique{},
    unique_copy{}, upper_bound{};
} // namespace ranges

} // namespace std

#endif
