#include <async-tidy/Annotations.h>
#include <atomic>
void twoSteps(std::atomic<int> &A) { A = A + 1; }
