//===- base.h - what all mocks of C++ libraries share ---------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// The mocks are the only place that imitates frameworks. They declare what checks look at,
// with the signatures that the real headers have as far as checks can tell; they include no
// header of the system, and little in them has a body. C++11 or later.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MOCKS_BASE_H
#define ASYNC_TIDY_MOCKS_BASE_H

#if __cplusplus >= 201703L
#define MOCK_NODISCARD [[nodiscard]]
#define MOCK_INLINE inline
#else
#define MOCK_NODISCARD
#define MOCK_INLINE
#endif

/// The body of a template: without one, it could have no closure among its arguments. It ends
/// without a value on purpose: what doesn't return would end the control flow of its callers.
#define MOCK_BODY                                                                                  \
  {                                                                                                \
  }

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;

namespace std {

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef decltype(nullptr) nullptr_t;

template <class T> class initializer_list {
  const T *First;
  size_t Size;

public:
  constexpr initializer_list() noexcept : First(nullptr), Size(0) {}
  constexpr size_t size() const noexcept { return Size; }
  constexpr const T *begin() const noexcept { return First; }
  constexpr const T *end() const noexcept { return First + Size; }
};

//===- Types --------------------------------------------------------------===//

template <class T, T V> struct integral_constant {
  static constexpr T value = V;
  constexpr operator T() const noexcept { return V; }
};
typedef integral_constant<bool, true> true_type;
typedef integral_constant<bool, false> false_type;

template <bool B, class T = void> struct enable_if {};
template <class T> struct enable_if<true, T> {
  typedef T type;
};
template <bool B, class T = void> using enable_if_t = typename enable_if<B, T>::type;
template <bool B, class T, class F> struct conditional {
  typedef T type;
};
template <class T, class F> struct conditional<false, T, F> {
  typedef F type;
};
template <bool B, class T, class F> using conditional_t = typename conditional<B, T, F>::type;

template <class T, class U> struct is_same : false_type {};
template <class T> struct is_same<T, T> : true_type {};
template <class T> struct remove_reference {
  typedef T type;
};
template <class T> struct remove_reference<T &> {
  typedef T type;
};
template <class T> struct remove_reference<T &&> {
  typedef T type;
};
template <class T> using remove_reference_t = typename remove_reference<T>::type;
template <class T> struct remove_cv {
  typedef T type;
};
template <class T> struct remove_cv<const T> {
  typedef T type;
};
template <class T> struct remove_cv<volatile T> {
  typedef T type;
};
template <class T> struct remove_cv<const volatile T> {
  typedef T type;
};
template <class T> using remove_cv_t = typename remove_cv<T>::type;
template <class T> using remove_cvref_t = remove_cv_t<remove_reference_t<T>>;

template <class T> struct remove_extent {
  typedef T type;
};
template <class T> struct remove_extent<T[]> {
  typedef T type;
};
template <class T, size_t N> struct remove_extent<T[N]> {
  typedef T type;
};
template <class T> struct is_function : false_type {};
template <class R, class... As> struct is_function<R(As...)> : true_type {};
template <class T> struct is_array : false_type {};
template <class T> struct is_array<T[]> : true_type {};
template <class T, size_t N> struct is_array<T[N]> : true_type {};
template <class T> struct decay {
  typedef remove_reference_t<T> U;
  typedef conditional_t<
      is_function<U>::value, U *,
      conditional_t<is_array<U>::value, typename remove_extent<U>::type *, remove_cv_t<U>>>
      type;
};
template <class T> using decay_t = typename decay<T>::type;
template <class...> struct mock_void {
  typedef void type;
};
template <class... Ts> using void_t = typename mock_void<Ts...>::type;
template <class T> struct add_rvalue_reference {
  typedef T &&type;
};
template <> struct add_rvalue_reference<void> {
  typedef void type;
};
template <class T> typename add_rvalue_reference<T>::type declval() noexcept;
template <class T> struct is_void : is_same<void, remove_cv_t<T>> {};
#if __cplusplus >= 201703L
template <class T, class U> inline constexpr bool is_same_v = is_same<T, U>::value;
template <class T> inline constexpr bool is_void_v = is_void<T>::value;
#endif

template <class Void, class F, class... As> struct mock_invoke_result {};
template <class F, class... As>
struct mock_invoke_result<void_t<decltype(declval<F>()(declval<As>()...))>, F, As...> {
  typedef decltype(declval<F>()(declval<As>()...)) type;
};
template <class R, class C, class T, class... As>
struct mock_invoke_result<void_t<decltype((declval<T>().*declval<R C::*>())(declval<As>()...))>,
                          R C::*, T, As...> {
  typedef decltype((declval<T>().*declval<R C::*>())(declval<As>()...)) type;
};
template <class R, class C, class T, class... As>
struct mock_invoke_result<void_t<decltype((declval<T>()->*declval<R C::*>())(declval<As>()...))>,
                          R C::*, T, As...> {
  typedef decltype((declval<T>()->*declval<R C::*>())(declval<As>()...)) type;
};
template <class F, class... As> struct invoke_result : mock_invoke_result<void, F, As...> {};
template <class F, class... As> using invoke_result_t = typename invoke_result<F, As...>::type;

//===- <utility> ----------------------------------------------------------===//

template <class T> constexpr remove_reference_t<T> &&move(T &&X) noexcept {
  return static_cast<remove_reference_t<T> &&>(X);
}
template <class T> constexpr T &&forward(remove_reference_t<T> &X) noexcept {
  return static_cast<T &&>(X);
}
template <class T> constexpr T &&forward(remove_reference_t<T> &&X) noexcept {
  return static_cast<T &&>(X);
}
template <class T> constexpr const T &as_const(T &X) noexcept { return X; }
template <class T, class U = T> T exchange(T &Object, U &&Value) MOCK_BODY;
template <class T> void swap(T &A, T &B) noexcept MOCK_BODY;
template <class T> T *addressof(T &X) noexcept MOCK_BODY;

template <class A, class B> struct pair {
  A first;
  B second;
  pair() = default;
  pair(const A &X, const B &Y) : first(X), second(Y) {}
};
template <class A, class B> pair<decay_t<A>, decay_t<B>> make_pair(A &&X, B &&Y) MOCK_BODY;
struct in_place_t {
  explicit in_place_t() = default;
};
MOCK_INLINE constexpr in_place_t in_place{};

//===- <exception> --------------------------------------------------------===//

class exception {
public:
  exception() noexcept;
  virtual ~exception();
  virtual const char *what() const noexcept;
};
class runtime_error : public exception {
public:
  explicit runtime_error(const char *What);
};
class logic_error : public exception {
public:
  explicit logic_error(const char *What);
};
class exception_ptr {
public:
  exception_ptr() noexcept;
  exception_ptr(nullptr_t) noexcept;
  exception_ptr(const exception_ptr &) noexcept;
  exception_ptr &operator=(const exception_ptr &) noexcept;
  ~exception_ptr();
  explicit operator bool() const noexcept;
};
exception_ptr current_exception() noexcept;
[[noreturn]] void rethrow_exception(exception_ptr E);
[[noreturn]] void terminate() noexcept;

} // namespace std

#endif
