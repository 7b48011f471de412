/*===- libuv.h - mock of libuv --------------------------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_LIBUV_H
#define ASYNC_TIDY_MOCKS_LIBUV_H

#ifdef __cplusplus
extern "C" {
#endif

struct sockaddr;
struct addrinfo;

/* The loop, its handles and requests */
typedef struct uv_loop_s {
  void *data;
} uv_loop_t;
typedef struct uv_handle_s {
  void *data;
} uv_handle_t;
typedef struct uv_stream_s {
  void *data;
} uv_stream_t;
typedef struct uv_tcp_s {
  void *data;
} uv_tcp_t;
typedef struct uv_pipe_s {
  void *data;
} uv_pipe_t;
typedef struct uv_udp_s {
  void *data;
} uv_udp_t;
typedef struct uv_timer_s {
  void *data;
} uv_timer_t;
typedef struct uv_async_s {
  void *data;
} uv_async_t;
typedef struct uv_idle_s {
  void *data;
} uv_idle_t;
typedef struct uv_prepare_s {
  void *data;
} uv_prepare_t;
typedef struct uv_check_s {
  void *data;
} uv_check_t;
typedef struct uv_poll_s {
  void *data;
} uv_poll_t;
typedef struct uv_signal_s {
  void *data;
} uv_signal_t;
typedef struct uv_fs_event_s {
  void *data;
} uv_fs_event_t;
typedef struct uv_fs_poll_s {
  void *data;
} uv_fs_poll_t;
typedef struct uv_req_s {
  void *data;
} uv_req_t;
typedef struct uv_write_s {
  void *data;
} uv_write_t;
typedef struct uv_connect_s {
  void *data;
} uv_connect_t;
typedef struct uv_shutdown_s {
  void *data;
} uv_shutdown_t;
typedef struct uv_udp_send_s {
  void *data;
} uv_udp_send_t;
typedef struct uv_work_s {
  void *data;
} uv_work_t;
typedef struct uv_getaddrinfo_s {
  void *data;
} uv_getaddrinfo_t;
typedef struct uv_getnameinfo_s {
  void *data;
} uv_getnameinfo_t;
typedef struct uv_random_s {
  void *data;
} uv_random_t;
typedef struct uv_fs_s {
  void *data;
  long result;
} uv_fs_t;
typedef struct uv_stat_s uv_stat_t;
typedef struct uv_dir_s uv_dir_t;
typedef struct uv_buf_t {
  char *base;
  unsigned long len;
} uv_buf_t;
typedef int uv_file;
typedef unsigned uv_uid_t;
typedef unsigned uv_gid_t;
typedef enum { UV_RUN_DEFAULT = 0, UV_RUN_ONCE, UV_RUN_NOWAIT } uv_run_mode;

typedef void (*uv_alloc_cb)(uv_handle_t *Handle, unsigned long Size, uv_buf_t *Buffer);
typedef void (*uv_read_cb)(uv_stream_t *Stream, long Size, const uv_buf_t *Buffer);
typedef void (*uv_write_cb)(uv_write_t *Request, int Status);
typedef void (*uv_connect_cb)(uv_connect_t *Request, int Status);
typedef void (*uv_shutdown_cb)(uv_shutdown_t *Request, int Status);
typedef void (*uv_connection_cb)(uv_stream_t *Server, int Status);
typedef void (*uv_close_cb)(uv_handle_t *Handle);
typedef void (*uv_poll_cb)(uv_poll_t *Handle, int Status, int Events);
typedef void (*uv_timer_cb)(uv_timer_t *Handle);
typedef void (*uv_async_cb)(uv_async_t *Handle);
typedef void (*uv_prepare_cb)(uv_prepare_t *Handle);
typedef void (*uv_check_cb)(uv_check_t *Handle);
typedef void (*uv_idle_cb)(uv_idle_t *Handle);
typedef void (*uv_walk_cb)(uv_handle_t *Handle, void *Data);
typedef void (*uv_fs_cb)(uv_fs_t *Request);
typedef void (*uv_work_cb)(uv_work_t *Request);
typedef void (*uv_after_work_cb)(uv_work_t *Request, int Status);
typedef void (*uv_getaddrinfo_cb)(uv_getaddrinfo_t *Request, int Status, struct addrinfo *Found);
typedef void (*uv_getnameinfo_cb)(uv_getnameinfo_t *Request, int Status, const char *Host,
                                  const char *Service);
typedef void (*uv_random_cb)(uv_random_t *Request, int Status, void *Data, unsigned long Size);
typedef void (*uv_fs_event_cb)(uv_fs_event_t *Handle, const char *File, int Events, int Status);
typedef void (*uv_fs_poll_cb)(uv_fs_poll_t *Handle, int Status, const uv_stat_t *Before,
                              const uv_stat_t *Now);
typedef void (*uv_signal_cb)(uv_signal_t *Handle, int Signal);
typedef void (*uv_udp_send_cb)(uv_udp_send_t *Request, int Status);
typedef void (*uv_udp_recv_cb)(uv_udp_t *Handle, long Size, const uv_buf_t *Buffer,
                               const struct sockaddr *From, unsigned Flags);
