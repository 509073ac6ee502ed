"""What this process counts as it works: requests, jobs, questions to sources, cases by state.

prometheus-client takes a tenth of a second to import, so that it comes with the first thing that
is counted: commands that count nothing never load it.
"""

import time
from collections.abc import Mapping
from datetime import datetime
from types import ModuleType

from banhao.apps.evidence.sources import Answer, Question, Source
from banhao.core.evidence.slots import Outcome


def _own() -> ModuleType:
    from banhao.site.watch import instruments  # noqa: PLC0415 -- see above

    return instruments


def note_request(*, view: str, method: str, status: int, seconds: float) -> None:
    """Count a request. `view`: name of its URL; `method`: read or write; `seconds` it took."""
    _own().REQUESTS.labels(view, method, f"{status // 100}xx").inc()
    _own().REQUEST_SECONDS.labels(view, method).observe(seconds)


def note_job(*, job: str, seconds: float, done: int, failed: bool) -> None:
    """Count a turn of a job; `done`: how many things it did."""
    own = _own()
    own.JOB_TURNS.labels(job, "failed" if failed else "done" if done else "idle").inc()
    own.JOB_SECONDS.labels(job).observe(seconds)
    own.JOB_DONE.labels(job).inc(done)
    own.JOB_AT.labels(job).set(time.time())


def note_cases(states: Mapping[str, int], lights: Mapping[str, int]) -> None:
    """Keep how many cases are in each state, and running items under each light."""
    for state, count in states.items():
        _own().CASES.labels(state).set(count)
    for light, count in lights.items():
        _own().LIGHTS.labels(light).set(count)
    _own().COUNTED_AT.set(time.time())


class CountedSource:
    """A source whose questions and answers are counted: by its id, never by whom it is about."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def ask(self, source: str, question: Question, at: datetime) -> Answer:
        """Ask the source, and count what it answered and how long that took."""
        answer = self._source.ask(source, question, at)
        _own().ASKED.labels(source).inc()
        if answer.outcome is not Outcome.DOWN:
            _own().ANSWERED.labels(source, answer.outcome.value).inc()
        _own().ASKED_SECONDS.labels(source).observe(answer.milliseconds / 1000)
        return answer
