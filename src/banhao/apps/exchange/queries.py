"""What of a case is looked up for its outward codes."""

from banhao.apps.cases import queries as cases
from banhao.apps.exchange.construction import code_of_case
from banhao.core.cases.case import Case, State
from banhao.core.cases.events import NotAccepted


def construction_code(case: Case) -> int:
    """Return the code of a case in the construction exchange; one that ended before acceptance is
    looked up in its history: no permit needed, or not competent.
    """
    if case.state is not State.NOT_ACCEPTED:
        return code_of_case(case)
    said = (event for _, event in cases.history(case.id) if isinstance(event, NotAccepted))
    return code_of_case(case, not_needed=any(event.not_needed for event in said))
