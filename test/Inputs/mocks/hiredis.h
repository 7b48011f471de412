/*===- hiredis.h - mock of hiredis ----------------------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_HIREDIS_H
#define ASYNC_TIDY_MOCKS_HIREDIS_H

#ifdef __cplusplus
extern "C" {
#endif

struct timeval;

typedef struct redisContext {
  int err;
  int fd;
} redisContext;
typedef struct redisReply {
  int type;
  long long integer;
} redisReply;
redisContext *redisConnect(const char *Host, int Port);
redisContext *redisConnectWithTimeout(const char *Host, int Port, const struct timeval Timeout);
redisContext *redisConnectNonBlock(const char *Host, int Port);
redisContext *redisConnectUnix(const char *Path);
redisContext *redisConnectUnixWithTimeout(const char *Path, const struct timeval Timeout);
int redisReconnect(redisContext *Context);
void redisFree(redisContext *Context);
void *redisCommand(redisContext *Context, const char *Format, ...);
void *redisvCommand(redisContext *Context, const char *Format, __builtin_va_list Arguments);
void *redisCommandArgv(redisContext *Context, int Count, const char **Arguments,
                       const unsigned long *Lengths);
int redisAppendCommand(redisContext *Context, const char *Format, ...);
int redisGetReply(redisContext *Context, void **Reply);
void freeReplyObject(void *Reply);

typedef struct redisAsyncContext {
  redisContext c;
  void *data;
} redisAsyncContext;
typedef void(redisCallbackFn)(struct redisAsyncContext *Context, void *Reply, void *Data);
typedef void(redisConnectCallback)(const struct redisAsyncContext *Context, int Status);
typedef void(redisDisconnectCallback)(const struct redisAsyncContext *Context, int Status);
redisAsyncContext *redisAsyncConnect(const char *Host, int Port);
int redisAsyncSetConnectCallback(redisAsyncContext *Context, redisConnectCallback *Callback);
int redisAsyncSetDisconnectCallback(redisAsyncContext *Context, redisDisconnectCallback *Callback);
int redisAsyncCommand(redisAsyncContext *Context, redisCallbackFn *Callback, void *Data,
                      const char *Format, ...);
int redisvAsyncCommand(redisAsyncContext *Context, redisCallbackFn *Callback, void *Data,
                       const char *Format, __builtin_va_list Arguments);
int redisAsyncCommandArgv(redisAsyncContext *Context, redisCallbackFn *Callback, void *Data,
                          int Count, const char **Arguments, const unsigned long *Lengths);
int redisAsyncFormattedCommand(redisAsyncContext *Context, redisCallbackFn *Callback, void *Data,
                               const char *Command, unsigned long Length);

#ifdef __cplusplus
}
#endif

extern "C" redisAsyncContext *redisAsyncConnectUnix(const char *Path);

#endif
