/*===- posix.h - mock of C and POSIX functions ----------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_POSIX_H
#define ASYNC_TIDY_MOCKS_POSIX_H

#ifdef __cplusplus
extern "C" {
#endif

typedef __SIZE_TYPE__ size_t;
typedef long ssize_t;
typedef long off_t;
typedef int pid_t;
typedef unsigned id_t;
typedef unsigned uid_t;
typedef unsigned gid_t;
typedef unsigned useconds_t;
typedef int clockid_t;
typedef unsigned socklen_t;
typedef unsigned long nfds_t;
#ifdef __cplusplus
#define NULL 0
#else
#define NULL ((void *)0)
typedef __WCHAR_TYPE__ wchar_t;
#endif

/* <time.h>, <unistd.h>: sleep */
struct timespec {
  long tv_sec, tv_nsec;
};
struct timeval {
  long tv_sec, tv_usec;
};
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
unsigned sleep(unsigned Seconds);
int usleep(useconds_t Microseconds);
int nanosleep(const struct timespec *Time, struct timespec *Left);
int clock_nanosleep(clockid_t Clock, int Flags, const struct timespec *Time, struct timespec *Left);
int pause(void);

/* <signal.h> */
typedef struct {
  unsigned long Bits;
} sigset_t;
typedef struct {
  int si_signo;
} siginfo_t;
int sigwait(const sigset_t *Set, int *Signal);
int sigwaitinfo(const sigset_t *Set, siginfo_t *Info);
int sigtimedwait(const sigset_t *Set, siginfo_t *Info, const struct timespec *Time);
int sigsuspend(const sigset_t *Mask);

/* <fcntl.h>, <unistd.h>, <sys/uio.h>, <sys/sendfile.h>: descriptors */
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_NONBLOCK 04000
#define F_GETFL 3
#define F_SETFL 4
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
struct iovec {
  void *iov_base;
  size_t iov_len;
};
int open(const char *Path, int Flags, ...);
int close(int Fd);
int epoll_create1(int Flags);
int fcntl(int Fd, int Command, ...);
int ioctl(int Fd, unsigned long Request, ...);
#define FIONBIO 0x5421
ssize_t read(int Fd, void *Data, size_t Size);
ssize_t write(int Fd, const void *Data, size_t Size);
ssize_t pread(int Fd, void *Data, size_t Size, off_t Offset);
ssize_t pwrite(int Fd, const void *Data, size_t Size, off_t Offset);
ssize_t readv(int Fd, const struct iovec *Parts, int Count);
ssize_t writev(int Fd, const struct iovec *Parts, int Count);
ssize_t preadv(int Fd, const struct iovec *Parts, int Count, off_t Offset);
ssize_t pwritev(int Fd, const struct iovec *Parts, int Count, off_t Offset);
ssize_t sendfile(int To, int From, off_t *Offset, size_t Size);
int fsync(int Fd);
int fdatasync(int Fd);
void sync(void);
int syncfs(int Fd);
#define MS_ASYNC 1
#define MS_SYNC 4
int msync(void *Address, size_t Size, int Flags);
#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_NB 4
#define LOCK_UN 8
int flock(int Fd, int Operation);
#define F_ULOCK 0
#define F_LOCK 1
#define F_TLOCK 2
#define F_TEST 3
int lockf(int Fd, int Command, off_t Size);
#define RWF_NOWAIT 8
#define SPLICE_F_NONBLOCK 2
#define SYNC_FILE_RANGE_WRITE 2
#define SYNC_FILE_RANGE_WAIT_AFTER 4
ssize_t preadv2(int Fd, const struct iovec *Parts, int Count, off_t Offset, int Flags);
ssize_t pwritev2(int Fd, const struct iovec *Parts, int Count, off_t Offset, int Flags);
ssize_t splice(int From, off_t *FromOffset, int To, off_t *ToOffset, size_t Size, unsigned Flags);
ssize_t tee(int From, int To, size_t Size, unsigned Flags);
ssize_t vmsplice(int Fd, const struct iovec *Parts, size_t Count, unsigned Flags);
ssize_t copy_file_range(int From, off_t *FromOffset, int To, off_t *ToOffset, size_t Size,
                        unsigned Flags);
