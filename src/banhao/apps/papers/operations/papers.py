"""Writes of papers: make the paper of an event once, open it, serve it."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction

from banhao.apps.cases import queries as cases
from banhao.apps.papers import making, queries
from banhao.apps.papers.making import Made
from banhao.apps.papers.models import PaperRecord
from banhao.apps.papers.phrases import pack
from banhao.apps.papers.printing import printed
from banhao.apps.people.doors import log_read, require
from banhao.apps.vault import operations as vault
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import Conflict, NotAllowed, Refusal
from banhao.core.messages import Message
from banhao.core.papers.kinds import Kind, Service


def make_paper(*, case_id: UUID, seq: int, now: datetime) -> None:
    """Make the paper of an event if it calls for one and it is not there yet. Act: RUN_JOBS.

    It is printed once before it is kept: who hears of it later can always open it.
    :raises Refusal: if a character of it is in none of the fonts.
    """
    if queries.is_made(case_id, seq):
        return
    made = making.paper_of(case_id, seq)
    if made is None:
        return
    printed(made.words, made.kind, region=made.region, on=made.on, sequence=0)
    _keep(made, _how(made), now)


def _how(made: Made) -> Service | None:
    """Return how it is served by being made; of some papers an event of the case says so."""
    if made.kind in making.SERVED_BY_EVENT:
        return made.served
    return Service.INBOX if cases.is_served_by_inbox(made.case) else None


@transaction.atomic(durable=True)
def note_service(*, case_id: UUID, now: datetime) -> None:
    """Note on the supplement's paper that its notice was served. Act: RUN_JOBS."""
    how = making.notice_served(event for _, event in cases.history(case_id))
    rows = PaperRecord.objects.filter(case=case_id, kind=Kind.SUPPLEMENT, served_at=None)
    if how is not None:
        rows.update(served_at=now, served_how=how)


@transaction.atomic(durable=True)
def _keep(made: Made, how: Service | None, now: datetime) -> None:
    """Write the row; if somebody was faster, theirs stands. Act: RUN_JOBS."""
    if queries.is_made(made.case, made.seq):
        return
    sealed = vault.encrypt(
        subject=made.case, content=pack(made.words), name=queries.place(made.seq)
    )
    PaperRecord.objects.bulk_create(
        [
            PaperRecord(
                case=made.case,
                seq=made.seq,
                kind=made.kind,
                item=made.item,
                region=made.region,
                issued_at=made.at,
                served_at=now if how else None,
                served_how=how or "",
                sealed=sealed,
            )
        ],
        ignore_conflicts=True,
    )


def make_all(*, actor: Actor, case_id: UUID, now: datetime) -> None:
    """Make the papers of a case that the worker has not come to: somebody waits at the counter.

    One that cannot be printed is left to the worker, whose tries an administrator sees.
    :raises NotFound: if the case is not of the clerk's region.
    """
    cases.case_row(actor, case_id, Act.SEE_COUNTER, now)
    for seq in making.calls_for_paper(case_id):
        with suppress(Refusal):
            make_paper(case_id=case_id, seq=seq, now=now)


def open_paper(
    *, actor: Actor, act: Act, case_id: UUID, seq: int, now: datetime
) -> tuple[str, bytes]:
    """Return number and PDF of a paper; a read by anybody but the applicant is noted.

    `act`: SEE_OWN_CASE, SEE_COUNTER or SEE_OFFICE. :raises NotFound: if it is not for this actor.
    """
    row = queries.record(actor, act, case_id, seq, now)
    content = printed(
        queries.words_of(row),
        Kind(row.kind),
        region=row.region,
        on=localdate(row.issued_at),
        sequence=row.pk,
    )
    if not queries.is_applicant(actor, case_id):
        log_read(actor, f"case:{case_id}", act, now)
    return queries.to_paper(row).number, content


@transaction.atomic(durable=True)
def serve_paper(*, actor: Actor, case_id: UUID, seq: int, how: Service, now: datetime) -> None:
    """Note that a paper was handed over or posted.

    :raises NotFound: if it is not of the clerk's region. :raises Conflict: if it was served before.
    """
    row = queries.record(actor, Act.SERVE_PAPER, case_id, seq, now)
    if row.kind == Kind.SUPPLEMENT:  # the applicant's days run from it: an errand of the case
        raise NotAllowed(Message("paper.serve_notice"))
    require(actor, Act.SERVE_PAPER, Thing(region=row.region, case=case_id), localdate(now))
    unserved = PaperRecord.objects.filter(pk=row.pk, served_at=None)
    if not unserved.update(served_at=now, served_how=how):
        raise Conflict(Message("paper.served_already"))


ACTS = {"_keep": Act.RUN_JOBS, "make_paper": Act.RUN_JOBS, "note_service": Act.RUN_JOBS}
