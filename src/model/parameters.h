/** @file parameters.h  The parameters of one lane pack of futures, as structs.
 *
 *  Layer: model.  Compiled once per lane width.  Windows on the flat parameter vector, made from
 *  plan/tables.h in the same way as world/world.h is made from the state tables. */
#ifndef BH_MODEL_PARAMETERS_H
#define BH_MODEL_PARAMETERS_H

#include "base/lanes.h"
#include "plan/model.h"

#define P(field, path, kind, dflt, low, high, source, meaning) bh_f64 field;
#define C(NAME, name, count, section)                                                              \
    struct bh_##name##_parameters {                                                                \
        BH_##NAME##_PARAMETERS(P)                                                                  \
    };
BH_PARAMETER_CLASSES(C)
#undef C
#undef P

struct bh_parameters {
#define C(NAME, name, count, section) const struct bh_##name##_parameters *name;
    BH_PARAMETER_CLASSES(C)
#undef C
    const bh_f64 *at; /* the whole vector */
};

#endif