ssize_t readahead(int Fd, off_t Offset, size_t Size);
int sync_file_range(int Fd, off_t Offset, off_t Size, unsigned Flags);
int posix_fallocate(int Fd, off_t Offset, off_t Size);
char *getpass(const char *Prompt);

/* <termios.h>, <sys/eventfd.h>, <aio.h> */
#define EFD_NONBLOCK 04000
#define LIO_WAIT 0
#define LIO_NOWAIT 1
typedef unsigned long eventfd_t;
struct sigevent;
struct aiocb {
  int aio_fildes;
};
int tcdrain(int Fd);
int eventfd(unsigned Count, int Flags);
int eventfd_read(int Fd, eventfd_t *Value);
int eventfd_write(int Fd, eventfd_t Value);
int aio_read(struct aiocb *Request);
int aio_suspend(const struct aiocb *const Requests[], int Count, const struct timespec *Timeout);
int lio_listio(int Mode, struct aiocb *const Requests[], int Count, struct sigevent *Event);

/* <dirent.h>, <ftw.h>, <glob.h>: directories */
struct stat {
  off_t st_size;
};
struct FTW {
  int base, level;
};
struct dirent {
  char d_name[256];
};
typedef struct mock_directory DIR;
typedef struct {
  size_t gl_pathc;
  char **gl_pathv;
} glob_t;
DIR *opendir(const char *Name);
struct dirent *readdir(DIR *Directory);
int closedir(DIR *Directory);
int scandir(const char *Directory, struct dirent ***Entries, int (*Filter)(const struct dirent *),
            int (*Compare)(const struct dirent **, const struct dirent **));
int ftw(const char *Directory, int (*Callback)(const char *, const struct stat *, int), int Fds);
int nftw(const char *Directory,
         int (*Callback)(const char *, const struct stat *, int, struct FTW *), int Fds, int Flags);
int glob(const char *Pattern, int Flags, int (*Failed)(const char *, int), glob_t *Result);

/* <sys/socket.h>, <poll.h>, <sys/select.h>, <sys/epoll.h> */
#define MSG_DONTWAIT 0x40
#define MSG_NOSIGNAL 0x4000
#define SOCK_STREAM 1
#define SOCK_NONBLOCK 04000
#define AF_INET 2
struct sockaddr {
  unsigned short sa_family;
};
struct msghdr {
  void *msg_name;
};
int socket(int Domain, int Type, int Protocol);
ssize_t recv(int Fd, void *Data, size_t Size, int Flags);
ssize_t recvfrom(int Fd, void *Data, size_t Size, int Flags, struct sockaddr *From,
                 socklen_t *Length);
ssize_t recvmsg(int Fd, struct msghdr *Message, int Flags);
ssize_t send(int Fd, const void *Data, size_t Size, int Flags);
ssize_t sendto(int Fd, const void *Data, size_t Size, int Flags, const struct sockaddr *To,
               socklen_t Length);
ssize_t sendmsg(int Fd, const struct msghdr *Message, int Flags);
struct mmsghdr {
  struct msghdr msg_hdr;
};
int recvmmsg(int Fd, struct mmsghdr *Messages, unsigned Count, int Flags, struct timespec *Timeout);
int sendmmsg(int Fd, struct mmsghdr *Messages, unsigned Count, int Flags);
int accept(int Fd, struct sockaddr *Peer, socklen_t *Length);
int accept4(int Fd, struct sockaddr *Peer, socklen_t *Length, int Flags);
int connect(int Fd, const struct sockaddr *Peer, socklen_t Length);
struct pollfd {
  int fd;
  short events, revents;
};
typedef struct {
  long Bits[16];
} fd_set;
struct epoll_event {
  unsigned events;
};
int poll(struct pollfd *Fds, nfds_t Count, int Timeout);
int ppoll(struct pollfd *Fds, nfds_t Count, const struct timespec *Timeout, const sigset_t *Mask);
int select(int Count, fd_set *Read, fd_set *Write, fd_set *Except, struct timeval *Timeout);
int pselect(int Count, fd_set *Read, fd_set *Write, fd_set *Except, const struct timespec *Timeout,
            const sigset_t *Mask);
