// As much of std::atomic as one finding takes, for C++11 and without any header.
#pragma once

namespace std {
template <class T> struct atomic {
  T load() const;
  void store(T);
  operator T() const;
  T operator=(T);
};
} // namespace std

inline void inHeader(std::atomic<int> &A) { A = A + 1; }
