#include "BareHTTP.h"

#include <curl/curl.h>
#include <time.h>

enum { MOST_AT_A_TIME = 256 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static size_t forget(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

double bare_http_run(const char *url, const char *body, int count, int at_a_time, double *seconds) {
    CURLM *multi = curl_multi_init();
    CURL *handles[MOST_AT_A_TIME];
    double started[MOST_AT_A_TIME];
    struct curl_slist *headers = curl_slist_append(0, "Content-Type: application/json");
    int begun = 0, done = 0, failed = 0, running;
    if (at_a_time > MOST_AT_A_TIME) at_a_time = MOST_AT_A_TIME;
    double start = now();
    for (long index = 0; index < at_a_time; index++, begun++) {
        CURL *handle = handles[index] = curl_easy_init();
        curl_easy_setopt(handle, CURLOPT_URL, url);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, forget);
        curl_easy_setopt(handle, CURLOPT_PRIVATE, (void *)index);
        started[index] = now();
        curl_multi_add_handle(multi, handle);
    }
    while (done < count) {
        curl_multi_perform(multi, &running);
        CURLMsg *message;
        for (int left; (message = curl_multi_info_read(multi, &left));) {
            CURL *handle = message->easy_handle;
            char *private;
            failed += message->data.result != CURLE_OK;
            curl_easy_getinfo(handle, CURLINFO_PRIVATE, &private);
            long index = (long)private;
            if (done < count) seconds[done] = now() - started[index];
            done++;
            curl_multi_remove_handle(multi, handle);
            if (begun < count) {
                begun++;
                started[index] = now();
                curl_multi_add_handle(multi, handle);
            }
        }
        if (done < count) curl_multi_poll(multi, 0, 0, 1000, 0);
    }
    double all = now() - start;
    for (int index = 0; index < at_a_time; index++) curl_easy_cleanup(handles[index]);
    curl_multi_cleanup(multi);
    curl_slist_free_all(headers);
    return failed ? -1 : all;
}
