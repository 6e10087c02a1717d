"""2 Design concepts: common luck.

Philox4x32-10, a counter-based generator: Salmon, Moraes, Dror & Shaw (2011), "Parallel random
numbers: as easy as 1, 2, 3", SC11. Ten rounds of two 32 x 32 bit multiplications.
"""

WORD = 0xFFFFFFFF

MULTIPLIER_0 = 0xD2511F53
MULTIPLIER_1 = 0xCD9E8D57
WEYL_0 = 0x9E3779B9  # golden ratio
WEYL_1 = 0xBB67AE85  # square root of 3, less 1
ROUNDS = 10


def philox4x32(counter, key):
    """Four 32-bit words from four words of counter and two of key."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(ROUNDS):
        product_0 = MULTIPLIER_0 * c0
        product_1 = MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            (product_1 >> 32) ^ c1 ^ k0,
            product_1 & WORD,
            (product_0 >> 32) ^ c3 ^ k1,
            product_0 & WORD,
        )
        k0 = (k0 + WEYL_0) & WORD
        k1 = (k1 + WEYL_1) & WORD
    return c0, c1, c2, c3


def uniform(high, low):
    """A uniform in (0, 1) from 64 bits: the middle of one of 2^52 equal intervals."""
    bits = (high << 32) | low
    return (bits >> 12) / 2.0**52 + 2.0**-53


def fnv1a_32(text):
    """FNV-1a, 32 bit: the entity an id stands for."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & WORD
    return value


def fnv1a_64(text):
    """FNV-1a, 64 bit: the entity the path of an assumption stands for."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value
