"""Check characters of ISO 7064 (GB/T 17710), hybrid systems: MOD 37,36 and MOD 11,10."""

DIGITS = "0123456789"
DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def hybrid_check(body: str, alphabet: str) -> str:
    """Return the check character over an alphabet of M characters (system MOD M+1,M).

    :raises ValueError: if the body has a character outside the alphabet.
    """
    size = len(alphabet)
    product = size
    for character in body:
        total = (product + alphabet.index(character)) % size or size
        product = 2 * total % (size + 1)
    return alphabet[(size + 1 - product) % size]
