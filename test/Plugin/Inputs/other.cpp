#include "atomic.h"

void inOther(std::atomic<int> &A) { A = A + 1; }
