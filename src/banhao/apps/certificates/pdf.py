"""How a certificate's page is sent: saved, kept by no cache, run by no browser."""

from urllib.parse import quote

from django.http import HttpResponse


def pdf(content: bytes, name: str) -> HttpResponse:
    """Return a PDF as a file to save under `name`."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
