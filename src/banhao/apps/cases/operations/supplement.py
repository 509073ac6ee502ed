"""补正: note what is missing, ask once for all of it, serve the notice, answer, return."""

import json
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from banhao.apps.cases import ledger
from banhao.apps.cases import notes as reading
from banhao.apps.cases.authorise import stamp, thing_of
from banhao.apps.cases.models import CaseRecord, NoteRecord
from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.cases.operations.evidence import mark_supplied
from banhao.apps.cases.queries import is_served_by_inbox
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import corrections
from banhao.apps.files import operations as files
from banhao.apps.vault.operations import discard, seal
from banhao.core.authority.acts import THE_LAW, Act, Actor
from banhao.core.cases.case import Case, State
from banhao.core.cases.commands import (
    AnswerSupplement,
    AskSupplement,
    ReturnCase,
    ServeNotice,
)
from banhao.core.cases.dates import answer_due
from banhao.core.cases.supplement import may_ask_about
from banhao.core.cases.turns import About, Line, Served
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.forms.values import Fields, FormProblem
from banhao.core.messages import Message


@errand
def note_line(
    *,
    actor: Actor,
    case_id: UUID,
    item: str,
    kind: About,
    about: str,
    wrong: str,
    example: str = "",
    now: datetime,
) -> None:
    """Note a line; the same place again replaces it. No event: nobody is told of it yet.

    :raises BadInput: without what is wrong. :raises NotAllowed: see `may_ask_about`, or too late.
    """
    _checking(actor, case_id, item, now, Line(item, kind, about, ""))
    if not wrong.strip():
        raise BadInput(Message("case.line_without_words"), field="wrong")
    line = Line(item, kind, about, "")
    digest = _seal(case_id, reading.NOTE, line, wrong.strip(), example.strip())
    NoteRecord.objects.filter(case=case_id, item=item, kind=reading.COMPLETE).delete()
    NoteRecord.objects.update_or_create(
        case_id=case_id,
        item=item,
        kind=kind.value,
        about=about,
        defaults={"digest": digest, "by": actor.person or 0, "at": now},
    )


@errand
def remove_note(
    *, actor: Actor, case_id: UUID, item: str, kind: About, about: str, now: datetime
) -> None:
    """Take a noted line back, before the notice is sent."""
    _checking(actor, case_id, item, now)
    NoteRecord.objects.filter(case=case_id, item=item, kind=kind.value, about=about).delete()
    discard(subject=case_id, kind=reading.NOTE, name=Line(item, kind, about, "").place)


@errand
def say_complete(*, actor: Actor, case_id: UUID, item: str, now: datetime) -> None:
    """Say that nothing is missing for an item. :raises NotAllowed: lines are noted for it."""
    _checking(actor, case_id, item, now)
    if reading.notes(case_id, item):
        raise NotAllowed(Message("case.lines_noted"))
    NoteRecord.objects.get_or_create(
        case_id=case_id,
        item=item,
        kind=reading.COMPLETE,
        about="",
        defaults={"digest": "", "by": actor.person or 0, "at": now},
    )


@errand
def ask_supplement(*, actor: Actor, case_id: UUID, seen: str | None = None, now: datetime) -> Case:
    """Send the ONE notice with all noted lines; the notes are used up by it.

    `seen`: fingerprint of the lines that were shown. :raises Conflict: others were noted since.
    """

    def command() -> AskSupplement:
        found = reading.notes(case_id)
        if seen is not None and seen != reading.fingerprint(found):
            raise Conflict(Message("case.lines_changed"))
        row = CaseRecord.objects.get(id=case_id)
        plan = catalogues.plan(row.plan)
        region = catalogues.catalogue(plan.catalogue_version).region_of(plan.theme)
        lines = tuple(_asked(case_id, note) for note in found)
        served = Served.INBOX if is_served_by_inbox(case_id) else None
        return AskSupplement(lines, region.supplement_answer_days, served)

    after = act_on(case_id, command, actor=actor, act=Act.ASK_SUPPLEMENT, now=now)
    NoteRecord.objects.filter(case=case_id).delete()
    return after


@errand
def serve_notice(*, actor: Actor, case_id: UUID, how: Served, on: date, now: datetime) -> Case:
    """Note on which day the notice reached the applicant: signed for at the counter, or by post."""
    command = ServeNotice(how, on)
    return act_on(case_id, command, actor=actor, act=Act.ASK_SUPPLEMENT, now=now)


