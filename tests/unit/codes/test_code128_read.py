"""A barcode is read back from a line across a scanned page, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from banhao.core.codes.code128 import read, widths

NUMBER = "YJS99999920261228000001"


def line(words, scale):
    return [width * scale for width in widths(words)]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_what_was_written_is_read(words):
    assert read(line(words, 3)) == words


@given(st.integers(3, 9), st.lists(st.sampled_from([-1, 0, 1]), min_size=300, max_size=300))
def test_a_scan_that_is_a_pixel_off_here_and_there_is_read_or_refused(scale, noise):
    scanned = [width + off for width, off in zip(line(NUMBER, scale), noise, strict=False)]

    assert read([7, 2, 9, 40, *scanned, 60, 3]) in {NUMBER, ""}


def test_text_lines_and_damaged_codes_say_nothing():
    damaged = line(NUMBER, 3)
    damaged[6:12] = damaged[12:18]  # J where Y stood

    assert read([3, 2, 5, 1, 1, 2, 7, 2, 3]) == ""
    assert read([]) == ""
    assert read(damaged) == ""
