"""Tables taken in: template, upload, what each row would do, deed, report."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banhao.apps.imports import operations, queries, reports
from banhao.apps.imports.codec import Content
from banhao.apps.imports.operations import in_background
from banhao.apps.imports.operations.pages import attach_pages
from banhao.apps.imports.reading import read_table, read_zip
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.batches import shown
from banhao.channels.administration.forms import TableForm, TakeInForm, ZipForm
from banhao.channels.administration.views import today
from banhao.core.authority.acts import Act
from banhao.core.errors import Refusal
from banhao.core.imports.columns import COLUMNS
from banhao.core.imports.lines import Kind, Line
from banhao.core.messages import Text
from banhao.ui.messages import render as words
from banhao.ui.words import both, language

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Act.ADMINISTER)
@require_safe
def imports(request: Request) -> HttpResponse:
    """List what can be taken in, and the actor's tables of the last day."""
    now, _ = today()
    batches = queries.own_batches(request.actor, now)
    return render(request, "administration/imports.html", {"kinds": list(Kind), "batches": batches})


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_import(request: Request, kind: str) -> HttpResponse:
    """Take a file, and go on to what it would do."""
    now, _ = today()
    what = _kind(kind)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_table(what, form.cleaned_data["file"].read())
            batch = operations.look(actor=request.actor, kind=what, rows=rows, now=now)
            return redirect("administration:batch", batch)
        except Refusal as refusal:
            form.add_error("file", words(refusal.message, language()))
    context = {"form": form, "kind": what, "columns": COLUMNS[what]}
    return render(request, "administration/import.html", context)


@page(Act.ADMINISTER)
@require_safe
def template(request: Request, kind: str) -> HttpResponse:
    """Hand out the empty table."""
    del request
    what = _kind(kind)
    return _workbook(reports.template(what), reports.file_name(what, Text("模板", "template")))


@page(Act.ADMINISTER)
@never_cache
@require_http_methods(["GET", "POST"])
def batch(request: Request, batch_id: UUID) -> HttpResponse:
    """Show what a table would do or has done; take it in."""
    now, _ = today()
    row = queries.own_batch(request.actor, batch_id, now)
    form = TakeInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = operations.take_in(
                actor=request.actor, batch_id=batch_id, whole=form.is_whole(), now=now
            )
            if done:
                messages.success(
                    request, both("已导入。报告在下面。", "Taken in. The report is below.")
                )
        except Refusal as refusal:
            messages.error(request, words(refusal.message, language()))
        return redirect("administration:batch", batch_id)
    context = {"batch": row, "kind": Kind(row.kind), "form": form}
    live = request.headers.get("HX-Request") and row.is_at_work
    name = "administration/parts/progress.html" if live else "administration/batch.html"
    answer = render(request, name, context | shown(Kind(row.kind), queries.content(row)))
    if request.headers.get("HX-Request") and not live:
        answer["HX-Refresh"] = "true"  # it is over: the whole page
    return answer


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def pages(request: Request) -> HttpResponse:
    """Take a zip with the files of licences, named by their numbers; say what became of each."""
    now, _ = today()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ZipForm(*sent)
    lines: tuple[Line, ...] = ()
    if form.is_valid():
        try:
            files = read_zip(form.cleaned_data["file"].read())
            lines = attach_pages(actor=request.actor, files=files, now=now)
        except Refusal as refusal:
            form.add_error("file", words(refusal.message, language()))
    context = {"form": form, **shown(Kind.LICENCES, Content((), lines)), "done": bool(lines)}
    return render(request, "administration/pages.html", context)


@require_POST
@page(Act.ADMINISTER)
def stop(request: Request, batch_id: UUID) -> HttpResponse:
    """Let the worker take no more rows of a table in."""
    now, _ = today()
    in_background.stop(actor=request.actor, batch_id=batch_id, now=now)
    messages.success(
        request,
        both(
            "已停。导入了的留着，报告在下面。", "Stopped. What was taken in stays; see the report."
        ),
    )
    return redirect("administration:batch", batch_id)


@page(Act.ADMINISTER)
@never_cache
@require_safe
def report(request: Request, batch_id: UUID) -> HttpResponse:
    """Hand out the report of a table."""
    now, _ = today()
    row = queries.own_batch(request.actor, batch_id, now)
    kind = Kind(row.kind)
    content = reports.report(kind, queries.content(row))
    return _workbook(content, reports.file_name(kind, Text("报告", "report")))


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise Http404 from None


def _workbook(content: bytes, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=WORKBOOK, headers=disposition)
