"""How long does it take to compile the largest theme: 74 items, 1,900 elements, 500 materials?

Measured: `compile_plan` of a made-up theme of that size, one process, nothing parsed, nothing
cached between runs; the median of 30. `must` 50 ms, `aim` 10 ms (product.md §9). Below it, without
a target: the stored form and back. Exit 1 when the compile is over `must`.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from banhao.core.catalogue.places import Department
from banhao.core.catalogue.values import (
    Baseline,
    Basis,
    Catalogue,
    Edge,
    Element,
    ElementType,
    Implementation,
    InspectionWhen,
    Item,
    JointInspection,
    Limit,
    Material,
    Mode,
    Origin,
    Question,
    Region,
    Theme,
    ThemeItem,
    Way,
    WayKind,
)
from banhao.core.clock.values import Unit
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Plan, Standing
from banhao.core.compiler.writers import from_json, to_json
from banhao.core.conditions.parse import parse
from banhao.core.conditions.values import Kind, NameType
from banhao.core.messages import Text
from bench._table import Row, tell

ITEMS, ELEMENTS, MATERIALS, QUESTIONS, DEPARTMENTS = 74, 1900, 500, 10, 17
MUST, AIM, RUNS = 50.0, 10.0, 30
BASIS = Basis(Origin.MODELLING)
NAMES = [f"q{n}" for n in range(QUESTIONS)]
STANDING = ("pledge", "e_licences", "premises_registered", "by_agent")
TYPES = dict.fromkeys((*NAMES, *STANDING), NameType(Kind.BOOLEAN))
THEME = "bench/project"
SECTIONS = ("enterprise", "premises", "people", "equipment", "item", "delivery")


def main() -> int:
    catalogue = synthetic(random.Random(20261016))
    answers = dict.fromkeys(NAMES, True)
    standing = Standing(True, True, True, True)
    plan = compile_plan(catalogue, THEME, answers, standing)
    assert isinstance(plan, Plan)
    size = (len(plan.branches), len(plan.form), len(plan.materials))
    assert size == (ITEMS, ELEMENTS, MATERIALS), size
    stored = to_json(plan)
    rows = [
        row("compile the largest theme", lambda: compile_plan(catalogue, THEME, answers, standing),
            MUST, AIM),
        row("  write its stored form", lambda: to_json(plan)),
        row("  read its stored form", lambda: from_json(stored)),
    ]  # fmt: skip
    return tell(rows)


def row(
    name: str, act: Callable[[], object], must: float | None = None, aim: float | None = None
) -> Row:
    """Return one measured row: the median of some runs, in milliseconds of one process."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return Row(name, statistics.median(times), "ms", must, aim)


def synthetic(dice: random.Random) -> Catalogue:
    """A theme as large as the largest known one, by arithmetic; every id is a number."""
    items = [item(n, dice) for n in range(ITEMS)]
    theme = project(items)
    region = Region(
        id="bench", code="999999", title=Text("测试区"),
        departments={f"d{n}": Department(f"d{n}", Text(f"部门 {n}")) for n in range(DEPARTMENTS)},
        counters={}, implementations={each.id: done(n, dice) for n, each in enumerate(items)},
        themes={THEME: theme}, office_hours=((510, 720), (780, 1050)),
    )  # fmt: skip
    return Catalogue(
        version="0" * 64,
        elements={**elements(), **asked()},
        materials={f"m{n}": material(n, dice) for n in range(MATERIALS)},
        certificates={}, sources={}, items={each.id: each for each in items},
        regions={"bench": region}, sections={s: Text(s) for s in SECTIONS if s != "item"},
    )  # fmt: skip


def asked() -> dict[str, Element]:
    kind = ElementType.BOOLEAN
    return {name: Element(name, Text(name), kind, "enterprise") for name in NAMES}


def elements() -> dict[str, Element]:
    """1,900 elements; every tenth is asked only where an answer says so."""
    return {
        f"e{n}": Element(
            f"e{n}", Text(f"数据元 {n}"), ElementType.TEXT, SECTIONS[n % len(SECTIONS)],
            when=parse(NAMES[n % QUESTIONS], TYPES) if n % 10 == 0 else None,
        )
        for n in range(ELEMENTS)
    }  # fmt: skip


def material(n: int, dice: random.Random) -> Material:
    """Up to four ways; every tenth is a form, every eighth a sibling's result."""
    kinds = dice.choice(("A", "EA", "SA", "CA", "ESCA", "F"))
    return Material(
        f"m{n}", Text(f"材料 {n}"), Text("某部门"), tuple(way(letter) for letter in kinds),
        form_of_application=n % 10 == 0,
        certificate=f"c{n % ITEMS}" if n % 8 == 1 else "",
        needed_when=parse(f"{NAMES[n % QUESTIONS]} || by_agent", TYPES) if n % 4 == 0 else None,
    )  # fmt: skip


def way(letter: str) -> Way:
    conditions = {"E": "e_licences", "S": "premises_registered || e_licences", "C": "pledge"}
    source = conditions.get(letter)
    return Way(WayKind(letter), "source", when=parse(source, TYPES) if source else None)


def item(n: int, dice: random.Random) -> Item:
    """Its own share of elements and materials, and some that others ask for as well.

    A sibling's result is asked only of an earlier item, so that nobody waits in a circle.
    """
    own = [f"e{k}" for k in range(n, ELEMENTS, ITEMS)] + [f"e{dice.randrange(ELEMENTS)}"] * 1
    shared = [f"e{k}" for k in dice.sample(range(ELEMENTS), 12)]
    papers = [k for k in range(MATERIALS) if k % ITEMS == n or dice.random() < 0.01]
    safe = [k for k in papers if k % 8 != 1 or k % ITEMS == n or k % ITEMS < n]
    return Item(
        f"i{n}", Text(f"事项 {n}"), "01", (BASIS,), Limit(Decimal(20), Unit.WORKING_DAY, BASIS),
        (f"c{n}",), tuple(f"m{k}" for k in safe), tuple(dict.fromkeys([*own, *shared])),
    )  # fmt: skip


def done(n: int, dice: random.Random) -> Implementation:
    inspection = InspectionWhen.BEFORE if n % 3 == 0 else InspectionWhen.NONE
    days = Decimal(dice.choice((2, 2, 3)))
    return Implementation(
        f"i{n}", f"d{n % DEPARTMENTS}", Mode.ORDINARY, days, inspection, BASIS
    )  # fmt: skip


def project(items: list[Item]) -> Theme:
    ids = [each.id for each in items]
    return Theme(
        id=THEME, title=Text("工程建设项目"), summary=Text(""), family="", stage="",
        items=tuple(
            ThemeItem(id_, when=parse(NAMES[n % QUESTIONS], TYPES)) for n, id_ in enumerate(ids)
        ),
        questions=tuple(
            Question(name, Text(name), Text(""), Text(""), True, {}) for name in NAMES
        ),
        given={}, reference_standing=dict.fromkeys(STANDING, True),
        baseline=Baseline(
            dict.fromkeys(ids, Decimal(10)), dict.fromkeys(ids, 1), Decimal(3), BASIS
        ),
        composite="", edges=tuple(Edge("i0", f"i{n}", BASIS) for n in range(40, 50)),
        inspections=(JointInspection("visit", Text("联合踏勘"), tuple(ids[::3])),),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
