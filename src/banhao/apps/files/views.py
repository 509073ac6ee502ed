"""Serving uploads: to those who may see them, as files to save, never as pages of ours."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from banhao.apps.files import queries
from banhao.apps.files.pages import page_of
from banhao.apps.people.doors import Request, log_read, page
from banhao.core.authority.acts import Act

SANDBOX = "sandbox; default-src 'none'; img-src 'self'; frame-ancestors 'self'"


@page(Act.USE_ACCOUNT)
def download(request: Request, upload_id: UUID) -> HttpResponse:
    """Send a file to save."""
    upload, content = queries.content(request.actor, upload_id, now := timezone.now())
    log_read(request.actor, f"case:{upload.subject}", "file", now)
    return _sent(content, upload.content_type, "attachment", upload.name)


@page(Act.USE_ACCOUNT)
def preview(request: Request, upload_id: UUID) -> HttpResponse:
    """Show the smaller picture of a picture; 404 for a PDF, which has none."""
    upload, content = queries.content(request.actor, upload_id, now := timezone.now(), preview=True)
    log_read(request.actor, f"case:{upload.subject}", "file", now)
    return _sent(content, "image/jpeg", "inline", "preview.jpg")


@page(Act.USE_ACCOUNT)
def leaf(request: Request, upload_id: UUID, number: int) -> HttpResponse:
    """Show one page as a picture, larger with `?large=1`."""
    upload, content = queries.content(request.actor, upload_id, now := timezone.now())
    drawn = page_of(content, upload.content_type, number, large=request.GET.get("large") == "1")
    log_read(request.actor, f"case:{upload.subject}", "file", now)
    return _sent(drawn, "image/jpeg", "inline", "page.jpg")


def _sent(content: bytes, content_type: str, how: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
