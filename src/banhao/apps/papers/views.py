"""Papers for those they are addressed to."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from banhao.apps.papers.operations.papers import open_paper
from banhao.apps.people.doors import Request, page
from banhao.core.authority.acts import Act
from banhao.ui.pdf import as_file


@require_GET
@page(Act.SEE_OWN_CASE)
def own_paper(request: Request, case_id: UUID, seq: int) -> HttpResponse:
    """Download a paper of one's own case."""
    now, act = timezone.now(), Act.SEE_OWN_CASE
    number, content = open_paper(actor=request.actor, act=act, case_id=case_id, seq=seq, now=now)
    return as_file(content, f"{number}.pdf")