typedef void (*uv_thread_cb)(void *Data);

uv_loop_t *uv_default_loop(void);
int uv_loop_init(uv_loop_t *Loop);
int uv_loop_close(uv_loop_t *Loop);
int uv_run(uv_loop_t *Loop, uv_run_mode Mode);
void uv_stop(uv_loop_t *Loop);
void uv_walk(uv_loop_t *Loop, uv_walk_cb Callback, void *Data);
void uv_close(uv_handle_t *Handle, uv_close_cb Callback);
int uv_cancel(uv_req_t *Request);

int uv_async_init(uv_loop_t *Loop, uv_async_t *Async, uv_async_cb Callback);
int uv_async_send(uv_async_t *Async);
int uv_check_start(uv_check_t *Check, uv_check_cb Callback);
int uv_idle_start(uv_idle_t *Idle, uv_idle_cb Callback);
int uv_poll_start(uv_poll_t *Poll, int Events, uv_poll_cb Callback);
int uv_prepare_start(uv_prepare_t *Prepare, uv_prepare_cb Callback);
int uv_signal_start(uv_signal_t *Handle, uv_signal_cb Callback, int Signal);
int uv_signal_start_oneshot(uv_signal_t *Handle, uv_signal_cb Callback, int Signal);
int uv_timer_init(uv_loop_t *Loop, uv_timer_t *Timer);
int uv_timer_start(uv_timer_t *Timer, uv_timer_cb Callback, unsigned long Timeout,
                   unsigned long Repeat);
int uv_timer_stop(uv_timer_t *Timer);

/* Streams and datagrams */
int uv_accept(uv_stream_t *Server, uv_stream_t *Client);
int uv_listen(uv_stream_t *Server, int Backlog, uv_connection_cb Callback);
void uv_pipe_connect(uv_connect_t *Request, uv_pipe_t *Pipe, const char *Name,
                     uv_connect_cb Callback);
int uv_read_start(uv_stream_t *Stream, uv_alloc_cb Allocate, uv_read_cb Callback);
int uv_read_stop(uv_stream_t *Stream);
int uv_shutdown(uv_shutdown_t *Request, uv_stream_t *Stream, uv_shutdown_cb Callback);
int uv_tcp_close_reset(uv_tcp_t *Socket, uv_close_cb Callback);
int uv_tcp_connect(uv_connect_t *Request, uv_tcp_t *Socket, const struct sockaddr *Peer,
                   uv_connect_cb Callback);
int uv_try_write(uv_stream_t *Stream, const uv_buf_t Buffers[], unsigned Count);
int uv_write(uv_write_t *Request, uv_stream_t *Stream, const uv_buf_t Buffers[], unsigned Count,
             uv_write_cb Callback);
int uv_write2(uv_write_t *Request, uv_stream_t *Stream, const uv_buf_t Buffers[], unsigned Count,
              uv_stream_t *Sent, uv_write_cb Callback);
int uv_udp_recv_start(uv_udp_t *Socket, uv_alloc_cb Allocate, uv_udp_recv_cb Callback);
int uv_udp_send(uv_udp_send_t *Request, uv_udp_t *Socket, const uv_buf_t Buffers[], unsigned Count,
                const struct sockaddr *To, uv_udp_send_cb Callback);

/* The pool */
int uv_getaddrinfo(uv_loop_t *Loop, uv_getaddrinfo_t *Request, uv_getaddrinfo_cb Callback,
                   const char *Node, const char *Service, const struct addrinfo *Hints);
int uv_getnameinfo(uv_loop_t *Loop, uv_getnameinfo_t *Request, uv_getnameinfo_cb Callback,
                   const struct sockaddr *Address, int Flags);
int uv_queue_work(uv_loop_t *Loop, uv_work_t *Request, uv_work_cb Work, uv_after_work_cb After);
int uv_random(uv_loop_t *Loop, uv_random_t *Request, void *Data, unsigned long Size, unsigned Flags,
              uv_random_cb Callback);

/* Files */
int uv_fs_event_start(uv_fs_event_t *Handle, uv_fs_event_cb Callback, const char *Path,
                      unsigned Flags);
int uv_fs_poll_start(uv_fs_poll_t *Handle, uv_fs_poll_cb Callback, const char *Path,
                     unsigned Interval);
void uv_fs_req_cleanup(uv_fs_t *Request);
int uv_fs_access(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, int Mode, uv_fs_cb Callback);
int uv_fs_chmod(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, int Mode, uv_fs_cb Callback);
int uv_fs_chown(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_uid_t User, uv_gid_t Group,
                uv_fs_cb Callback);
int uv_fs_close(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, uv_fs_cb Callback);
int uv_fs_closedir(uv_loop_t *Loop, uv_fs_t *Request, uv_dir_t *Directory, uv_fs_cb Callback);
int uv_fs_copyfile(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, const char *NewPath,
                   int Flags, uv_fs_cb Callback);
