#ifndef PLUMB_BARE_HTTP_H
#define PLUMB_BARE_HTTP_H

/* Starts a server on this machine, on a thread of its own, that answers every POST at once with the same response.
   Gives its port, or a negative number. It runs until the process ends. */
int bare_http_serve(const char *response);

/* Posts a body so many times with libcurl's multi interface and nothing else, so many at a time, on this thread.
   Writes how long each call took, in seconds; gives the seconds for all, or a negative number where a call failed. */
double bare_http_run(const char *url, const char *body, int count, int at_a_time, double *seconds);

#endif
