"""The same input gives the same bytes, and the bytes give the plan back."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.catalogue.places import JointInspection
from banhao.core.catalogue.values import Forbidden, ThemeItem, Variant
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Standing
from banhao.core.compiler.summary import derivation, summary
from banhao.core.compiler.writers import content_hash, from_json, to_json
from banhao.core.messages import Text
from tests.unit.compiler.tiny import (
    BASIS,
    FULL,
    THEME,
    done,
    element,
    item,
    material,
    plan_of,
    question,
    town,
    when,
)

CITY = town(
    [
        item("trade", "form id photo", elements="name area"),
        item("sound", "form licence rules", elements="name watts"),
    ],
    [
        done("trade", "3", inspection="before"),
        done(
            "sound",
            "1.5",
            "fire",
            variants=(Variant("small", Text("小"), when('goods == "books"'), promise=Decimal(1)),),
        ),
    ],
    [
        material("form", "F", form_of_application=True),
        material("id", "EA"),
        material("photo", needed_when=when("by_agent")),
        material("licence", "EA", certificate="trade-licence"),
        material("rules", "CA"),
    ],
    [element("name"), element("watts", "item")],
    questions=[question("music", True), question("goods", "fruit"), question("extras", ())],
    within=(ThemeItem("trade"), ThemeItem("sound", when=when("music"))),
    inspections=(JointInspection("visit", Text("踏勘"), ("trade", "sound")),),
    gap_days=Decimal(3),
)
ANSWERS = {"music": True, "goods": "books", "extras": ("tea",)}
STANDINGS = st.builds(Standing, *[st.booleans()] * 4)


@st.composite
def shuffled(draw, mapping):
    return dict(draw(st.permutations(sorted(mapping.items(), key=str))))


@given(st.data())
def test_the_order_of_mappings_never_shows_in_the_bytes(data):
    region = CITY.regions["town"]
    other = replace(
        CITY,
        elements=data.draw(shuffled(CITY.elements)),
        materials=data.draw(shuffled(CITY.materials)),
        items=data.draw(shuffled(CITY.items)),
        sections=data.draw(shuffled(CITY.sections)),
        regions={
            "town": replace(
                region,
                implementations=data.draw(shuffled(region.implementations)),
                departments=data.draw(shuffled(region.departments)),
            )
        },
    )

    stored = to_json(plan_of(other, data.draw(shuffled(ANSWERS))))

    assert stored == to_json(plan_of(CITY, ANSWERS))


@given(st.booleans(), st.sampled_from(["fruit", "books"]), STANDINGS)
def test_what_is_stored_reads_back_as_the_same_plan(music, goods, standing):
    plan = plan_of(CITY, {"music": music, "goods": goods, "extras": ()}, standing)

    stored = to_json(plan)

    assert from_json(stored) == plan
    assert to_json(from_json(stored)) == stored


def test_the_order_of_sections_survives_storage():
    plan = from_json(to_json(plan_of(CITY, ANSWERS)))

    assert list(plan.sections) == ["enterprise", "premises", "item:sound"]


def test_equal_numbers_written_differently_are_the_same_bytes():
    region = CITY.regions["town"]
    trade = replace(region.implementations["trade"], promise=Decimal("3.00"))
    region = replace(region, implementations={**region.implementations, "trade": trade})

    other = replace(CITY, regions={"town": region})

    assert to_json(plan_of(other, ANSWERS)) == to_json(plan_of(CITY, ANSWERS))


def test_a_form_of_storage_nobody_wrote_is_refused():
    with pytest.raises(ValueError, match="no such form"):
        from_json(b'{"form_of_plan": 99, "plan": {}}')


def test_the_content_hash_is_of_the_stored_bytes():
    stored = to_json(plan_of(CITY, ANSWERS))

    assert len(content_hash(stored)) == 64
    assert content_hash(stored) != content_hash(to_json(plan_of(CITY, {"music": False})))


def test_the_summary_has_the_numbers_as_numbers():
    told = json.loads(json.dumps(summary(plan_of(CITY, ANSWERS))))

    assert told["savings"] == {
        "materials": {"naive": 6, "merged": 4, "proof_free": 2},
        "forms": {"naive": 2, "planned": 1},
        "working_days": {"naive": 20, "naive_with_gaps": 26, "planned": 4},
        "visits": {"naive": 2, "planned": 1},
        "departments": 2,
        "licences": {"naive": 2, "planned": 1},
    }
    branches = [
        (b["item"], b["department"], b["starts"], b["ends"], b["needs"]) for b in told["branches"]
    ]
    assert branches == [("trade", "office", 0, 3, []), ("sound", "fire", 3, 4, ["trade"])]
    materials = [(m["id"], m["way"], m["for"]) for m in told["materials"]]
    assert materials == [
        ("form", "F", ["trade", "sound"]),
        ("id", "E", ["trade"]),
        ("photo", "A", ["trade"]),
        ("licence", "I", ["sound"]),
        ("rules", "C", ["sound"]),
    ]


def test_part_days_are_told_as_such():
    plan = plan_of(CITY, {**ANSWERS, "goods": "fruit"})

    assert summary(plan)["promise"] == 4.5


def test_the_summary_of_a_refusal_tells_the_article():
    no = Forbidden(when("music"), Text("不可"), BASIS, Text("可以小声"))
    city = town([item("trade")], questions=[question("music", False)], forbidden=(no,))

    told = summary(compile_plan(city, THEME, {"music": True}, FULL))

    assert told == {
        "unlawful": {
            "text": {"zh": "不可", "en": ""},
            "basis": {"law": "", "article": ""},
            "instead": {"zh": "可以小声", "en": ""},
            "because": ["music"],
        }
    }


def test_a_derivation_sums_to_its_figure():
    figure = plan_of(CITY, ANSWERS).savings.materials_merged

    assert sum(amount for _, _, amount in derivation(figure)) == figure.value
