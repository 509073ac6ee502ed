"""Barcodes for scanners: Code 128, set B (ISO/IEC 15417), as widths of bars and gaps.

Written for the cover sheet, and read again from a line across a scanned page.
"""

from collections.abc import Iterator, Sequence

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


def read(runs: Sequence[int]) -> str:
    """Return what a barcode says that stands in a line across a page, "" if none does.

    `runs`: lengths of dark and light in turn, dark first, in pixels. Only a code whose check
    character is right is read.
    """
    for start in range(0, len(runs) - 6, 2):
        if _value(runs[start : start + 6]) == START_B and (words := _words(runs[start:])):
            return words
    return ""


def _words(runs: Sequence[int]) -> str:
    """Return the words of a code that begins here, "" if it is none."""
    values = [*_values(runs)]
    if len(values) < 3:
        return ""
    spoken, check = values[1:-1], values[-1]
    if (START_B + sum(n * value for n, value in enumerate(spoken, 1))) % MODULO != check:
        return ""
    return "".join(chr(value + ord(FIRST)) for value in spoken)


def _values(runs: Sequence[int]) -> Iterator[int]:
    """Yield the values from the start on; nothing more once one is none, or the code stops."""
    for place in range(0, len(runs) - 6, 6):
        if _modules(runs[place : place + 7], 13) == STOP:
            return
        value = _value(runs[place : place + 6])
        if value is None:
            return
        yield value


def _value(runs: Sequence[int]) -> int | None:
    """Return the value whose pattern six runs are, None if there is none."""
    return _BY_PATTERN.get(_modules(runs, 11))


def _modules(runs: Sequence[int], count: int) -> str:
    """Return runs as digits of so many modules together: each at least one, at most four."""
    whole = sum(runs) or 1
    return "".join(str(min(max(round(run * count / whole), 1), 4)) for run in runs)


_BY_PATTERN = {_pattern(value): value for value in range(START_B + 1)}
