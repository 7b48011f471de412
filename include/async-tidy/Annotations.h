/*===- Annotations.h - tell async-tidy what a function or type means -*- C++ -*-===*\
|*                                                                                *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.        *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                        *|
|*                                                                                *|
|* The only header of async-tidy that a program includes. The macros expand to    *|
|* nothing where the compiler isn't Clang, and never change the program.          *|
|*                                                                                *|
|*   ASYNC_TIDY_BLOCKING void flush_to_disk();                                    *|
|*   ASYNC_TIDY_ASYNC_CONTEXT void on_tick();                                     *|
|*   class ASYNC_TIDY_FIRE_AND_FORGET Job { ... };                                *|
|*                                                                                *|
\*===------------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_ANNOTATIONS_H
#define ASYNC_TIDY_ANNOTATIONS_H

#if defined(__clang__)
#define ASYNC_TIDY_ANNOTATE(What) __attribute__((annotate("async-tidy::" What)))
#else
#define ASYNC_TIDY_ANNOTATE(What)
#endif

/** A function that may block the calling thread: must not run in an async context. */
#define ASYNC_TIDY_BLOCKING ASYNC_TIDY_ANNOTATE("blocking")
/** A function that doesn't block, whatever its body looks like. */
#define ASYNC_TIDY_NONBLOCKING ASYNC_TIDY_ANNOTATE("nonblocking")
/** A function that an event loop runs: nothing in it may block. */
#define ASYNC_TIDY_ASYNC_CONTEXT ASYNC_TIDY_ANNOTATE("async-context")
/** A task type that is made to be dropped, or a function whose task is. */
#define ASYNC_TIDY_FIRE_AND_FORGET ASYNC_TIDY_ANNOTATE("fire-and-forget")
/** A mutex that suspends the coroutine instead of blocking the thread. */
#define ASYNC_TIDY_ASYNC_MUTEX ASYNC_TIDY_ANNOTATE("async-mutex")
/** A class whose objects must be destroyed on the thread that made them. */
#define ASYNC_TIDY_THREAD_BOUND ASYNC_TIDY_ANNOTATE("thread-bound")

#endif
