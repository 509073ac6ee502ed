"""What the papers of a case's turns say: supplement, return, an item that is filed again."""

from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.events import Refiled, RefilingAccepted, Returned, SupplementAsked
from banhao.core.messages import Message
from banhao.core.papers.kinds import SILENCE, SORTS, Kind
from banhao.core.papers.values import About, Sheet

Turn = SupplementAsked | Returned | Refiled | RefilingAccepted


def sheet(kind: Kind, event: Turn, about: About) -> Sheet:
    """Return what the paper of a turn says."""
    article = SORTS[kind].article
    match event:
        case SupplementAsked(lines=lines, answer_days=days):
            title = about.plan.title
            return Sheet(
                body=(
                    Message("paper.supplement", title=title, n=len(lines)),
                    Message("paper.supplement.next", days=days),
                ),
                facts=about.of_case,
                listed=Message("paper.listed.lines"),
                rows=about.lines,
                article=article,
            )
        case Returned():
            body = Message("paper.returned", title=about.plan.title)
            return Sheet(body=(body,), facts=about.of_case, article=article)
        case Refiled(item=item, effective_on=on):
            branch = about.plan.branch(item)
            until = last_day_to_tell(on, about.calendar)
            return Sheet(
                body=(
                    Message("paper.refiled", item=branch.title, on=on),
                    Message("paper.received.next", until=until),
                ),
                facts=about.of_case,
                article=article,
            )
        case RefilingAccepted(item=item, effective_on=on, rule=rule):
            code = "paper.refiling_deemed" if rule == SILENCE else "paper.refiling_accepted"
            branch = about.plan.branch(item)
            return Sheet(
                body=(Message(code, item=branch.title, on=on),),
                facts=(*about.of_case, (Message("paper.fact.accepted"), on)),
                listed=Message("paper.listed.items"),
                rows=((branch.title, branch.department_title),),
                article=article,
            )
