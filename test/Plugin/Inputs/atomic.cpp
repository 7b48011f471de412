#include "atomic.h"

void inSource(std::atomic<int> &A) { A = A + 1; }
