"""Rows of a table: headers as offices write them, codes, parents, days; each mistake by its row."""

from datetime import date

import pytest

from banhao.core.authority.acts import Role
from banhao.core.catalogue.places import CertificateType
from banhao.core.errors import BadInput
from banhao.core.imports import divisions, licences, people
from banhao.core.imports.cells import day
from banhao.core.imports.lines import Fate, Kind
from banhao.core.imports.sheet import Row, rows_of
from banhao.core.messages import Text

TODAY = date(2026, 9, 17)
HEADER = ["代码", "名称"]


def planned(*texts, known=None, mine=lambda region: True):
    return divisions.planned(rows_of(Kind.DIVISIONS, [HEADER, *texts]), known or {}, mine)


@pytest.mark.parametrize(
    "header",
    [
        ["代码", "名称"],
        ["code", "name"],
        ["Code ", " NAME"],
        ["代 码*", "名称"],
        ["x", "code", "name"],
    ],
)
def test_a_header_is_understood_as_it_is_written(header):
    cells = ["别的"] * (len(header) - 2) + ["37", "山东省"]

    (row,) = rows_of(Kind.DIVISIONS, [[], header, cells, ["", ""]])

    assert (row.number, row["code"], row["name"], row["parent"]) == (3, "37", "山东省", "")


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([], "imports.empty"),
        ([HEADER], "imports.empty"),
        ([["名称"], ["x"]], "imports.no_column"),
        ([["代码", "名称", "code"], ["37", "x", "37"]], "imports.column_twice"),
        ([HEADER] + [["37", "x"]] * 100_001, "imports.too_many"),
    ],
)
def test_what_is_no_table_is_said(table, code):
    with pytest.raises(BadInput) as caught:
        rows_of(Kind.DIVISIONS, table)

    assert caught.value.message.code == code


def test_divisions_are_new_changed_or_as_they_are_in_any_order():
    lines, made = planned(
        ["370303001", "街道"], ["370303", "张店区"], ["3703", "淄博"], ["37", "山东省"],
        known={"37": "山东省", "3703": "淄博市"},
    )  # fmt: skip

    assert [line.fate for line in lines] == [Fate.NEW, Fate.NEW, Fate.CHANGED, Fate.SAME]
    assert [each.code for each in made] == ["370303001", "370303", "3703"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["3703", "淄博市"], "imports.division_orphan"),
        (["370", "三位"], "imports.division_code"),
        (["03", "零"], "imports.division_code"),
        (["3七", "字"], "imports.division_code"),
        (["", "没有代码"], "imports.division_code"),
        (["51", ""], "imports.division_name"),
        (["51", "名" * 81], "imports.division_name"),
    ],
)
def test_a_wrong_row_is_refused_and_the_others_stand(row, code):
    lines, made = planned(row, ["11", "北京市"])

    assert lines[0].problem.code == code
    assert [each.code for each in made] == ["11"]


def test_the_second_of_two_is_refused_and_names_the_first():
    lines, made = planned(["11", "北京市"], ["11", "北京"])

    assert lines[1].problem.params["row"] == 2
    assert [each.name for each in made] == ["北京市"]


def test_a_parent_column_must_agree_with_the_code():
    table = [["code", "name", "areaCode"], ["370303001", "街道", "370302"]]

    (line,), made = divisions.planned(
        rows_of(Kind.DIVISIONS, table), {"370303": "张店区"}, lambda region: True
    )

    assert line.problem.code == "imports.division_parent"
    assert made == ()


def test_only_ones_own_region_is_written():
    lines, made = planned(
        ["370303", "张店区"], ["3701", "济南市"],
        known={"37": "", "3703": ""}, mine=lambda region: region.startswith("3703"),
    )  # fmt: skip

    assert [line.fate for line in lines] == [Fate.NEW, Fate.REFUSED]
    assert lines[1].problem.params["region"] == "370100"
    assert len(made) == 1


@pytest.mark.parametrize(
    "text",
    ["2026-09-01", "2026/9/1", "2026.9.1", "20260901", "2026年9月1日", "2026-09-01 00:00:00"],
)
def test_days_are_read_as_people_write_them(text):
    assert day(Row(2, {"since": text}), "since") == date(2026, 9, 1)


@pytest.mark.parametrize("text", ["1.9.2026", "2026-02-30", "明天", "45000"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadInput) as caught:
        day(Row(2, {"since": text}), "since")

    assert caught.value.field == "since"


def test_a_person_has_a_role_in_chinese_or_by_its_code():
    cells = {"email": "Li@Example.org", "name": "李示例", "region": "999999"}
    roles = {"审查": Role.EXAMINER, "Clerk": Role.CLERK, " 管 理 员 ": Role.ADMINISTRATOR, "": None}

    for said, role in roles.items():
        assert people.read(Row(2, {**cells, "role": said}), TODAY).role is role
    assert people.read(Row(2, cells), TODAY).email == "li@example.org"
    with pytest.raises(BadInput) as caught:
        people.read(Row(2, {**cells, "role": "局长"}), TODAY)
    assert caught.value.field == "role"


GOOD = {
    "type": "营业执照", "number": " jy999999 0001", "holder_name": "云州（示例）有限公司",
    "holder_code": "91999999MA0000001X", "issuer": "office", "region": "999999",
    "issued_on": "2024-05-06", "valid_until": "",
}  # fmt: skip
KINDS = {"business": CertificateType("business", Text("营业执照", "Business licence"))}


def test_a_licence_is_read():
    code = a_uscc()

    found = licences.read(Row(2, {**GOOD, "holder_code": code}), TODAY, KINDS)

    assert (found.kind.id, found.number) == ("business", "JY9999990001")
    assert (found.issued_on, found.valid_until) == (date(2024, 5, 6), None)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("type", "没有的证"),
        ("number", "¥¥¥"),
        ("number", ""),
        ("holder_code", "91999999MA0000001A"),
        ("holder_name", "名" * 121),
        ("issued_on", "2027-01-01"),
        ("valid_until", "2024-01-01"),
        ("issuer", ""),
    ],
)
def test_a_wrong_cell_of_a_licence_is_named(column, text):
    with pytest.raises(BadInput) as caught:
        licences.read(Row(2, {**GOOD, "holder_code": a_uscc(), column: text}), TODAY, KINDS)

    assert caught.value.field == column


def a_uscc() -> str:
    from banhao.core.codes.uscc import check_character

    return "91999999MA0000001" + check_character("91999999MA0000001")