int epoll_wait(int Fd, struct epoll_event *Events, int Max, int Timeout);
int epoll_pwait(int Fd, struct epoll_event *Events, int Max, int Timeout, const sigset_t *Mask);
int epoll_pwait2(int Fd, struct epoll_event *Events, int Max, const struct timespec *Timeout,
                 const sigset_t *Mask);

/* <stdio.h> */
typedef struct mock_file FILE;
extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr
FILE *fopen(const char *Path, const char *Mode);
FILE *freopen(const char *Path, const char *Mode, FILE *File);
int fclose(FILE *File);
size_t fread(void *Data, size_t Size, size_t Count, FILE *File);
size_t fwrite(const void *Data, size_t Size, size_t Count, FILE *File);
char *fgets(char *Line, int Size, FILE *File);
int fgetc(FILE *File);
int getc(FILE *File);
int getchar(void);
ssize_t getline(char **Line, size_t *Size, FILE *File);
ssize_t getdelim(char **Line, size_t *Size, int Delimiter, FILE *File);
int fscanf(FILE *File, const char *Format, ...);
int vfscanf(FILE *File, const char *Format, __builtin_va_list Arguments);
int scanf(const char *Format, ...);
int vscanf(const char *Format, __builtin_va_list Arguments);
int printf(const char *Format, ...);
int fprintf(FILE *File, const char *Format, ...);
int puts(const char *Text);
typedef unsigned wint_t;
wint_t fgetwc(FILE *File);
wint_t getwc(FILE *File);
wint_t getwchar(void);
wchar_t *fgetws(wchar_t *Line, int Size, FILE *File);
int fwscanf(FILE *File, const wchar_t *Format, ...);
int vfwscanf(FILE *File, const wchar_t *Format, __builtin_va_list Arguments);
int wscanf(const wchar_t *Format, ...);
int vwscanf(const wchar_t *Format, __builtin_va_list Arguments);
FILE *popen(const char *Command, const char *Mode);
int pclose(FILE *File);

/* <netdb.h> */
struct addrinfo {
  int ai_flags;
};
struct hostent {
  char *h_name;
};
#define AI_NUMERICHOST 4
#define NI_NUMERICHOST 1
int getaddrinfo(const char *Node, const char *Service, const struct addrinfo *Hints,
                struct addrinfo **Result);
void freeaddrinfo(struct addrinfo *Result);
int getnameinfo(const struct sockaddr *Address, socklen_t Length, char *Host, socklen_t HostLength,
                char *Service, socklen_t ServiceLength, int Flags);
struct hostent *gethostbyname(const char *Name);
struct hostent *gethostbyname2(const char *Name, int Family);
struct hostent *gethostbyaddr(const void *Address, socklen_t Length, int Family);
int gethostbyname_r(const char *Name, struct hostent *Entry, char *Buffer, size_t Size,
                    struct hostent **Result, int *Error);
int gethostbyname2_r(const char *Name, int Family, struct hostent *Entry, char *Buffer, size_t Size,
                     struct hostent **Result, int *Error);
int gethostbyaddr_r(const void *Address, socklen_t Length, int Family, struct hostent *Entry,
                    char *Buffer, size_t Size, struct hostent **Result, int *Error);

#define GAI_WAIT 0
#define GAI_NOWAIT 1
struct gaicb {
  const char *ar_name;
};
int getaddrinfo_a(int Mode, struct gaicb *Requests[], int Count, struct sigevent *Event);
int gai_suspend(const struct gaicb *const Requests[], int Count, const struct timespec *Timeout);

/* <resolv.h> */
typedef struct mock_resolver_state *res_state;
int res_query(const char *Name, int Class, int Type, unsigned char *Answer, int Size);
int res_search(const char *Name, int Class, int Type, unsigned char *Answer, int Size);
int res_querydomain(const char *Name, const char *Domain, int Class, int Type,
                    unsigned char *Answer, int Size);
int res_send(const unsigned char *Message, int Length, unsigned char *Answer, int Size);
int res_nquery(res_state State, const char *Name, int Class, int Type, unsigned char *Answer,
               int Size);
int res_nsearch(res_state State, const char *Name, int Class, int Type, unsigned char *Answer,
                int Size);
int res_nsend(res_state State, const unsigned char *Message, int Length, unsigned char *Answer,
              int Size);

