"""Papers in the office: those of the whole case and of the department's own items."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from banhao.apps.papers.operations.papers import open_paper
from banhao.apps.people.doors import Request, page
from banhao.core.authority.acts import Act
from banhao.ui.pdf import as_file


@require_GET
@page(Act.SEE_OFFICE)
def paper(request: Request, case_id: UUID, seq: int) -> HttpResponse:
    """Open a paper; the read is noted."""
    number, content = open_paper(
        actor=request.actor, act=Act.SEE_OFFICE, case_id=case_id, seq=seq, now=timezone.now()
    )
    return as_file(content, f"{number}.pdf")
