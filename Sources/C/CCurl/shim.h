#ifndef PLUMB_CCURL_SHIM_H
#define PLUMB_CCURL_SHIM_H

#include <curl/curl.h>

/* curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift does not import: one function for
   each type of argument. The parentheses keep curl's type checking macros out.
   https://curl.se/libcurl/c/curl_easy_setopt.html */
static inline CURLcode plumb_curl_set_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode plumb_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode plumb_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode plumb_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode plumb_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/* The type of CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION. */
typedef size_t (*plumb_curl_receive)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode plumb_curl_set_receive(CURL *handle, CURLoption option, plumb_curl_receive value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode plumb_curl_get_double(CURL *handle, CURLINFO info, double *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLMcode plumb_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

/* A CURLMsg holds a union whose used member the message decides; https://curl.se/libcurl/c/curl_multi_info_read.html */
static inline CURLcode plumb_curl_message_result(const CURLMsg *message) {
    return message->data.result;
}

/* CURL_GLOBAL_DEFAULT is a macro that computes, which Swift does not import. */
static inline CURLcode plumb_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

/* Macros that compute. https://curl.se/libcurl/c/CURLOPT_HTTP_VERSION.html */
static const long plumb_CURL_HTTP_VERSION_2TLS = CURL_HTTP_VERSION_2TLS;
static const long plumb_CURLPIPE_MULTIPLEX = CURLPIPE_MULTIPLEX;

#endif
