"""2 Design concepts: the streams of luck, and counts by inversion.

Every draw of a future is a function of (seed, scenario, day, stream, entity, replication). Nothing
is consumed, so no draw depends on what was drawn before it.
"""

import math
from statistics import NormalDist

from .philox import WORD, fnv1a_32, philox4x32, uniform

# The streams. Each gives two uniforms, a and b.
#                  entity                      a                       b
RELAPSE = 1  #     0                           war comes back today    length of the relapse
DRIFT = 2  #       party + 31 x issue          domestic drift          -
TOUR = 3  #        contribution                the tour is renewed     -
VETTING = 4  #     force                       fail vetting            fail the course
LEAVING = 5  #     force                       resign or desert        -
INCIDENT = 6  #    area                        incidents today         civilians killed in them
CASUALTY = 7  #    area                        personnel killed        -
# The uniform of CASUALTY is finer than a: the 24 bits INCIDENT's pair leaves over come before it.


class Luck:
    """The luck of one future."""

    def __init__(self, seed, scenario, replication):
        self.key = (seed, scenario)
        self.replication = replication

    def draw(self, day, stream, entity):
        """The two uniforms of a stream for an entity (a 32-bit number) on a day."""
        w0, w1, w2, w3 = philox4x32((day, stream, entity & WORD, self.replication), self.key)
        return uniform(w1, w0), uniform(w3, w2)

    def of(self, day, stream, entity_id):
        return self.draw(day, stream, fnv1a_32(entity_id))

    def left_over(self, day, stream, entity_id):
        """The 24 bits a pair does not use, as a whole number: the lowest 12 of the bits of a, then
        the lowest 12 of those of b."""
        counter = (day, stream, fnv1a_32(entity_id), self.replication)
        w0, _, w2, _ = philox4x32(counter, self.key)
        return ((w0 & 0xFFF) << 12) | (w2 & 0xFFF)


def normal_quantile(u):
    """Inverse of the standard normal distribution function: algorithm AS 241, Wichura (1988),
    which is what the standard library uses."""
    return NormalDist().inv_cdf(u)


DEEPEST = 600  # largest -ln P(K = 0) that is summed up


def invert(u, first, ratio):
    """The least k with u <= P(K <= k), from P(K = 0) and ratio(k) = P(K = k + 1) / P(K = k)."""
    k = 0
    probability = first
    cumulative = probability
    while u > cumulative and probability > 1e-300:
        probability *= ratio(k)
        cumulative += probability
        k += 1
    return k


def deep(u, mean, variance, skewness):
    """Counts whose sum would start below the smallest double: the normal quantile with the
    Cornish-Fisher term for skewness, to the nearest whole number."""
    z = normal_quantile(u)
    x = mean + math.sqrt(variance) * (z + skewness * (z * z - 1) / 6)
    return max(math.floor(x + 0.5), 0)


def poisson(u, mean):
    if mean <= 0:
        return 0
    if mean > DEEPEST:
        return deep(u, mean, mean, 1 / math.sqrt(mean))
    return invert(u, math.exp(-mean), lambda k: mean / (k + 1))


def binomial(u, n, p):
    if n <= 0 or p <= 0:
        return 0
    if p >= 1:
        return n
    depth = -n * math.log1p(-p)
    if depth > DEEPEST:
        variance = n * p * (1 - p)
        return min(deep(u, n * p, variance, (1 - 2 * p) / math.sqrt(variance)), n)
    odds = p / (1 - p)
    return min(invert(u, math.exp(-depth), lambda k: odds * (n - k) / (k + 1)), n)


def negative_binomial(u, mean, size):
    """Mean m and size r: variance m + m^2 / r."""
    if mean <= 0 or size <= 0:
        return 0
    q = mean / (size + mean)
    depth = size * math.log1p(mean / size)
    if depth > DEEPEST:
        return deep(u, mean, mean / (1 - q), (1 + q) / math.sqrt(size * q))
    return invert(u, math.exp(-depth), lambda k: q * (k + size) / (k + 1))
