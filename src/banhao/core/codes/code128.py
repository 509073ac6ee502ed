"""Barcodes for scanners: Code 128, set B (ISO/IEC 15417), as widths of bars and gaps."""

FIRST, LAST = " ", "~"
START_B, MODULO = 104, 103
STOP = "2331112"
# Six widths in modules to a value, bars and gaps in turn; value 0 is a space.
PATTERNS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132"
    "122231113222123122123221223211221132221231213212223112312131311222321122321221312212"
    "322112322211212123212321232121111323131123131321112313132113132311211313231113231311"
    "112133112331132131113123113321133121313121211331231131213113213311213131311123311321"
    "331121312113312311332111314111221411431111111224111422121124121421141122141221112214"
    "112412122114122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113114311411113"
    "411311113141114131311141411131211412211214211232"
)


def widths(words: str) -> tuple[int, ...]:
    """Return bars and gaps in turn, a bar first, in modules.

    :raises ValueError: for a character that set B has not.
    """
    if not words or not all(FIRST <= each <= LAST for each in words):
        raise ValueError(f"Code 128 B cannot say {words!r}")
    values = [ord(each) - ord(FIRST) for each in words]
    check = (START_B + sum(place * value for place, value in enumerate(values, 1))) % MODULO
    spelled = "".join(map(_pattern, (START_B, *values, check))) + STOP
    return tuple(int(width) for width in spelled)


def _pattern(value: int) -> str:
    return PATTERNS[6 * value : 6 * value + 6]
