"""The plan picture as SVG and as list: inside its edges, and both with the same facts."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.template import Context, Template
from hypothesis import Phase, given, settings

from banhao.core.compiler.picture import plain, promise_of, truth_of
from banhao.core.messages import Text
from banhao.ui.dates import short_day
from banhao.ui.languages import speaking
from banhao.ui.messages import render
from banhao.ui.plan.sheet import PAGE, PANE, Sheet
from banhao.ui.svg import fitted, text_width
from banhao.ui.words import CHINESE, ENGLISH
from banhao.ui.words import plain as spoken
from tests.unit.cases.plans import shop
from tests.unit.compiler.courses import CALENDAR, LONG, journeys

FEW = settings(max_examples=30, phases=(Phase.generate,))  # to make so large a case small is slow
FEBRUARY = date(2026, 2, 12)  # before Spring Festival


def drawn(picture, size=PAGE, lang=CHINESE):
    """Return the SVG, read as XML: it must be well formed."""
    return ET.fromstring(Sheet(plain(picture), size, "p", lang).svg())


def page(picture, lang=CHINESE) -> str:
    with speaking(lang):
        template = Template("{% load plan %}{% plan_picture picture %}")
        return template.render(Context({"picture": plain(picture)}))


def text_of_list(picture, lang=CHINESE) -> str:
    """Return what a screen reader reads of the list and of the sentence below it."""
    html = page(picture, lang)
    return unescape(re.sub(r"<[^>]+>", " ", html[html.index("<ol") :]))


def number(element, name):
    return float(element.get(name, "0"))


@FEW
@given(journeys())
def test_everything_is_drawn_inside_the_sheet(journey):
    plan, progress, today = journey
    for size in (PAGE, PANE):
        svg = drawn(truth_of(plan, progress, today, CALENDAR), size)
        height = float(svg.get("viewBox", "").split()[3])

        for rect in svg.iter("rect"):
            assert number(rect, "width") >= 0
            assert (
                -1
                <= number(rect, "x")
                <= number(rect, "x") + number(rect, "width")
                <= size.width + 1
            )
            assert 0 <= number(rect, "y") <= height
        for text in svg.iter("text"):
            assert 0 <= number(text, "x") <= size.width
            assert 0 <= number(text, "y") <= height


@FEW
@given(journeys())
def test_no_word_of_a_bar_lies_on_the_names_of_the_lanes(journey):
    plan, progress, today = journey
    svg = drawn(truth_of(plan, progress, today, CALENDAR), PAGE, ENGLISH)

    for label in (each for each in svg.iter("text") if each.get("class") == "pl-lab out"):
        if label.get("text-anchor") == "end":
            left = number(label, "x") - text_width(label.text or "", 12.5)
            assert left >= PAGE.names, label.text


@FEW
@given(journeys())
def test_the_list_has_every_fact_of_the_picture(journey):
    plan, progress, today = journey
    picture = truth_of(plan, progress, today, CALENDAR)
    for lang in (CHINESE, ENGLISH):
        said = text_of_list(picture, lang)

        for lane in picture.lanes:
            facts = [spoken(lane.title, lang), spoken(lane.who, lang), render(lane.say, lang)]
            facts += [render(note, lang) for note in (*lane.notes, lane.compared) if note]
            facts += [short_day(lane.on, lang)] if lane.on else []
            assert [fact for fact in facts if fact not in said] == []
        for sight in picture.visits:
            assert render(sight.title, lang) in said
            assert short_day(sight.on, lang) in said
        for gap in picture.axis.gaps:
            assert gap.name is None or spoken(gap.name, lang) in said
        if picture.today:
            assert short_day(picture.today.on, lang) in said


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_list():
    plan = replace(shop(), branches=tuple(replace(b, title=LONG) for b in shop().branches))
    picture = promise_of(plan, FEBRUARY, CALENDAR)

    names = [text.text for text in drawn(picture).iter("text") if text.get("class") == "pl-what"]

    assert any(name and name.endswith("…") for name in names)
    assert all(text_width(name or "", 13) <= PAGE.names for name in names)
    assert LONG.zh in text_of_list(picture)


def test_spring_festival_stands_above_its_gap():
    texts = [each.text for each in drawn(promise_of(shop(), FEBRUARY, CALENDAR)).iter("text")]

    assert "春节" in texts
    assert "9 天" in texts
    assert "春节 9 天（2月15日至2月23日）" in text_of_list(promise_of(shop(), FEBRUARY, CALENDAR))


def test_english_says_nothing_in_chinese():
    plan = replace(
        shop(),
        branches=tuple(
            replace(b, title=Text("检查", "Inspection"), department_title=Text("局", "Bureau"))
            for b in shop().branches
        ),
        visits=tuple(replace(v, title=Text("踏勘", "Visit")) for v in shop().visits),
    )

    said = page(promise_of(plan, FEBRUARY, CALENDAR), ENGLISH)

    assert re.findall(r"[一-鿿]", said) == []


def test_the_picture_needs_no_style_and_no_script():
    html = page(promise_of(shop(), FEBRUARY, CALENDAR))

    assert "style=" not in html
    assert "<script" not in html


def test_words_of_the_catalogue_cannot_break_out():
    plan = replace(
        shop(), branches=tuple(replace(b, title=Text("<b>&\"'")) for b in shop().branches)
    )
    picture = promise_of(plan, FEBRUARY, CALENDAR)

    assert drawn(picture).find("b") is None
    assert "<b>&" not in page(picture).replace("<b>&lt;", "")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("市场主体设立登记", ["市场主体", "设立登记"]),
        ("三个字（游泳）", ["三个字", "（游泳）"]),
        ("Fire safety check", ["Fire", "safety…"]),
        ("", []),
        ("一二三四五六七八九十", ["一二三四", "五六七…"]),
    ],
)
def test_names_are_broken_where_reading_allows(words, lines):
    assert fitted(words, 10, 41, 2) == lines
