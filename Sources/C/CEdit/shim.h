#ifndef PLUMB_CEDIT_SHIM_H
#define PLUMB_CEDIT_SHIM_H

#include <stdio.h>
#include <stdlib.h>
#include <histedit.h>

/* el_set and history are variadic, and stderr is a global variable: Swift imports neither.
   What each does stands in editline(3). */

typedef unsigned char (*plumb_edit_function)(EditLine *, int);

/* Reads from standard input and draws on standard error, so that standard output is left to rows. */
static inline EditLine *plumb_edit_open(void) {
    return el_init("plumb", stdin, stderr, stderr);
}

/* The prompt may hold escape sequences between two bytes of value 1, which count for no width. */
static inline void plumb_edit_set_prompt(EditLine *edit, char *(*prompt)(EditLine *)) {
    el_set(edit, EL_PROMPT_ESC, prompt, '\1');
}

static inline void plumb_edit_set_client(EditLine *edit, void *client) {
    el_set(edit, EL_CLIENTDATA, client);
}

static inline void *plumb_edit_client(EditLine *edit) {
    void *client = NULL;
    el_get(edit, EL_CLIENTDATA, &client);
    return client;
}

static inline void plumb_edit_set_emacs(EditLine *edit) {
    el_set(edit, EL_EDITOR, "emacs");
}

static inline void plumb_edit_set_history(EditLine *edit, History *past) {
    el_set(edit, EL_HIST, history, past);
}

static inline void plumb_edit_bind(
    EditLine *edit, const char *key, const char *name, const char *help, plumb_edit_function function) {
    el_set(edit, EL_ADDFN, name, help, function);
    el_set(edit, EL_BIND, key, name, NULL);
}

static inline void plumb_edit_bind_builtin(EditLine *edit, const char *key, const char *name) {
    el_set(edit, EL_BIND, key, name, NULL);
}

/* While a line is edited, Ctrl-C is a key like any other instead of a signal. */
static inline void plumb_edit_take_signal_keys(EditLine *edit) {
    el_set(edit, EL_SETTY, "-d", "-isig", NULL);
}

static inline void plumb_edit_refresh(EditLine *edit) {
    el_set(edit, EL_REFRESH);
}

static inline void plumb_history_set_size(History *past, int size) {
    HistEvent event;
    history(past, &event, H_SETSIZE, size);
}

static inline void plumb_history_enter(History *past, const char *line) {
    HistEvent event;
    history(past, &event, H_ENTER, line);
}

#endif
