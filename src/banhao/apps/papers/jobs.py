"""What the worker runs: an event of a case becomes a message to its applicant, and a paper."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.papers import reminding
from banhao.apps.papers.news import KINDS_TOLD, message_of
from banhao.apps.papers.operations import inbox, papers
from banhao.core.authority.acts import Act
from banhao.core.cases import codec
from banhao.core.cases.events import NoticeServed
from banhao.core.papers.kinds import EVENTS

ACT = Act.RUN_JOBS
KINDS = KINDS_TOLD
SERVED = next(name for name, kind in codec.KINDS.items() if kind is NoticeServed)
KINDS_ON_PAPER = (*(name for name, kind in codec.KINDS.items() if kind in EVENTS), SERVED)


def tell_applicant(*, case_id: UUID, seq: int, kind: str, now: datetime) -> None:
    """Write the news of one event into the applicant's inbox; hearing it again changes nothing."""
    del now  # a message carries the time of what happened, not of when it was heard
    if kind not in KINDS:
        return
    told_of, event = cases.event(case_id, seq)
    case = cases.cases_by_id([case_id])[case_id]
    message = message_of(event, case, catalogues.plan(case.plan), catalogues.calendar())
    if message is not None:
        inbox.write_message(
            account=case.applicant, case=case_id, number=case.number, region=case.region,
            seq=seq, message=message, now=told_of.at,
        )  # fmt: skip


def remind(now: datetime) -> int:
    """Remind whoever has an end coming near, each of them once; return how many were told."""
    if not catalogues.published_version():
        return 0
    told = 0
    for region in catalogues.published().regions.values():
        for reminder in reminding.due_now(region, now):
            told += inbox.write_reminder(reminder=reminder, now=now)
    return told


def make_paper(*, case_id: UUID, seq: int, kind: str, now: datetime) -> None:
    """Make the paper that an event calls for; hearing it again changes nothing."""
    if kind == SERVED:
        papers.note_service(case_id=case_id, now=now)
    elif kind in KINDS_ON_PAPER:
        papers.make_paper(case_id=case_id, seq=seq, now=now)
