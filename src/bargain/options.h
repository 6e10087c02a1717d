/** @file options.h  The options of the spatial model, written once.
 *
 *  Layer: bargain.  One row per option:
 *
 *      K(NAME, "Name", "First Second ...", meaning)
 *
 *  "Name" and its values are those of KTAB's scenario files where KTAB has the option, so that its
 *  files, the command line and plans all speak alike. The first value is the default. The last
 *  six rows are where KTAB 1.4 and its description part: the first value is the repaired form, the
 *  second what the program does (docs/bargaining.md lists each with its effect). */
#ifndef BH_BARGAIN_OPTIONS_H
#define BH_BARGAIN_OPTIONS_H

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>

#define BH_SPATIAL_OPTIONS(K)                                                                      \
    K(VICTORY, "VictoryProbModel", "Linear Square Quartic Octic Binary",                           \
      "power to which support is raised in the chance of one alternative beating another")         \
    K(ELECTION, "PCEModel", "Conditional MarkovIncentive MarkovUniform",                           \
      "how pairwise chances become chances of each alternative")                                   \
    K(TRANSITION, "StateTransitions", "Deterministic Stochastic",                                  \
      "whether the likeliest bargain of a queue is taken, or one is drawn")                        \
    K(VOTE, "VotingRule", "Prop PropBin Binary PropCbc Cubic ASymProsp",                           \
      "how a difference of utility becomes a vote")                                                \
    K(RISK_ADJUST, "BigRAdjust", "OneThird None Half TwoThirds Full",                              \
      "how far an actor sees the other's attitude to risk instead of its own")                     \
    K(RISK_RANGE, "BigRRange", "Mid Min Max",                                                      \
      "attitudes to risk from -1/2 to 1, 0 to 1, or -1 to 1")                                      \
    K(THIRD_PARTY, "ThirdPartyCommit", "SemiCommit NoCommit FullCommit Affinity",                  \
      "how third parties side in a challenge; Affinity (ours): by preference alone")               \
    K(INTERPOLATION, "InterVecBrgn", "S2P2 S1P1 S2PMax", "how a bargain divides the difference")   \
    K(BARGAINS, "BargnModel", "InitOnlyInterp InitRcvrInterp PWCompInterp",                        \
      "whose estimate makes the bargain: the initiator's, both, or their mean")                    \
    K(RECEIVER, "ReceiverEstimate", "Chance Gain",                                                 \
      "what the receiver's bargain is made of; KTAB takes the gain for a chance")                  \
    K(COMPOSITE, "CompositeWeights", "Power Salience",                                             \
      "weights of PWCompInterp; in KTAB capability cancels")                                       \
    K(ROUNDING, "BargainRounding", "None FourDigits", "rounding of a bargain's terms")             \
    K(NEAR_TIES, "NearTies", "Zero Voted",                                                         \
      "whether differences of utility below 1e-12 count as none, or as a vote")                    \
    K(FULL_ADJUST, "FullAdjust", "Allowed Refused", "KTAB stops on BigRAdjust Full")               \
    K(ORDER, "ActorOrder", "ByMeans AsGiven",                                                      \
      "actors by capability and stance, capabilities as shares of the largest; or as in the file")

enum bh_spatial_option {
#define K(NAME, name, values, meaning) BH_SPATIAL_##NAME,
    BH_SPATIAL_OPTIONS(K)
#undef K
        BH_N_SPATIAL_OPTIONS
};

enum bh_victory { BH_LINEAR, BH_SQUARE, BH_QUARTIC, BH_OCTIC, BH_BINARY_VICTORY };
enum bh_election { BH_CONDITIONAL, BH_MARKOV_INCENTIVE, BH_MARKOV_UNIFORM };
enum bh_transition { BH_DETERMINISTIC, BH_STOCHASTIC };
enum bh_vote { BH_PROP, BH_PROP_BIN, BH_BINARY_VOTE, BH_PROP_CUBIC, BH_CUBIC, BH_ASYMMETRIC };
enum bh_risk_adjust {
    BH_ADJUST_THIRD,
    BH_ADJUST_NONE,
    BH_ADJUST_HALF,
    BH_ADJUST_TWO_THIRDS,
    BH_ADJUST_FULL
};
enum bh_risk_range { BH_RISK_MID, BH_RISK_MIN, BH_RISK_MAX };
enum bh_third_party { BH_SEMI_COMMIT, BH_NO_COMMIT, BH_FULL_COMMIT, BH_AFFINITY };
enum bh_interpolation { BH_S2P2, BH_S1P1, BH_S2PMAX };
enum bh_bargains { BH_INITIATOR_ONLY, BH_BOTH_SIDES, BH_COMPOSITE };

/** A value for each option: the index of its word in the table. All 0 is the repaired default. */
struct bh_spatial_options {
    unsigned char of[BH_N_SPATIAL_OPTIONS];
};

/** Name, words and meaning of an option. Static strings. */
const char *bh_spatial_option_name(enum bh_spatial_option option);
const char *bh_spatial_option_words(enum bh_spatial_option option);
const char *bh_spatial_option_meaning(enum bh_spatial_option option);

/** Sets option `name` to `value`; "Compat" = "KTAB" sets the last six rows to what KTAB does.
 *  @return BH_OK; BH_EINPUT (err names what is allowed; `options` is untouched). */
BH_NODISCARD enum bh_status bh_spatial_option_set(struct bh_spatial_options *options,
                                                  const char *name, const char *value,
                                                  struct bh_err *err);

/** The word an option is set to, copied into `word` ([24]). */
void bh_spatial_option_word(const struct bh_spatial_options *options, enum bh_spatial_option option,
                            char word[24]);

#endif
