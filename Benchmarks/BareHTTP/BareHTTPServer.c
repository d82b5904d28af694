#include "BareHTTP.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_BYTES = 65536, MOST_SOCKETS = 4096, MOST_EVENTS = 64 };

typedef struct {
    int length;
    char bytes[MOST_BYTES + 1];
} request;

typedef struct {
    int listener, poll;
    size_t length;
    const char *response;
    request *requests[MOST_SOCKETS];
} server;

/* The length of the whole request at the beginning of the bytes; 0 while it is not complete. */
static int complete(request *read) {
    read->bytes[read->length] = 0;
    char *end = strstr(read->bytes, "\r\n\r\n");
    if (!end) return 0;
    char *field = strcasestr(read->bytes, "\ncontent-length:");
    int length = (int)(end - read->bytes) + 4 + (field && field < end ? atoi(field + 16) : 0);
    return length <= read->length ? length : 0;
}

static void take(server *all, int socket) {
    request *read = all->requests[socket];
    ssize_t count = recv(socket, read->bytes + read->length, MOST_BYTES - read->length, 0);
    if (count <= 0) {
        close(socket);
        return;
    }
    read->length += (int)count;
    for (int length; (length = complete(read));) {
        memmove(read->bytes, read->bytes + length, (size_t)(read->length -= length));
        if (send(socket, all->response, all->length, MSG_NOSIGNAL) < 0) break;
    }
}

static void admit(server *all) {
    int socket = accept(all->listener, 0, 0), yes = 1;
    if (socket < 0 || socket >= MOST_SOCKETS) return;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (!all->requests[socket]) all->requests[socket] = malloc(sizeof(request));
    all->requests[socket]->length = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
    epoll_ctl(all->poll, EPOLL_CTL_ADD, socket, &event);
}

static void *serve(void *argument) {
    server *all = argument;
    struct epoll_event events[MOST_EVENTS];
    for (;;) {
        int count = epoll_wait(all->poll, events, MOST_EVENTS, -1);
        for (int index = 0; index < count; index++) {
            if (events[index].data.fd == all->listener) admit(all);
            else take(all, events[index].data.fd);
        }
    }
    return 0;
}

int bare_http_serve(const char *response) {
    server *all = calloc(1, sizeof *all);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    all->response = strdup(response);
    all->length = strlen(response);
    all->listener = socket(AF_INET, SOCK_STREAM, 0);
    all->poll = epoll_create1(0);
    if (bind(all->listener, (struct sockaddr *)&address, size) || listen(all->listener, 1024)) return -1;
    getsockname(all->listener, (struct sockaddr *)&address, &size);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = all->listener};
    epoll_ctl(all->poll, EPOLL_CTL_ADD, all->listener, &event);
    pthread_t thread;
    if (pthread_create(&thread, 0, serve, all)) return -1;
    pthread_detach(thread);
    return ntohs(address.sin_port);
}
