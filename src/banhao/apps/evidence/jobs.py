"""What the worker runs: ask the sources that applicants agreed to, each outside a transaction."""

from datetime import datetime

from banhao.apps.evidence import operations, queries, registry
from banhao.apps.evidence.asking import compared
from banhao.apps.evidence.queries import Ask, Asked
from banhao.apps.evidence.sources import Answer, Source
from banhao.core.authority.acts import Act
from banhao.core.evidence.slots import Outcome

ACT = Act.RUN_JOBS


def ask_at(source: Source, now: datetime) -> int:
    """Ask what is due. A source that fails rests; who waits for it goes on to the next way."""
    done = 0
    for ask in queries.due_asks(now):
        asked = queries.asked_about(ask)
        if asked is None:
            operations.leave_out(subject=ask.subject, material=ask.material, now=now)
            continue
        answer = _answer(source, ask, asked, now)
        operations.note_query(
            subject=ask.subject,
            material=ask.material,
            source=ask.source,
            ground=asked.question.ground,
            answer=answer,
            now=now,
        )
        _record(ask, answer, now)
        done += 1
    return done


def _answer(source: Source, ask: Ask, asked: Asked, now: datetime) -> Answer:
    """Return what lies here, else the source's answer, or DOWN without asking while it rests."""
    own = registry.own_answer(asked.question, now)
    if own is not None:
        return compared(own, ask.source, asked.form, asked.elements)
    if ask.source in queries.resting(now):
        return Answer(Outcome.DOWN, at=now, sent=False)
    answer = source.ask(ask.source, asked.question, now)
    return compared(answer, ask.source, asked.form, asked.elements)


def _record(ask: Ask, answer: Answer, now: datetime) -> None:
    for recorder in (*registry.recorders(), operations.record_answer):
        if recorder(
            subject=ask.subject, material=ask.material, step=ask.step, answer=answer, now=now
        ):
            return
