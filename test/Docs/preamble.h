// What the examples of the pages may use without an #include, unless they bring a preamble of their own.
#include <coroutine.h>
#include <std.h>
