"""The yearly notice on days off: bring the file, see what it would move, take it in."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from banhao.apps.cases.moving import of_notice
from banhao.apps.catalogues import calendars
from banhao.apps.catalogues.operations.holidays import import_notice
from banhao.apps.people import queries as people
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.forms import NoticeForm
from banhao.channels.administration.views import today
from banhao.core.authority.acts import Act
from banhao.core.clock.notices import read_notice, stretches
from banhao.core.clock.tables import announced_calendar
from banhao.core.errors import Refusal
from banhao.core.messages import Text
from banhao.ui.messages import render as words
from banhao.ui.words import both, language


@page(Act.IMPORT_HOLIDAYS)
@never_cache
@require_http_methods(["GET", "POST"])
def holidays(request: Request) -> HttpResponse:
    """List the notices; look at a file that is sent; take in the one that was looked at."""
    now, _ = today()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, context = NoticeForm(*sent), {}
    if form.is_valid():
        try:
            notice = read_notice(form.text())
            if form.is_sure():
                import_notice(actor=request.actor, notice=notice, now=now)
                messages.success(
                    request,
                    both(
                        "已导入。新的日期按它算，还没办完的办件正在逐个重算。",
                        "Imported. Dates are counted with it; open cases are being recomputed.",
                    ),
                )
                return redirect("administration:holidays")
            seen = of_notice(notice)
            context = {
                "notice": notice,
                "off": stretches(notice.off),
                "worked": stretches(notice.worked),
                "known": calendars.is_known(notice) and not seen.moving,
                "preview": seen,
                "by_days": sorted(seen.by_days.items()),
            }
        except Refusal as refusal:
            form.add_error("file", words(refusal.message, language()))
    context |= {"form": form, "rows": _rows(), "until": max(announced_calendar().announced)}
    return render(request, "administration/holidays.html", context)


def _rows() -> Sequence[Mapping[str, object]]:
    """Return what was imported, and by whom: an administrator, or the machine's operator."""
    rows = calendars.notices()
    accounts = people.accounts({row.by for row in rows if row.by})
    operator = Text("命令行", "command line")
    return [
        {
            "year": row.year,
            "at": row.at,
            "who": accounts[row.by].display_name if row.by else operator,
            "moved": row.moved,
            "settled_at": row.settled_at,
        }
        for row in rows
    ]
