/*===- liburing.h - mock of liburing --------------------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_LIBURING_H
#define ASYNC_TIDY_MOCKS_LIBURING_H

#include "posix.h"

#ifdef __cplusplus
extern "C" {
#endif

struct io_uring {
  int ring_fd;
};
struct io_uring_sqe {
  int fd;
};
struct io_uring_cqe {
  int res;
};
struct io_uring_sync_cancel_reg {
  int fd;
};
struct __kernel_timespec {
  long tv_sec, tv_nsec;
};
#define IORING_ENTER_GETEVENTS 1

/* Requests */
static inline struct io_uring_sqe *io_uring_get_sqe(struct io_uring *Ring) { return NULL; }
static inline void io_uring_prep_read(struct io_uring_sqe *Request, int Fd, void *Data,
                                      unsigned Size, unsigned long Offset) {}
static inline void io_uring_prep_cancel(struct io_uring_sqe *Request, const void *Data,
                                        int Flags) {}
int io_uring_submit(struct io_uring *Ring);
int io_uring_submit_and_wait(struct io_uring *Ring, unsigned Count);
int io_uring_submit_and_wait_timeout(struct io_uring *Ring, struct io_uring_cqe **Done,
                                     unsigned Count, struct __kernel_timespec *Timeout,
                                     sigset_t *Mask);
int io_uring_submit_and_wait_min_timeout(struct io_uring *Ring, struct io_uring_cqe **Done,
                                         unsigned Count, struct __kernel_timespec *Timeout,
                                         unsigned Least, sigset_t *Mask);
int io_uring_submit_and_wait_reg(struct io_uring *Ring, struct io_uring_cqe **Done, unsigned Count,
                                 int Index);
int io_uring_register_sync_cancel(struct io_uring *Ring, struct io_uring_sync_cancel_reg *Which);
static inline int io_uring_sqring_wait(struct io_uring *Ring) { return 0; }
int io_uring_enter(unsigned Fd, unsigned Submitted, unsigned Count, unsigned Flags, sigset_t *Mask);
int io_uring_enter2(unsigned Fd, unsigned Submitted, unsigned Count, unsigned Flags, void *Argument,
                    size_t Size);

/* Completions */
static inline int io_uring_peek_cqe(struct io_uring *Ring, struct io_uring_cqe **Done) { return 0; }
static inline int io_uring_wait_cqe_nr(struct io_uring *Ring, struct io_uring_cqe **Done,
                                       unsigned Count) {
  return 0;
}
static inline int io_uring_wait_cqe(struct io_uring *Ring, struct io_uring_cqe **Done) {
  return io_uring_wait_cqe_nr(Ring, Done, 1);
}
int io_uring_wait_cqe_timeout(struct io_uring *Ring, struct io_uring_cqe **Done,
                              struct __kernel_timespec *Timeout);
int io_uring_wait_cqes(struct io_uring *Ring, struct io_uring_cqe **Done, unsigned Count,
                       struct __kernel_timespec *Timeout, sigset_t *Mask);
int io_uring_wait_cqes_min_timeout(struct io_uring *Ring, struct io_uring_cqe **Done,
                                   unsigned Count, struct __kernel_timespec *Timeout,
                                   unsigned Least, sigset_t *Mask);
static inline void io_uring_cqe_seen(struct io_uring *Ring, struct io_uring_cqe *Done) {}

#ifdef __cplusplus
}
#endif

#endif
