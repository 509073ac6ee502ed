"""Which event calls for which paper, and its number."""

from datetime import date
from uuid import UUID

import pytest

from banhao.core.cases import events
from banhao.core.clock.values import Unit
from banhao.core.papers import kinds
from banhao.core.papers.kinds import Kind

ON = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (events.Accepted(ON, "accept"), Kind.ACCEPTED),
        (events.NotAccepted(True, "a", "b"), Kind.NOT_NEEDED),
        (events.NotAccepted(False, "a", "b"), Kind.NOT_ACCEPTED),
        (events.Granted("i", 1, ON), Kind.GRANTED),
        (events.Granted("i", None, ON), None),  # a filing: accepted is done, nobody decides
        (events.Refused("i", 1, "r", "a", "", ON), Kind.REFUSED),
        (events.Delivered("post"), Kind.DELIVERED),
        (events.ProcedureStarted("i", "hearing", 10, Unit.DAY, "n", ON), Kind.PROCEDURE),
        (events.Extended("i", 5, "r", ON), Kind.EXTENDED),
        (events.Extended("", 5, "r", ON), Kind.EXTENDED),
        (events.Claimed("i", 1), None),
        (events.CertificateIssued(UUID(int=1), "t", "", ON), None),
    ],
)
def test_the_paper_of_an_event(event, kind):
    assert kinds.kind_of(event) is kind


def test_every_kind_has_a_line_and_a_mark_of_its_own():
    assert set(kinds.SORTS) == set(Kind)
    assert len({sort.mark for sort in kinds.SORTS.values()}) == len(Kind)


def test_a_number_is_read_back_as_typed():
    made = kinds.number(Kind.NOT_ACCEPTED, "370300", ON, 123)

    assert made == "370300不受〔2026〕000123号"
    assert kinds.sequence(" 370300不受〔2026〕 000123号") == 123
    assert kinds.sequence("000123") is None
