/** @file streams.h  The streams of randomness: what is drawn, for whom, from which half of a pair.
 *
 *  Layer: model.  Philox4x32-10 with key (plan seed, scenario) and counter (day, stream, entity,
 *  replication) gives two uniforms a and b. Each quantity has its own stream number, which never
 *  changes meaning: a new quantity takes a new number.
 *
 *      stream    entity                    a                        b
 *      RELAPSE   0                         war comes back today     length of the relapse
 *      DRIFT     party key + 31 x issue    domestic drift           -
 *      TOUR      contribution key          tour is renewed          -
 *      VETTING   force key                 fail vetting             fail the course
 *      LEAVING   force key                 resign or desert         -
 *      INCIDENT  area key                  incidents today          civilians killed in them
 *      CASUALTY  area key                  personnel killed (1)     -
 *      BARGAIN   party key + 31 x issue    choice among bargains    -
 *
 *  (1) behind the 24 bits that INCIDENT's pair leaves over, model/security.c. */
#ifndef BH_MODEL_STREAMS_H
#define BH_MODEL_STREAMS_H

enum bh_stream {
    BH_STREAM_RELAPSE = 1,
    BH_STREAM_DRIFT = 2,
    BH_STREAM_TOUR = 3,
    BH_STREAM_VETTING = 4,
    BH_STREAM_LEAVING = 5,
    BH_STREAM_INCIDENT = 6,
    BH_STREAM_CASUALTY = 7,
    BH_STREAM_BARGAIN = 8
};

#endif