@errand
def correct_form(
    *, actor: Actor, case_id: UUID, sent: Fields, now: datetime
) -> tuple[FormProblem, ...]:
    """Keep corrected values of the elements that the notice names; nothing is filed yet.

    Returns what is wrong with what was sent. :raises NotAllowed: nothing waits to be corrected.
    """
    case, plan = _answering(actor, case_id, now)
    supplement = case.turns.supplement
    named = corrections.elements_of(plan, supplement.elements if supplement else ())
    return corrections.correct(case_id=case_id, plan=plan, elements=named, sent=sent, now=now)


def supply_asked(
    *, actor: Actor, case_id: UUID, material: str, file: "UploadedFile[bytes]", now: datetime
) -> UUID:
    """Check and keep a file for a material that the notice names; returns the upload id.

    The file is checked, sealed and written first, outside any transaction of ours.
    :raises BadInput: with a `files.…` message if the file is refused. :raises NotFound: not named.
    """
    require_named(actor=actor, case_id=case_id, material=material, now=now)
    upload = files.keep_upload(actor=actor, subject=case_id, material=material, file=file, now=now)
    mark_supplied(
        actor=actor, case_id=case_id, material=material, act=Act.ANSWER_SUPPLEMENT, now=now
    )
    return upload


@errand
def require_named(*, actor: Actor, case_id: UUID, material: str, now: datetime) -> None:
    """:raises NotFound: if the notice does not name this material. Act.ANSWER_SUPPLEMENT."""
    case, _ = _answering(actor, case_id, now)
    if case.turns.supplement is None or material not in case.turns.supplement.materials:
        raise NotFound(Message("case.not_found"))


@errand
def answer_supplement(*, actor: Actor, case_id: UUID, now: datetime) -> Case:
    """Answer once, with everything; the office has its own five working days from today."""
    case, _ = _answering(actor, case_id, now)
    supplement = case.turns.supplement

    def command() -> AnswerSupplement:
        named = supplement.elements if supplement else ()
        done = tuple(name for name in named if name in corrections.correction(case_id).values)
        return AnswerSupplement(corrections.take(case_id=case_id, elements=done), done)

    return act_on(case_id, command, actor=actor, act=Act.ANSWER_SUPPLEMENT, now=now)


@errand
def return_case(*, case_id: UUID, now: datetime) -> Case:
    """Return a case whose supplement nobody has answered in time; the law is the actor."""
    return act_on(case_id, ReturnCase(), actor=THE_LAW, act=Act.RUN_JOBS, now=now)


def _checking(
    actor: Actor, case_id: UUID, item: str, now: datetime, line: Line | None = None
) -> None:
    """:raises NotFound, NotAllowed: who may not check, or a case that is not being checked."""
    case, plan = ledger.read(case_id, with_visits=False)
    stamp(actor, Act.CHECK_CASE, thing_of(case, plan, "", item), now)
    if not any(branch.item == item for branch in plan.branches):
        raise NotFound(Message("case.no_branch", item=item))
    was_asked = case.turns.supplement is not None
    if line and was_asked and case.state in {State.SUBMITTED, State.SUPPLEMENT}:
        raise NotAllowed(Message("case.supplement_once"))
    if case.state is not State.SUBMITTED:
        state = Message(f"state.case.{case.state.value}")
        raise NotAllowed(Message("case.not_in_state", state=state))
    if line is not None:
        may_ask_about(line, plan)


def _answering(actor: Actor, case_id: UUID, now: datetime) -> tuple[Case, Plan]:
    """Return the case for its applicant or their clerk, while it waits for the answer."""
    case, plan = ledger.read(case_id, with_visits=False)
    firm = CaseRecord.objects.values_list("firm", flat=True).get(id=case_id)
    stamp(actor, Act.ANSWER_SUPPLEMENT, thing_of(case, plan, firm), now)
    due = answer_due(case, catalogues.calendar())
    if due is None:
        unserved = case.state is State.SUPPLEMENT
        raise NotAllowed(Message("case.not_served" if unserved else "case.not_asked"))
    if localdate(now) > due.on:
        raise NotAllowed(Message("case.answer_late", on=due.on))
    return case, plan


def _asked(case_id: UUID, note: reading.Note) -> Line:
    """Return a line as it is asked: its words become content of the case for good."""
    line, said = note.line, note.words
    digest = _seal(case_id, reading.LINE, line, said.wrong, said.example)
    discard(subject=case_id, kind=reading.NOTE, name=line.place)
    return Line(line.item, line.kind, line.about, digest)


def _seal(case_id: UUID, kind: str, line: Line, wrong: str, example: str) -> str:
    content = json.dumps({"wrong": wrong, "example": example}, ensure_ascii=False, sort_keys=True)
    return seal(
        subject=case_id, kind=kind, name=line.place, content=content.encode(), keep_older=False
    )
