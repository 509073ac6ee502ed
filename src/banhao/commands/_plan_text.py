"""A plan in lines for a terminal: figures with their derivations, bars, and what to bring."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from unicodedata import east_asian_width

from banhao.core.catalogue.values import Catalogue, WayKind
from banhao.core.compiler.plan import Figure, Plan, PlanMaterial, Savings, Term, Unlawful
from banhao.core.compiler.summary import in_days, number
from banhao.core.messages import Text

BAR = 32
TITLE = 36
# What a derivation calls its terms; terms of any other code are called by what they are about.
TERMS = {
    "naive": "逐项相加 naive",
    "gap": "之后的空窗 idle gaps",
    "merged": "归并 merged",
    "one_form": "并成一张表 one form",
    "same": "相同只交一次 same",
    "sibling": "内部流转 handed over",
    "way.E": "电子证照 e-licence",
    "way.S": "数据共享 shared data",
    "way.C": "告知承诺 pledge",
    "way.F": "并入申请表 folded in",
    "hand_over": "领取结果 hand-over",
}
GROUPS = (
    ("您需要提供 you bring", (WayKind.APPLICANT,)),
    ("我们替您取 we fetch", (WayKind.E_LICENCE, WayKind.SHARED_DATA)),
    ("可承诺后补 pledge", (WayKind.PLEDGE,)),
)


def lines(plan: Plan | Unlawful, catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of a plan, or of why there is none."""
    if isinstance(plan, Unlawful):
        yield from _unlawful(plan)
        return
    names = _names(plan, catalogue)
    yield f"{both(plan.title)}   {plan.theme}"
    yield f"承诺 promise: {in_days(plan.promise, plan)} 个工作日 working days"
    yield from _off_clock(plan)
    yield from ("", "四减 savings")
    yield from _savings(plan.savings, names)
    yield from ("", "办理 branches (工作日 working days after acceptance)")
    yield from _bars(plan)
    yield from ("", "材料 materials")
    yield from _materials(plan.materials)


def both(text: Text) -> str:
    """Return the words in both languages, once if they are the same or one is missing."""
    return f"{text.zh} · {text.en}" if text.en and text.en != text.zh else text.zh


def width(text: str) -> int:
    """Return how many columns a text takes: Chinese characters take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, columns: int) -> str:
    """Return the text cut and filled to so many columns."""
    while width(text) > columns:
        text = text[:-2] + "…" if text.endswith("…") else text[:-1] + "…"
    return text + " " * (columns - width(text))


def _unlawful(refused: Unlawful) -> Iterator[str]:
    yield f"不能办理 not lawful: {both(refused.text)}"
    yield f"依据 basis: {refused.basis.law} {refused.basis.article}"
    yield f"还可以 instead: {both(refused.instead)}"
    yield f"因为 because: {', '.join(refused.because)}"


def _off_clock(plan: Plan) -> Iterator[str]:
    for branch in plan.branches:
        for each in branch.off_clock:
            days = f"约 about {each.usual_days} {each.unit.value}"
            yield f"  + {both(each.title)}: {days} ({branch.title.zh}; 不计入 off the clock)"


def _savings(s: Savings, names: dict[str, str]) -> Iterator[str]:
    gaps = s.days_naive_with_gaps
    before = s.days_naive
    yield _row("材料 materials (L0 → L1 → L2)", s.materials_naive, s.materials_merged,
               s.materials_proof_free)  # fmt: skip
    yield from _told((s.materials_naive, s.materials_merged, s.materials_proof_free), names)
    with_gaps = f"   (含空窗 with gaps {number(gaps.value)})" if gaps else ""
    yield _row("时间 working days", before, s.days_planned) + with_gaps
    yield from _told((before, *((gaps,) if gaps else ()), s.days_planned), names)
    yield _row("跑动 visits", s.visits_naive, s.visits_planned)
    yield from _told((s.visits_naive, s.visits_planned), names)
    yield _row("部门 departments", s.departments)
    yield from _told((s.departments,), names)
    yield _row("证照 licences", s.licences_naive, s.licences_planned)
    yield from _told((s.licences_naive, s.licences_planned), names)


def _row(title: str, *figures: Figure) -> str:
    return f"  {padded(title, TITLE)} {' → '.join(str(number(f.value)) for f in figures)}"


def _told(figures: Iterable[Figure], names: dict[str, str]) -> Iterator[str]:
    """Yield each figure and the terms it is the sum of; terms of one kind stand together."""
    for figure in figures:
        kinds = groupby(figure.terms, key=lambda term: term.code)
        told = "; ".join(_kind(code, list(terms), names) for code, terms in kinds)
        yield f"      {number(figure.value)} = {told}"


def _kind(code: str, terms: Sequence[Term], names: dict[str, str]) -> str:
    each = [(_about(term, names), number(term.amount)) for term in terms]
    if code not in TERMS:
        return " + ".join(f"{name} {amount}" for name, amount in each)
    total = f"{TERMS[code]} {sum(amount for _, amount in each):+}"
    inside = "、".join(f"{name} {amount:+}" if len(each) > 1 else name for name, amount in each)
    return f"{total}（{inside}）" if inside else total


def _about(term: Term, names: dict[str, str]) -> str:
    ids = term.about[:1] if term.code in {"sibling", "department"} else term.about
    return "、".join(names.get(id_, id_) for id_ in ids)


def _bars(plan: Plan) -> Iterator[str]:
    for branch in plan.branches:
        bar = _bar(branch.starts, branch.ends, plan.promise)
        span = f"{in_days(branch.starts, plan)}–{in_days(branch.ends, plan)}"
        path = " ●" if branch.slack == 0 else ""
        yield f"  {padded(branch.title.zh, TITLE)} {bar} {span}{path}  {branch.department_title.zh}"
    for visit in plan.visits:
        place = min(visit.at * BAR // plan.promise, BAR - 1) if plan.promise else 0
        bar = "." * place + "◆" + "." * (BAR - 1 - place)
        yield f"  {padded(visit.title.zh, TITLE)} {bar} {in_days(visit.at, plan)}"


def _bar(starts: int, ends: int, promise: int) -> str:
    first = starts * BAR // promise if promise else 0
    last = max(ends * BAR // promise if promise else 0, first + 1 if ends > starts else first)
    return "." * first + "█" * (last - first) + "." * (BAR - last)


def _materials(materials: Iterable[PlanMaterial]) -> Iterator[str]:
    kept = tuple(materials)
    for title, kinds in GROUPS:
        group = [material for material in kept if material.way in kinds]
        yield f"  {title}: {len(group)}"
        yield from (f"    - {both(material.title)}" for material in group)
    inside = sum(material.way is WayKind.INTERNAL for material in kept)
    folded = sum(material.way is WayKind.FOLDED for material in kept)
    yield f"  并入一张表 in the one form: {folded}; 内部流转 handed over inside: {inside}"


def _names(plan: Plan, catalogue: Catalogue) -> dict[str, str]:
    """Return id → Chinese name of all that a derivation speaks about."""
    region = catalogue.regions[plan.region]
    return {
        **{id_: kind.title.zh for id_, kind in catalogue.certificates.items()},
        **{id_: department.title.zh for id_, department in region.departments.items()},
        **{material.id: material.title.zh for material in plan.materials},
        **{visit.id: visit.title.zh for visit in plan.visits},
        **{branch.item: branch.title.zh for branch in plan.branches},
    }
