/** @file version.h  The version of this program and library. */
#ifndef BLUEHELM_VERSION_H
#define BLUEHELM_VERSION_H

#define BH_VERSION "0.1.0"

#endif
