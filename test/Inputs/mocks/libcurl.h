/*===- libcurl.h - mock of libcurl ----------------------------*- C++ -*-===*\
|*                                                                          *|
|* Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.  *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|* For C and for C++. Not to be mixed with the system's own headers.        *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef ASYNC_TIDY_MOCKS_LIBCURL_H
#define ASYNC_TIDY_MOCKS_LIBCURL_H

#ifdef __cplusplus
extern "C" {
#endif

typedef void CURL;
typedef void CURLM;
typedef enum { CURLE_OK = 0, CURLE_AGAIN = 81 } CURLcode;
typedef enum { CURLM_OK = 0 } CURLMcode;
typedef enum { CURLOPT_URL = 10002, CURLOPT_WRITEFUNCTION = 20011 } CURLoption;
typedef enum {
  CURLMOPT_SOCKETFUNCTION = 20001,
  CURLMOPT_SOCKETDATA = 10002,
  CURLMOPT_TIMERFUNCTION = 20004
} CURLMoption;
struct curl_waitfd {
  int fd;
  short events;
};
CURL *curl_easy_init(void);
CURLcode curl_easy_setopt(CURL *Handle, CURLoption Option, ...);
CURLcode curl_easy_perform(CURL *Handle);
void curl_easy_cleanup(CURL *Handle);
CURLM *curl_multi_init(void);
CURLMcode curl_multi_add_handle(CURLM *Multi, CURL *Handle);
CURLMcode curl_multi_perform(CURLM *Multi, int *Running);
CURLMcode curl_multi_poll(CURLM *Multi, struct curl_waitfd Extra[], unsigned Count, int Timeout,
                          int *Ready);
CURLMcode curl_multi_setopt(CURLM *Multi, CURLMoption Option, ...);
CURLMcode curl_multi_socket_action(CURLM *Multi, int Fd, int Events, int *Running);
CURLMcode curl_multi_wait(CURLM *Multi, struct curl_waitfd Extra[], unsigned Count, int Timeout,
                          int *Ready);

#ifdef __cplusplus
}
#endif

#endif