/* <pwd.h>, <grp.h> */
struct passwd {
  char *pw_dir;
};
struct group {
  gid_t gr_gid;
};
struct passwd *getpwnam(const char *Name);
struct passwd *getpwuid(uid_t Id);
int getpwnam_r(const char *Name, struct passwd *User, char *Buffer, size_t Size,
               struct passwd **Result);
int getpwuid_r(uid_t Id, struct passwd *User, char *Buffer, size_t Size, struct passwd **Result);
struct group *getgrnam(const char *Name);
struct group *getgrgid(gid_t Id);
int getgrnam_r(const char *Name, struct group *Group, char *Buffer, size_t Size,
               struct group **Result);
int getgrgid_r(gid_t Id, struct group *Group, char *Buffer, size_t Size, struct group **Result);
int getgrouplist(const char *User, gid_t Group, gid_t *Groups, int *Count);
int initgroups(const char *User, gid_t Group);

/* <stdlib.h>, <sys/wait.h> */
#define WNOHANG 1
#define WEXITED 4
typedef enum { P_ALL, P_PID } idtype_t;
int system(const char *Command);
pid_t wait(int *Status);
pid_t waitpid(pid_t Pid, int *Status, int Options);
int waitid(idtype_t Type, id_t Id, siginfo_t *Info, int Options);
struct rusage {
  struct timeval ru_utime;
};
pid_t wait3(int *Status, int Options, struct rusage *Usage);
pid_t wait4(pid_t Pid, int *Status, int Options, struct rusage *Usage);
void qsort(void *Base, size_t Count, size_t Size, int (*Compare)(const void *, const void *));
void *bsearch(const void *Key, const void *Base, size_t Count, size_t Size,
              int (*Compare)(const void *, const void *));
void qsort_r(void *Base, size_t Count, size_t Size,
             int (*Compare)(const void *, const void *, void *), void *Data);

/* <sys/msg.h>, <sys/sem.h> */
#define IPC_NOWAIT 04000
struct sembuf {
  unsigned short sem_num;
  short sem_op, sem_flg;
};
int msgsnd(int Queue, const void *Message, size_t Size, int Flags);
ssize_t msgrcv(int Queue, void *Message, size_t Size, long Type, int Flags);
int semop(int Set, struct sembuf *Operations, size_t Count);
int semtimedop(int Set, struct sembuf *Operations, size_t Count, const struct timespec *Timeout);

/* <pthread.h> */
typedef unsigned long pthread_t;
typedef struct mock_pthread_attr pthread_attr_t;
typedef union {
  int Data[10];
} pthread_mutex_t;
typedef union {
  int Data[12];
} pthread_cond_t;
typedef union {
  int Data[14];
} pthread_rwlock_t;
typedef union {
  int Data[8];
} pthread_barrier_t;
typedef volatile int pthread_spinlock_t;
typedef int pthread_once_t;
#define PTHREAD_MUTEX_INITIALIZER {{0}}
#define PTHREAD_ONCE_INIT 0
int pthread_create(pthread_t *Thread, const pthread_attr_t *Attributes, void *(*Start)(void *),
                   void *Argument);
int pthread_join(pthread_t Thread, void **Result);
int pthread_timedjoin_np(pthread_t Thread, void **Result, const struct timespec *Time);
int pthread_clockjoin_np(pthread_t Thread, void **Result, clockid_t Clock,
                         const struct timespec *Time);
int pthread_detach(pthread_t Thread);
int pthread_once(pthread_once_t *Once, void (*Callable)(void));
int pthread_mutex_lock(pthread_mutex_t *Mutex);
int pthread_mutex_trylock(pthread_mutex_t *Mutex);
int pthread_mutex_timedlock(pthread_mutex_t *Mutex, const struct timespec *Time);
int pthread_mutex_clocklock(pthread_mutex_t *Mutex, clockid_t Clock, const struct timespec *Time);
int pthread_mutex_unlock(pthread_mutex_t *Mutex);
int pthread_spin_lock(pthread_spinlock_t *Lock);
int pthread_spin_trylock(pthread_spinlock_t *Lock);
int pthread_spin_unlock(pthread_spinlock_t *Lock);
int pthread_rwlock_rdlock(pthread_rwlock_t *Lock);
int pthread_rwlock_wrlock(pthread_rwlock_t *Lock);
int pthread_rwlock_tryrdlock(pthread_rwlock_t *Lock);
int pthread_rwlock_trywrlock(pthread_rwlock_t *Lock);
int pthread_rwlock_timedrdlock(pthread_rwlock_t *Lock, const struct timespec *Time);
int pthread_rwlock_timedwrlock(pthread_rwlock_t *Lock, const struct timespec *Time);
int pthread_rwlock_clockrdlock(pthread_rwlock_t *Lock, clockid_t Clock,
                               const struct timespec *Time);
