/*===- libpq.h - mock of libpq --------------------------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_LIBPQ_H
#define ASYNC_TIDY_MOCKS_LIBPQ_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef struct pg_cancel PGcancel;
typedef unsigned Oid;
typedef long pg_int64;
typedef enum { PQPING_OK, PQPING_REJECT } PGPing;
typedef struct {
  int len;
} PQArgBlock;

/* Connections */
PGconn *PQconnectStart(const char *Info);
PGconn *PQconnectdb(const char *Info);
PGconn *PQconnectdbParams(const char *const *Names, const char *const *Values, int Expand);
PGconn *PQsetdbLogin(const char *Host, const char *Port, const char *Options, const char *Terminal,
                     const char *Database, const char *User, const char *Password);
void PQreset(PGconn *Connection);
int PQresetStart(PGconn *Connection);
PGPing PQping(const char *Info);
PGPing PQpingParams(const char *const *Names, const char *const *Values, int Expand);
int PQsetClientEncoding(PGconn *Connection, const char *Encoding);
int PQsetnonblocking(PGconn *Connection, int On);
void PQfinish(PGconn *Connection);

/* Commands */
PGresult *PQexec(PGconn *Connection, const char *Query);
PGresult *PQexecParams(PGconn *Connection, const char *Command, int Count, const Oid *Types,
                       const char *const *Values, const int *Lengths, const int *Formats,
                       int Format);
PGresult *PQprepare(PGconn *Connection, const char *Name, const char *Query, int Count,
                    const Oid *Types);
PGresult *PQexecPrepared(PGconn *Connection, const char *Name, int Count,
                         const char *const *Values, const int *Lengths, const int *Formats,
                         int Format);
PGresult *PQdescribePrepared(PGconn *Connection, const char *Name);
PGresult *PQdescribePortal(PGconn *Connection, const char *Name);
PGresult *PQfn(PGconn *Connection, int Function, int *Result, int *Length, int IsInteger,
               const PQArgBlock *Arguments, int Count);
int PQsendQuery(PGconn *Connection, const char *Query);
int PQconsumeInput(PGconn *Connection);
int PQisBusy(PGconn *Connection);
PGresult *PQgetResult(PGconn *Connection);
void PQclear(PGresult *Result);
int PQputCopyData(PGconn *Connection, const char *Data, int Size);
int PQputCopyEnd(PGconn *Connection, const char *Error);
int PQgetCopyData(PGconn *Connection, char **Data, int Async);
int PQcancel(PGcancel *Cancel, char *Error, int Size);
int PQrequestCancel(PGconn *Connection);

/* Large objects */
int lo_open(PGconn *Connection, Oid Object, int Mode);
int lo_close(PGconn *Connection, int Fd);
int lo_read(PGconn *Connection, int Fd, char *Data, unsigned long Size);
int lo_write(PGconn *Connection, int Fd, const char *Data, unsigned long Size);
int lo_lseek(PGconn *Connection, int Fd, int Offset, int Whence);
pg_int64 lo_lseek64(PGconn *Connection, int Fd, pg_int64 Offset, int Whence);
Oid lo_creat(PGconn *Connection, int Mode);
Oid lo_create(PGconn *Connection, Oid Object);
int lo_tell(PGconn *Connection, int Fd);
pg_int64 lo_tell64(PGconn *Connection, int Fd);
int lo_truncate(PGconn *Connection, int Fd, unsigned long Size);
int lo_truncate64(PGconn *Connection, int Fd, pg_int64 Size);
int lo_unlink(PGconn *Connection, Oid Object);
Oid lo_import(PGconn *Connection, const char *File);
Oid lo_import_with_oid(PGconn *Connection, const char *File, Oid Object);
int lo_export(PGconn *Connection, Oid Object, const char *File);

#ifdef __cplusplus
}
#endif

// Send, and don't wait for the answer.
extern "C" {
PGconn *PQconnectStartParams(const char *const *Keywords, const char *const *Values, int Expand);
int PQsendDescribePortal(PGconn *Connection, const char *Name, ...);
int PQsendDescribePrepared(PGconn *Connection, const char *Name, ...);
int PQsendPrepare(PGconn *Connection, const char *Name, ...);
int PQsendQueryParams(PGconn *Connection, const char *Name, ...);
int PQsendQueryPrepared(PGconn *Connection, const char *Name, ...);
}

#endif
