/*===- sqlite.h - mock of SQLite ------------------------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_SQLITE_H
#define ASYNC_TIDY_MOCKS_SQLITE_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef struct sqlite3_backup sqlite3_backup;
typedef struct sqlite3_blob sqlite3_blob;
typedef struct sqlite3_mutex sqlite3_mutex;
#define SQLITE_ROW 100
#define SQLITE_DONE 101

int sqlite3_open(const char *File, sqlite3 **Database);
int sqlite3_open16(const void *File, sqlite3 **Database);
int sqlite3_open_v2(const char *File, sqlite3 **Database, int Flags, const char *System);
int sqlite3_close(sqlite3 *Database);
int sqlite3_busy_timeout(sqlite3 *Database, int Milliseconds);
int sqlite3_exec(sqlite3 *Database, const char *Statements,
                 int (*Callback)(void *, int, char **, char **), void *Data, char **Error);
int sqlite3_get_table(sqlite3 *Database, const char *Statement, char ***Result, int *Rows,
                      int *Columns, char **Error);
int sqlite3_prepare_v2(sqlite3 *Database, const char *Statement, int Size, sqlite3_stmt **Prepared,
                       const char **Rest);
int sqlite3_bind_int(sqlite3_stmt *Statement, int Index, int Value);
int sqlite3_step(sqlite3_stmt *Statement);
int sqlite3_reset(sqlite3_stmt *Statement);
int sqlite3_finalize(sqlite3_stmt *Statement);
int sqlite3_db_cacheflush(sqlite3 *Database);
int sqlite3_wal_checkpoint(sqlite3 *Database, const char *Name);
int sqlite3_wal_checkpoint_v2(sqlite3 *Database, const char *Name, int Mode, int *Frames,
                              int *Written);
int sqlite3_backup_step(sqlite3_backup *Backup, int Pages);
int sqlite3_blob_open(sqlite3 *Database, const char *Name, const char *Table, const char *Column,
                      long long Row, int Flags, sqlite3_blob **Blob);
int sqlite3_blob_reopen(sqlite3_blob *Blob, long long Row);
int sqlite3_blob_read(sqlite3_blob *Blob, void *Data, int Size, int Offset);
int sqlite3_blob_write(sqlite3_blob *Blob, const void *Data, int Size, int Offset);
int sqlite3_sleep(int Milliseconds);
sqlite3_mutex *sqlite3_mutex_alloc(int Kind);
void sqlite3_mutex_enter(sqlite3_mutex *Mutex);
int sqlite3_mutex_try(sqlite3_mutex *Mutex);
void sqlite3_mutex_leave(sqlite3_mutex *Mutex);

#ifdef __cplusplus
}
#endif

#endif