int uv_fs_fchmod(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, int Mode, uv_fs_cb Callback);
int uv_fs_fchown(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, uv_uid_t User, uv_gid_t Group,
                 uv_fs_cb Callback);
int uv_fs_fdatasync(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, uv_fs_cb Callback);
int uv_fs_fstat(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, uv_fs_cb Callback);
int uv_fs_fsync(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, uv_fs_cb Callback);
int uv_fs_ftruncate(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, long Size, uv_fs_cb Callback);
int uv_fs_futime(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, double Access, double Change,
                 uv_fs_cb Callback);
int uv_fs_lchown(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_uid_t User, uv_gid_t Group,
                 uv_fs_cb Callback);
int uv_fs_link(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, const char *NewPath,
               uv_fs_cb Callback);
int uv_fs_lstat(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_lutime(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, double Access, double Change,
                 uv_fs_cb Callback);
int uv_fs_mkdir(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, int Mode, uv_fs_cb Callback);
int uv_fs_mkdtemp(uv_loop_t *Loop, uv_fs_t *Request, const char *Template, uv_fs_cb Callback);
int uv_fs_mkstemp(uv_loop_t *Loop, uv_fs_t *Request, const char *Template, uv_fs_cb Callback);
int uv_fs_open(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, int Flags, int Mode,
               uv_fs_cb Callback);
int uv_fs_opendir(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_read(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, const uv_buf_t Buffers[],
               unsigned Count, long Offset, uv_fs_cb Callback);
int uv_fs_readdir(uv_loop_t *Loop, uv_fs_t *Request, uv_dir_t *Directory, uv_fs_cb Callback);
int uv_fs_readlink(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_realpath(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_rename(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, const char *NewPath,
                 uv_fs_cb Callback);
int uv_fs_rmdir(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_scandir(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, int Flags,
                  uv_fs_cb Callback);
int uv_fs_sendfile(uv_loop_t *Loop, uv_fs_t *Request, uv_file To, uv_file From, long Offset,
                   unsigned long Size, uv_fs_cb Callback);
int uv_fs_stat(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_statfs(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_symlink(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, const char *NewPath,
                  int Flags, uv_fs_cb Callback);
int uv_fs_unlink(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, uv_fs_cb Callback);
int uv_fs_utime(uv_loop_t *Loop, uv_fs_t *Request, const char *Path, double Access, double Change,
                uv_fs_cb Callback);
int uv_fs_write(uv_loop_t *Loop, uv_fs_t *Request, uv_file File, const uv_buf_t Buffers[],
                unsigned Count, long Offset, uv_fs_cb Callback);

/* Threads */
typedef unsigned long uv_thread_t;
typedef struct uv_thread_options_s uv_thread_options_t;
typedef struct {
  long Bits[5];
} uv_mutex_t;
typedef struct {
  long Bits[7];
} uv_rwlock_t;
typedef struct {
  long Bits[4];
} uv_sem_t;
typedef struct {
  long Bits[6];
} uv_cond_t;
typedef struct {
  void *Data;
} uv_barrier_t;
typedef struct {
  int Done;
} uv_once_t;
void uv_sleep(unsigned Milliseconds);
int uv_thread_create(uv_thread_t *Thread, uv_thread_cb Entry, void *Data);
int uv_thread_create_ex(uv_thread_t *Thread, const uv_thread_options_t *Options, uv_thread_cb Entry,
                        void *Data);
int uv_thread_join(uv_thread_t *Thread);
int uv_mutex_init(uv_mutex_t *Mutex);
void uv_mutex_lock(uv_mutex_t *Mutex);
int uv_mutex_trylock(uv_mutex_t *Mutex);
void uv_mutex_unlock(uv_mutex_t *Mutex);
void uv_rwlock_rdlock(uv_rwlock_t *Lock);
int uv_rwlock_tryrdlock(uv_rwlock_t *Lock);
void uv_rwlock_rdunlock(uv_rwlock_t *Lock);
void uv_rwlock_wrlock(uv_rwlock_t *Lock);
int uv_rwlock_trywrlock(uv_rwlock_t *Lock);
void uv_rwlock_wrunlock(uv_rwlock_t *Lock);
void uv_sem_post(uv_sem_t *Semaphore);
void uv_sem_wait(uv_sem_t *Semaphore);
int uv_sem_trywait(uv_sem_t *Semaphore);
void uv_cond_signal(uv_cond_t *Condition);
void uv_cond_broadcast(uv_cond_t *Condition);
void uv_cond_wait(uv_cond_t *Condition, uv_mutex_t *Mutex);
int uv_cond_timedwait(uv_cond_t *Condition, uv_mutex_t *Mutex, unsigned long Timeout);
int uv_barrier_wait(uv_barrier_t *Barrier);
void uv_once(uv_once_t *Guard, void (*Callback)(void));

#ifdef __cplusplus
}
#endif

#endif
