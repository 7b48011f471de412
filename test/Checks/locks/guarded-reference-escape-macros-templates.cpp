// RUN: %check %s async-guarded-reference-escape --real-headers

#include <mutex>
#include <string>

#define GETTER(Type, Field)                                                                        \
  Type get() const {                                                                               \
    std::lock_guard<std::mutex> lock(mutex_);                                                      \
    return Field;                                                                                  \
  }

class FromMacro {
public:
  GETTER(const std::string &, name_)
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: a reference into 'name_' is used when 'mutex_' is unlocked again, while others change it; return a copy
  void set() {
    std::lock_guard<std::mutex> lock(mutex_);
    name_ = "x";
  }

private:
  mutable std::mutex mutex_;
  std::string name_;
};

// Two instantiations, one finding, no fix.
template <class T> class Box {
public:
  const T &get() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return value_;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a reference into 'value_' is used when 'mutex_' is unlocked again, while others change it; return a copy
  }
  void set(T value) {
    std::lock_guard<std::mutex> lock(mutex_);
    value_ = value;
  }

private:
  mutable std::mutex mutex_;
  T value_;
};

void use(Box<int> &a, Box<std::string> &b) {
  a.set(a.get());
  b.set(b.get());
}
