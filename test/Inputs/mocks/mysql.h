/*===- mysql.h - mock of the C client of MariaDB and MySQL ----*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_MYSQL_H
#define ASYNC_TIDY_MOCKS_MYSQL_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct st_mysql MYSQL;
typedef struct st_mysql_res MYSQL_RES;
typedef struct st_mysql_stmt MYSQL_STMT;
typedef char **MYSQL_ROW;

MYSQL *mysql_init(MYSQL *Connection);
MYSQL *mysql_real_connect(MYSQL *Connection, const char *Host, const char *User,
                          const char *Password, const char *Database, unsigned Port,
                          const char *Socket, unsigned long Flags);
int mysql_real_connect_start(MYSQL **Result, MYSQL *Connection, const char *Host, const char *User,
                             const char *Password, const char *Database, unsigned Port,
                             const char *Socket, unsigned long Flags);
int mysql_real_query_start(int *Result, MYSQL *Connection, const char *Query, unsigned long Length);
int mysql_real_query_cont(int *Result, MYSQL *Connection, int Status);
char mysql_autocommit(MYSQL *Connection, char On);
char mysql_change_user(MYSQL *Connection, const char *User, const char *Password,
                       const char *Database);
char mysql_commit(MYSQL *Connection);
int mysql_dump_debug_info(MYSQL *Connection);
int mysql_kill(MYSQL *Connection, unsigned long Thread);
MYSQL_RES *mysql_list_dbs(MYSQL *Connection, const char *Pattern);
MYSQL_RES *mysql_list_fields(MYSQL *Connection, const char *Table, const char *Pattern);
MYSQL_RES *mysql_list_processes(MYSQL *Connection);
MYSQL_RES *mysql_list_tables(MYSQL *Connection, const char *Pattern);
int mysql_next_result(MYSQL *Connection);
int mysql_ping(MYSQL *Connection);
int mysql_query(MYSQL *Connection, const char *Query);
char mysql_read_query_result(MYSQL *Connection);
int mysql_real_query(MYSQL *Connection, const char *Query, unsigned long Length);
int mysql_refresh(MYSQL *Connection, unsigned Options);
int mysql_reset_connection(MYSQL *Connection);
char mysql_rollback(MYSQL *Connection);
int mysql_select_db(MYSQL *Connection, const char *Database);
int mysql_send_query(MYSQL *Connection, const char *Query, unsigned long Length);
int mysql_set_character_set(MYSQL *Connection, const char *Name);
int mysql_set_server_option(MYSQL *Connection, int Option);
int mysql_shutdown(MYSQL *Connection, int Level);
char *mysql_stat(MYSQL *Connection);
MYSQL_RES *mysql_store_result(MYSQL *Connection);
MYSQL_RES *mysql_use_result(MYSQL *Connection);
MYSQL_ROW mysql_fetch_row(MYSQL_RES *Result);
void mysql_free_result(MYSQL_RES *Result);

int mysql_stmt_prepare(MYSQL_STMT *Statement, const char *Query, unsigned long Length);
int mysql_stmt_execute(MYSQL_STMT *Statement);
int mysql_stmt_fetch(MYSQL_STMT *Statement);
int mysql_stmt_next_result(MYSQL_STMT *Statement);
char mysql_stmt_reset(MYSQL_STMT *Statement);
int mysql_stmt_store_result(MYSQL_STMT *Statement);
char mysql_stmt_send_long_data(MYSQL_STMT *Statement, unsigned Parameter, const char *Data,
                               unsigned long Size);

#ifdef __cplusplus
}
#endif

// The parts of the same functions that don't block.
extern "C" {
int mysql_autocommit_start(int *Result, MYSQL *Connection, ...);
int mysql_change_user_start(int *Result, MYSQL *Connection, ...);
int mysql_commit_start(int *Result, MYSQL *Connection, ...);
int mysql_dump_debug_info_start(int *Result, MYSQL *Connection, ...);
int mysql_kill_start(int *Result, MYSQL *Connection, ...);
int mysql_list_fields_start(int *Result, MYSQL *Connection, ...);
int mysql_next_result_start(int *Result, MYSQL *Connection, ...);
int mysql_ping_start(int *Result, MYSQL *Connection, ...);
int mysql_query_start(int *Result, MYSQL *Connection, ...);
int mysql_read_query_result_start(int *Result, MYSQL *Connection, ...);
int mysql_refresh_start(int *Result, MYSQL *Connection, ...);
int mysql_reset_connection_start(int *Result, MYSQL *Connection, ...);
int mysql_rollback_start(int *Result, MYSQL *Connection, ...);
int mysql_select_db_start(int *Result, MYSQL *Connection, ...);
int mysql_send_query_start(int *Result, MYSQL *Connection, ...);
int mysql_set_character_set_start(int *Result, MYSQL *Connection, ...);
int mysql_set_server_option_start(int *Result, MYSQL *Connection, ...);
int mysql_shutdown_start(int *Result, MYSQL *Connection, ...);
int mysql_stat_start(int *Result, MYSQL *Connection, ...);
int mysql_stmt_execute_start(int *Result, MYSQL_STMT *Statement, ...);
int mysql_stmt_fetch_start(int *Result, MYSQL_STMT *Statement, ...);
int mysql_stmt_next_result_start(int *Result, MYSQL_STMT *Statement, ...);
int mysql_stmt_prepare_start(int *Result, MYSQL_STMT *Statement, ...);
int mysql_stmt_reset_start(int *Result, MYSQL_STMT *Statement, ...);
int mysql_stmt_send_long_data_start(int *Result, MYSQL_STMT *Statement, ...);
int mysql_stmt_store_result_start(int *Result, MYSQL_STMT *Statement, ...);
int mysql_store_result_start(int *Result, MYSQL *Connection, ...);
}

#endif
