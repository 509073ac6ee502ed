"""Cases for the outside: every record fits the schema, every state has its code, nobody's name."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from banhao.apps.cases import queries as cases
from banhao.apps.cases.models import CaseRecord
from banhao.apps.exchange import construction
from banhao.apps.exchange.national import schema
from banhao.apps.exchange.queries import all_records, construction_code
from banhao.apps.papers import queries as paper_queries
from banhao.apps.papers.operations import papers
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.cases.case import BranchState, State
from banhao.core.cases.codec import KINDS
from tests.apps import small_city, trespass
from tests.apps.api.callers import Callers
from tests.apps.api.table import ANSWERS, SHOP
from tests.apps.cases import town
from tests.apps.installation import Installation, installation
from tests.apps.trespass import Scene

DAYS = (date(2026, 9, 1), date(2027, 12, 31))


def exported() -> list[dict]:
    return list(all_records(THE_OPERATOR, *DAYS, timezone.now()))


def test_every_record_fits_the_schema(scene: Scene) -> None:
    Draft202012Validator.check_schema(schema())
    fits = Draft202012Validator(schema())

    found = exported()

    assert [error.message for each in found for error in fits.iter_errors(each)] == []
    assert {len(each["办理"]) for each in found} > {0}
    assert any("办结" in each for each in found)


def test_a_finished_item_tells_its_whole_way(scene: Scene, known: Callers) -> None:
    case = known.call("filer", "GET", f"/cases/{scene.ids['ended']}").json()

    mine = [each for each in exported() if each["申请"]["办件编号"] == case["number"]]

    fire = next(each for each in mine if each["申请"]["事项"] == "fire")
    assert [(each["环节名称"], each["业务动作"]) for each in fire["办理"]] == [
        ("受理", "通过"), ("审查", "通过"), ("决定", "通过"),
    ]  # fmt: skip
    assert fire["受理"]["受理单位"] == "消防大队"
    assert fire["申请"]["办件类型"] == "2"
    assert fire["办结"]["结果证照名称"] == "消防检查意见书"
    assert fire["工程建设项目办理状态"] == 11
    night = next(each for each in mine if each["申请"]["事项"] == "night")
    assert night["申请"]["办件类型"] == "1"


FIRE_OFFICE = "11999999MB00000011"
TASK_CODE = FIRE_OFFICE + "4" + "990199001001"  # made up: region 999999, a right check digit
FEE = 'fee = { amount = 30, law = "测试收费办法", article = "第一条" }\n'
CODED = town.FOLDER | {
    "smallcity/region.toml": town.REGION.replace(
        'title = "消防大队"', f'title = "消防大队", uscc = "{FIRE_OFFICE}"'
    ),
    "smallcity/items/fire.toml": town.FOLDER["smallcity/items/fire.toml"]
    + f'task_code = "{TASK_CODE}"\n{FEE}',
}


def test_what_the_catalogue_and_the_papers_know_is_told(scene: Scene) -> None:
    small_city.publish(CODED | trespass.region_above())
    case_id = town.accepted(small_city.a_person("coded"))
    accepted = next(w.seq for w, _ in cases.history(case_id) if w.kind == "accepted")
    papers.make_paper(case_id=case_id, seq=accepted, now=timezone.now())
    town.granted(town.visited(case_id), "fire")
    case = cases.cases_by_id([case_id])[case_id]

    mine = [each for each in exported() if each["申请"]["办件编号"] == case.number]

    fire, health = (next(e for e in mine if e["申请"]["事项"] == i) for i in ("fire", "health"))
    assert fire["申请"]["实施编码"] == TASK_CODE
    assert fire["受理"]["受理文书编号"] == paper_queries.papers_of(case_id)[0].number
    assert fire["办结"]["是否收费"] is True
    assert "是否快递" not in fire["办结"]  # nothing is handed out yet
    assert [each.get("处理单位") for each in fire["办理"]] == [None, "消防大队", "消防大队"]
    assert "实施编码" not in health["申请"]  # the catalogue does not say
    fits = Draft202012Validator(schema())
    assert [error.message for each in mine for error in fits.iter_errors(each)] == []


def test_a_plan_names_the_task_code_of_each_item(scene: Scene, known: Callers) -> None:
    small_city.publish(CODED | trespass.region_above())

    plan = known.call("nobody", "POST", SHOP + "/plan", {"answers": ANSWERS}).json()

    codes = {each["item"]: each["task_code"] for each in plan["branches"]}
    assert codes == {"fire": TASK_CODE, "health": "", "night": ""}


def test_an_export_holds_nothing_personal(scene: Scene) -> None:
    words = json.dumps(exported(), ensure_ascii=False)

    for secret in ("赵文博", "999999199003070012", "91999999MA0000000K", "小城测试百货", "李窗口"):
        assert secret not in words


def test_pages_tell_the_same_as_the_file(
    scene: Scene, known: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = exported()
    monkeypatch.setattr("banhao.apps.cases.paging.PAGE", 2)
    path, found, after = "/exports/cases?since=2026-09-01&until=2027-12-31&after=", [], ""
    while after is not None:
        page = known.call("supervisor", "GET", path + after).json()
        found, after = found + page["records"], page["next"]

    assert found == whole
    away = known.call("clerk away", "GET", path).json()
    assert away["records"] == []


def test_the_schema_is_public(scene: Scene, known: Callers) -> None:
    assert known.call("nobody", "GET", "/exports/cases/schema").json() == schema()


def test_every_state_and_every_mapped_event_has_a_code_of_the_table() -> None:
    table, names = construction.table(), construction.names()

    states = {state.value for state in State} - {"decided", "delivered"}
    assert states | {"answered", "not-needed", "passed", "failed"} == set(table["cases"])
    branches = {state.value for state in BranchState} - {"examined"}
    assert branches | {"stopped-clock", "runs-again", "working"} == set(table["branches"])
    assert set(table["events"]) - {"not_needed"} <= set(KINDS)
    assert sorted(names) == list(range(1, 16))
    told = [code for part in ("cases", "branches", "events") for code in table[part].values()]
    assert set(told) <= set(names)


def test_a_case_that_was_not_accepted_says_which_way(scene: Scene) -> None:
    row = CaseRecord.objects.filter(state="not-accepted")[0]

    assert construction_code(cases.cases_by_id([row.id])[row.id]) == 4  # no permit was needed


@pytest.fixture(name="place")
def an_installation(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        made.module = "tests.apps.api.process"
        yield made


def test_the_command_writes_one_record_a_line(place: Installation, tmp_path: Path) -> None:
    place.run("prepare")
    file = tmp_path / "cases.jsonl"

    said = place.banhao("export", "cases", "--from", "2026-09-01", "--to", "2026-09-30", str(file))

    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [each["申请"]["事项"] for each in lines] == ["fire", "health", "night"]
    assert "3" in said
    wrong = place.banhao(
        "export", "cases", "--from", "2026-09-30", "--to", "2026-09-01", str(file), code=2
    )
    assert "对调" in wrong
    assert json.loads(place.banhao("export", "schema")) == schema()


def test_tokens_are_made_listed_and_revoked_by_command(place: Installation) -> None:
    place.run("prepare")

    number, secret = place.banhao(
        "tokens", "make", "系统", "clerk", "--region", "999999", "--scope", "counter"
    ).split()
    listed = json.loads(place.banhao("tokens", "list", "--json"))
    place.banhao("tokens", "revoke", number)

    assert secret.startswith("bh_")
    assert [(each["name"], each["open"]) for each in listed] == [("系统", True)]
    assert json.loads(place.banhao("tokens", "list", "--json"))[0]["open"] is False
    assert "至少选一个" in place.banhao("tokens", "make", "x", "clerk", code=2)
