"""What a good catalogue means: short and long forms, what may be left out, one version."""

from dataclasses import fields
from decimal import Decimal

from banhao.core.catalogue.changes import changes
from banhao.core.catalogue.documents import canonical
from banhao.core.catalogue.load import documents_of_texts, read_documents, read_folder_texts
from banhao.core.catalogue.names import STANDING
from banhao.core.catalogue.spans import longest_span
from banhao.core.catalogue.values import InspectionWhen, Mode, Origin, WayKind
from banhao.core.compiler.plan import Standing
from banhao.core.messages import Text
from banhao.ui.messages import render
from tests.unit.catalogue.tiny import GOOD, KEEP, LIBRARY, THEME, TOWN_KEEP, added, edited


def theme(texts):
    return read_folder_texts(texts).theme("town/open-a-kennel")


def test_a_good_catalogue_is_read():
    found = read_folder_texts(GOOD)

    assert list(found.items) == ["BARK", "KEEP"]
    assert found.regions["town"].minutes_per_day == 390
    assert found.items["KEEP"].limit.days == 20
    assert theme(GOOD).composite == "one-licence"
    assert [one.item for one in theme(GOOD).items] == ["KEEP", "BARK"]


def test_a_version_is_its_content_whatever_order_and_spelling():
    other = GOOD | {
        TOWN_KEEP: "\n# a remark\n" + GOOD[TOWN_KEEP].replace("promise = 8", "promise=8")
    }

    assert read_folder_texts(dict(reversed(other.items()))).version == (
        read_folder_texts(GOOD).version
    )
    assert read_folder_texts(edited(TOWN_KEEP, "promise = 8", "promise = 9")).version != (
        read_folder_texts(GOOD).version
    )


def test_the_database_reads_the_same_as_the_folder():
    assert read_documents(documents_of_texts(GOOD)) == read_folder_texts(GOOD)
    assert canonical(documents_of_texts(GOOD)).isascii()


def test_letters_of_ways_stand_for_source_and_pledge_of_the_material():
    shared, pledge, own = read_folder_texts(GOOD).materials["PLAN"].ways

    assert (shared.kind, shared.source, shared.when) == (WayKind.SHARED_DATA, "register", None)
    assert (pledge.promise, pledge.due_days) == (Text("承诺有图"), 20)
    assert pledge.when.source == "pledge"
    assert own.kind is WayKind.APPLICANT


def test_an_e_licence_is_tried_only_where_it_is_held():
    ways = (
        read_folder_texts(edited(LIBRARY, '["S", "C", "A"]', '["E", "A"]')).materials["PLAN"].ways
    )

    assert ways[0].when.source == "e_licences"


def test_a_material_without_ways_is_brought_and_a_form_is_folded():
    found = read_folder_texts(GOOD).materials

    assert [way.kind for way in found["NOISE"].ways] == [WayKind.APPLICANT]
    assert [way.kind for way in found["FORM"].ways] == [WayKind.FOLDED]


def test_a_region_may_replace_the_ways_of_a_material():
    made = read_folder_texts(added(TOWN_KEEP, '[ways]\nPLAN = ["C", "A"]')).regions["town"]

    pledge, own = made.implementations["KEEP"].ways["PLAN"]
    assert (pledge.promise, own.kind) == (Text("承诺有图"), WayKind.APPLICANT)


def test_what_is_left_out_has_quiet_defaults():
    made = read_folder_texts(GOOD).regions["town"].implementations["BARK"]

    assert (made.mode, made.inspection, made.variants, made.fee) == (
        Mode.ORDINARY,
        InspectionWhen.NONE,
        (),
        None,
    )
    assert made.basis.origin is Origin.MODELLING
    found = theme(GOOD)
    assert (found.family, found.stage, found.promise, found.edges) == (
        "business",
        "",
        None,
        (),
    )
    assert set(found.reference_standing.values()) == {True}
    assert found.questions[0].title == Text("犬只数")


def test_a_baseline_that_is_left_out_is_what_is_promised_now():
    texts = edited(THEME, "[baseline]\ndays = { KEEP = 20, BARK = 10 }", "")

    found = theme(texts).baseline
    assert found.days == {"KEEP": Decimal(8), "BARK": Decimal(3)}
    assert found.visits == {"KEEP": 1, "BARK": 1}
    assert found.gap_days is None


