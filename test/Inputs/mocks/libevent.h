/*===- libevent.h - mock of libevent --------------------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_LIBEVENT_H
#define ASYNC_TIDY_MOCKS_LIBEVENT_H

#ifdef __cplusplus
extern "C" {
#endif

struct sockaddr;
struct addrinfo;
struct in_addr;
struct in6_addr;
struct timeval;

/* Events */
struct event;
struct event_base;
#define EV_TIMEOUT 0x01
#define EV_READ 0x02
#define EV_PERSIST 0x10
#define EVLOOP_ONCE 0x01
#define EVLOOP_NONBLOCK 0x02
typedef void (*event_callback_fn)(int Fd, short Events, void *Data);
typedef int (*event_base_foreach_event_cb)(const struct event_base *Base, const struct event *Event,
                                           void *Data);
struct event_base *event_base_new(void);
void event_base_free(struct event_base *Base);
int event_base_dispatch(struct event_base *Base);
int event_base_loop(struct event_base *Base, int Flags);
int event_base_loopbreak(struct event_base *Base);
int event_base_foreach_event(struct event_base *Base, event_base_foreach_event_cb Callback,
                             void *Data);
int event_base_once(struct event_base *Base, int Fd, short Events, event_callback_fn Callback,
                    void *Data, const struct timeval *Timeout);
struct event *event_new(struct event_base *Base, int Fd, short Events, event_callback_fn Callback,
                        void *Data);
int event_assign(struct event *Event, struct event_base *Base, int Fd, short Events,
                 event_callback_fn Callback, void *Data);
int event_add(struct event *Event, const struct timeval *Timeout);
void event_active(struct event *Event, int Result, short Calls);
void event_free(struct event *Event);

/* Buffered streams and listeners */
struct bufferevent;
struct evbuffer;
struct evconnlistener;
struct evdns_base;
enum bufferevent_filter_result { BEV_OK, BEV_NEED_MORE, BEV_ERROR };
enum bufferevent_flush_mode { BEV_NORMAL, BEV_FLUSH, BEV_FINISHED };
typedef void (*bufferevent_data_cb)(struct bufferevent *Stream, void *Data);
typedef void (*bufferevent_event_cb)(struct bufferevent *Stream, short What, void *Data);
typedef enum bufferevent_filter_result (*bufferevent_filter_cb)(struct evbuffer *From,
                                                                struct evbuffer *To, long Limit,
                                                                enum bufferevent_flush_mode Mode,
                                                                void *Data);
struct bufferevent *bufferevent_filter_new(struct bufferevent *Below, bufferevent_filter_cb Input,
                                           bufferevent_filter_cb Output, int Options,
                                           void (*Free)(void *), void *Data);
void bufferevent_setcb(struct bufferevent *Stream, bufferevent_data_cb Read,
                       bufferevent_data_cb Write, bufferevent_event_cb Event, void *Data);
int bufferevent_write(struct bufferevent *Stream, const void *Data, unsigned long Size);
int bufferevent_socket_connect_hostname(struct bufferevent *Stream, struct evdns_base *Resolver,
                                        int Family, const char *Host, int Port);
typedef void (*evconnlistener_cb)(struct evconnlistener *Listener, int Fd, struct sockaddr *Peer,
                                  int Length, void *Data);
typedef void (*evconnlistener_errorcb)(struct evconnlistener *Listener, void *Data);
struct evconnlistener *evconnlistener_new(struct event_base *Base, evconnlistener_cb Callback,
                                          void *Data, unsigned Flags, int Backlog, int Fd);
struct evconnlistener *evconnlistener_new_bind(struct event_base *Base, evconnlistener_cb Callback,
                                               void *Data, unsigned Flags, int Backlog,
                                               const struct sockaddr *Address, int Length);
void evconnlistener_set_cb(struct evconnlistener *Listener, evconnlistener_cb Callback, void *Data);
void evconnlistener_set_error_cb(struct evconnlistener *Listener, evconnlistener_errorcb Callback);

/* Names */
struct evdns_request;
struct evdns_server_port;
struct evdns_server_request;
struct evdns_getaddrinfo_request;
int evutil_getaddrinfo(const char *Node, const char *Service, const struct addrinfo *Hints,
                       struct addrinfo **Result);
typedef void (*evdns_callback_type)(int Result, char Type, int Count, int Time, void *Addresses,
                                    void *Data);
typedef void (*evdns_request_callback_fn_type)(struct evdns_server_request *Request, void *Data);
typedef void (*evdns_getaddrinfo_cb)(int Result, struct addrinfo *Found, void *Data);
struct evdns_server_port *
evdns_add_server_port_with_base(struct event_base *Base, int Fd, int Flags,
                                evdns_request_callback_fn_type Callback, void *Data);
struct evdns_request *evdns_base_resolve_ipv4(struct evdns_base *Base, const char *Name, int Flags,
                                              evdns_callback_type Callback, void *Data);
struct evdns_request *evdns_base_resolve_ipv6(struct evdns_base *Base, const char *Name, int Flags,
                                              evdns_callback_type Callback, void *Data);
struct evdns_request *evdns_base_resolve_reverse(struct evdns_base *Base,
                                                 const struct in_addr *Address, int Flags,
                                                 evdns_callback_type Callback, void *Data);
struct evdns_request *evdns_base_resolve_reverse_ipv6(struct evdns_base *Base,
                                                      const struct in6_addr *Address, int Flags,
                                                      evdns_callback_type Callback, void *Data);
struct evdns_getaddrinfo_request *evdns_getaddrinfo(struct evdns_base *Base, const char *Node,
                                                    const char *Service,
                                                    const struct addrinfo *Hints,
                                                    evdns_getaddrinfo_cb Callback, void *Data);

/* HTTP */
struct evhttp;
struct evhttp_request;
struct evhttp_connection;
enum evhttp_request_error { EVREQ_HTTP_TIMEOUT, EVREQ_HTTP_EOF };
typedef void (*mock_evhttp_callback)(struct evhttp_request *Request, void *Data);
struct evhttp *evhttp_new(struct event_base *Base);
int evhttp_set_cb(struct evhttp *Server, const char *Path, mock_evhttp_callback Callback,
                  void *Data);
void evhttp_set_gencb(struct evhttp *Server, mock_evhttp_callback Callback, void *Data);
struct evhttp_request *evhttp_request_new(mock_evhttp_callback Callback, void *Data);
void evhttp_request_set_chunked_cb(struct evhttp_request *Request, mock_evhttp_callback Callback);
void evhttp_request_set_header_cb(struct evhttp_request *Request,
                                  int (*Callback)(struct evhttp_request *, void *));
void evhttp_request_set_error_cb(struct evhttp_request *Request,
                                 void (*Callback)(enum evhttp_request_error, void *));
void evhttp_request_set_on_complete_cb(struct evhttp_request *Request,
                                       mock_evhttp_callback Callback, void *Data);
void evhttp_connection_set_closecb(struct evhttp_connection *Connection,
                                   void (*Callback)(struct evhttp_connection *, void *),
                                   void *Data);
void evhttp_send_reply(struct evhttp_request *Request, int Code, const char *Reason,
                       struct evbuffer *Data);
void evhttp_send_reply_chunk_with_cb(struct evhttp_request *Request, struct evbuffer *Data,
                                     void (*Callback)(struct evhttp_connection *, void *),
                                     void *Argument);

#ifdef __cplusplus
}
#endif

#endif