int pthread_rwlock_clockwrlock(pthread_rwlock_t *Lock, clockid_t Clock,
                               const struct timespec *Time);
int pthread_rwlock_unlock(pthread_rwlock_t *Lock);
int pthread_cond_wait(pthread_cond_t *Condition, pthread_mutex_t *Mutex);
int pthread_cond_timedwait(pthread_cond_t *Condition, pthread_mutex_t *Mutex,
                           const struct timespec *Time);
int pthread_cond_clockwait(pthread_cond_t *Condition, pthread_mutex_t *Mutex, clockid_t Clock,
                           const struct timespec *Time);
int pthread_cond_signal(pthread_cond_t *Condition);
int pthread_cond_broadcast(pthread_cond_t *Condition);
int pthread_barrier_wait(pthread_barrier_t *Barrier);

/* <threads.h> */
typedef unsigned long thrd_t;
typedef union {
  int Data[10];
} mtx_t;
typedef union {
  int Data[12];
} cnd_t;
int thrd_create(thrd_t *Thread, int (*Start)(void *), void *Argument);
int thrd_join(thrd_t Thread, int *Result);
int thrd_sleep(const struct timespec *Time, struct timespec *Left);
int mtx_lock(mtx_t *Mutex);
int mtx_trylock(mtx_t *Mutex);
int mtx_timedlock(mtx_t *Mutex, const struct timespec *Time);
int mtx_unlock(mtx_t *Mutex);
int cnd_wait(cnd_t *Condition, mtx_t *Mutex);
int cnd_timedwait(cnd_t *Condition, mtx_t *Mutex, const struct timespec *Time);
int cnd_signal(cnd_t *Condition);
int cnd_broadcast(cnd_t *Condition);
typedef struct {
  int Data;
} once_flag;
void call_once(once_flag *Flag, void (*Callable)(void));

/* <semaphore.h>, <mqueue.h>, <crypt.h> */
typedef union {
  char Data[32];
} sem_t;
typedef int mqd_t;
struct crypt_data {
  char output[384];
};
int sem_wait(sem_t *Semaphore);
int sem_trywait(sem_t *Semaphore);
int sem_timedwait(sem_t *Semaphore, const struct timespec *Time);
int sem_clockwait(sem_t *Semaphore, clockid_t Clock, const struct timespec *Time);
int sem_post(sem_t *Semaphore);
ssize_t mq_receive(mqd_t Queue, char *Data, size_t Size, unsigned *Priority);
ssize_t mq_timedreceive(mqd_t Queue, char *Data, size_t Size, unsigned *Priority,
                        const struct timespec *Time);
int mq_send(mqd_t Queue, const char *Data, size_t Size, unsigned Priority);
int mq_timedsend(mqd_t Queue, const char *Data, size_t Size, unsigned Priority,
                 const struct timespec *Time);
char *crypt(const char *Key, const char *Salt);
char *crypt_r(const char *Key, const char *Salt, struct crypt_data *Data);
char *crypt_rn(const char *Key, const char *Salt, void *Data, int Size);
char *crypt_ra(const char *Key, const char *Salt, void **Data, int *Size);

/* <stdlib.h>, <string.h>: memory */
void *malloc(size_t Size);
void *calloc(size_t Count, size_t Size);
void free(void *Memory);
char *strdup(const char *Text);

#ifdef __cplusplus
} // extern "C"

namespace std {
using ::bsearch;
using ::fgets;
using ::fopen;
using ::fread;
using ::fwrite;
using ::getc;
using ::getchar;
using ::qsort;
using ::system;
} // namespace std
#endif

#endif
