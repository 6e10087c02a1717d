/** @file base64.h  Bytes as letters (RFC 4648, section 4).
 *
 *  Layer: base. */
#ifndef BH_BASE_BASE64_H
#define BH_BASE_BASE64_H

#include "base/text.h"

/** Adds `n` bytes as base64, padded, without line breaks. */
void bh_base64_add(struct bh_text *out, const void *bytes, size_t n);

#endif
