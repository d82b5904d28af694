#ifndef PLUMB_CSTEMMER_SHIM_H
#define PLUMB_CSTEMMER_SHIM_H

#include <libstemmer.h>

#endif
