"""Barcodes: what a scanner reads is what was meant."""

import string

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from banhao.core.codes import code128

EVERY = string.digits + string.ascii_letters + string.punctuation + " "


def picture(widths):
    image = Image.new("L", (2 * (sum(widths) + 20), 80), 255)
    x, draw = 10, ImageDraw.Draw(image)
    for place, width in enumerate(widths):
        if place % 2 == 0:
            draw.rectangle((2 * x, 0, 2 * (x + width) - 1, 80), fill=0)
        x += width
    return image


@pytest.mark.parametrize("words", ["YJS37030020261126000417", EVERY[:50], EVERY[50:] + "."])
def test_a_scanner_reads_what_was_meant(words):
    (found,) = zxingcpp.read_barcodes(picture(code128.widths(words)))

    assert (found.format.name, found.text) == ("Code128", words)


@pytest.mark.parametrize("words", ["", "受理", "a\n"])
def test_what_the_set_has_not_is_refused(words):
    with pytest.raises(ValueError, match="Code 128"):
        code128.widths(words)