def test_words_may_be_a_table_or_have_a_second_key():
    table = edited(KEEP, 'title = "犬舍许可"', 'title = { zh = "犬舍许可", en = "Kennel" }')
    second = edited(KEEP, 'title = "犬舍许可"', 'title = "犬舍许可"\ntitle_en = "Kennel"')

    for texts in (table, second):
        assert read_folder_texts(texts).items["KEEP"].title == Text("犬舍许可", "Kennel")


def test_items_of_a_theme_may_be_bare_ids():
    items = 'items = [{ item = "KEEP" }, { item = "BARK", when = "loud" }]'

    assert [one.gate for one in theme(edited(THEME, items, 'items = ["KEEP", "BARK"]')).items] == [
        True,
        True,
    ]


def test_a_basis_may_stand_flat_or_in_a_table_and_a_fee_needs_one():
    flat = added(TOWN_KEEP, '[fee]\namount = 12.5\nlaw = "价格法"')
    table = added(TOWN_KEEP, '[fee]\namount = 12.5\nbasis = { law = "价格法" }')

    for texts in (flat, table):
        fee = read_folder_texts(texts).regions["town"].implementations["KEEP"].fee
        assert (fee.amount, fee.basis.law, fee.basis.origin) == (
            Decimal("12.5"),
            "价格法",
            Origin.STATUTE,
        )


def test_base_files_may_be_split_and_named_as_one_likes():
    text = GOOD[LIBRARY]
    at = text.index("[[materials]]")

    split = GOOD | {LIBRARY: text[:at], "base/papers/all.toml": text[at:]}
    assert read_folder_texts(split).materials == read_folder_texts(GOOD).materials


def test_a_date_may_be_asked():
    element = '\n[[elements]]\nid = "born"\ntitle = "生日"\ntype = "date"\n'
    question = '\n[[questions]]\nelement = "born"\nreference = 2026-03-04\n'
    texts = GOOD | {LIBRARY: GOOD[LIBRARY] + element}
    texts[THEME] = GOOD[THEME].replace("[[questions]]", question + "\n[[questions]]", 1)

    assert theme(texts).questions[0].reference.isoformat() == "2026-03-04"


def test_the_longest_span_is_that_of_the_longest_festival():
    assert longest_span(0) == 0
    assert longest_span(1) == 11  # from the last working day before the Spring Festival of 2020
    assert longest_span(5) > 7
    assert longest_span(10**6) > 10**6


def test_standing_has_the_same_names_as_the_compiler():
    assert tuple(field.name for field in fields(Standing)) == STANDING


def test_changes_are_told_in_a_sentence():
    old, new = read_folder_texts(GOOD), read_folder_texts(edited(KEEP, "days = 20", "days = 19"))

    assert render(changes(None, old), "en") == "It has 2 items, 4 materials, 1 theme."
    assert render(changes(old, old), "en") == "Same as the published version."
    assert "changed KEEP." in render(changes(old, new), "en")


LIVES = """
[[lives]]
id = "dog"
title = "狗的一生"
stages = [{ id = "pup", title = "小狗", title_en = "Pup" }, { id = "old", title = "老狗" }]
"""


def test_a_theme_stands_at_a_stage_of_a_life():
    texts = added("base/lives.toml", LIVES)
    texts[THEME] = 'stage = "old"\n' + texts[THEME]

    found = read_folder_texts(texts)

    assert found.theme("town/open-a-kennel").stage == "old"
    assert [stage.title for stage in found.lives["dog"].stages] == [
        Text("小狗", "Pup"),
        Text("老狗"),
    ]


def test_without_lives_a_stage_says_nothing_as_in_versions_from_before_the_map():
    found = read_folder_texts(edited(THEME, "", 'stage = "permit"\n'))

    assert (found.lives, found.theme("town/open-a-kennel").stage) == ({}, "permit")


def test_a_theme_answers_what_people_ask():
    asked = '[[faq]]\nquestion = "会叫吗？"\nanswer = "会。"\nanswer_en = "Yes."\n\n[baseline]'

    (found,) = theme(edited(THEME, "[baseline]", asked)).faq

    assert (found.question, found.answer) == (Text("会叫吗？"), Text("会。", "Yes."))
