"""Materials of a draft: upload, pledge, let us fetch; live state of the sources."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import operations, queries
from banhao.apps.drafts.operations_again import reuse_files
from banhao.apps.drafts.operations_pictures import change_picture
from banhao.apps.files import queries as files
from banhao.apps.files.straighten import Cut
from banhao.apps.files.viewing import Shelf, viewer
from banhao.apps.people.doors import Request, page
from banhao.channels.portal import drafting, evidenced
from banhao.core.authority.acts import Act
from banhao.core.catalogue.values import WayKind
from banhao.core.errors import BadInput, Conflict, NotFound
from banhao.core.messages import Message, Text
from banhao.ui.words import both

EDGES = (
    ("left", Text("左边", "Left")),
    ("top", Text("上边", "Top")),
    ("right", Text("右边", "Right")),
    ("bottom", Text("下边", "Bottom")),
)


@page(Act.DRAFT)
def materials(request: Request, draft_id: UUID) -> HttpResponse:
    """The list in three groups; with htmx only the part that sources can change."""
    return _show(request, draft_id)


@page(Act.DRAFT)
def consent(request: Request, draft_id: UUID) -> HttpResponse:
    """Agree that the ticked sources are asked."""
    try:
        operations.ask_sources(
            actor=request.actor,
            draft_id=draft_id,
            consents=request.POST.getlist("source"),
            now=timezone.now(),
        )
    except Conflict as refusal:
        return _show(request, draft_id, problems=[("m-fetch", refusal.message)])
    return redirect("portal:draft" if "back" in request.POST else "portal:materials", draft_id)


@page(Act.DRAFT)
def way(request: Request, draft_id: UUID, material: str) -> HttpResponse:
    """Choose another way of getting a material."""
    queries.draft(request.actor, draft_id)  # somebody else's looks as if there were none
    kind = request.POST.get("kind", "")
    if kind not in set(WayKind):
        raise BadInput(Message("portal.no_such_way"), field="kind")
    operations.choose_way(
        actor=request.actor,
        draft_id=draft_id,
        material=material,
        kind=WayKind(kind),
        now=timezone.now(),
    )
    return _back(draft_id, material)


@page(Act.DRAFT)
def upload(request: Request, draft_id: UUID, material: str) -> HttpResponse:
    """Keep uploaded files, e.g. all pages of a scan; what is wrong is said where it was chosen."""
    files = request.FILES.getlist("file") or request.FILES.getlist("photo")
    problem = None if files else Message("portal.no_file")
    for file in files:  # each an errand of its own: what was kept before a wrong one stays
        try:
            operations.supply_material(
                actor=request.actor,
                draft_id=draft_id,
                material=material,
                file=file,
                now=timezone.now(),
            )
        except BadInput as refusal:
            named = Message("portal.one_file_wrong", name=file.name, why=refusal.message)
            problem = named if len(files) > 1 else refusal.message
            break
    if problem:
        return _show(request, draft_id, problems=[(f"f-{material}", problem)])
    messages.success(request, both("已上传。", "Uploaded."))
    return _back(draft_id, material)


@page(Act.DRAFT)
def reuse(request: Request, draft_id: UUID, material: str) -> HttpResponse:
    """Take over what was uploaded for the case that this draft begins again."""
    queries.draft(request.actor, draft_id)
    if request.method == "POST":
        try:
            reuse_files(
                actor=request.actor, draft_id=draft_id, material=material, now=timezone.now()
            )
        except BadInput as refusal:
            return _show(request, draft_id, problems=[(f"f-{material}", refusal.message)])
    return _back(draft_id, material)


@page(Act.DRAFT)
def remove(request: Request, draft_id: UUID, upload_id: UUID) -> HttpResponse:
    """Take an upload back."""
    queries.draft(request.actor, draft_id)
    if request.method == "POST":
        operations.remove_upload(
            actor=request.actor, draft_id=draft_id, upload_id=upload_id, now=timezone.now()
        )
    return redirect("portal:materials", draft_id)


@page(Act.DRAFT)
def move(request: Request, draft_id: UUID, upload_id: UUID) -> HttpResponse:
    """Put an upload before or behind its neighbour."""
    queries.draft(request.actor, draft_id)
    if request.method == "POST":
        by = 1 if request.POST.get("to") == "down" else -1
        operations.move_upload(
            actor=request.actor, draft_id=draft_id, upload_id=upload_id, by=by, now=timezone.now()
        )
    return redirect("portal:materials", draft_id)


@page(Act.DRAFT)
def preview(request: Request, draft_id: UUID, material: str) -> HttpResponse:
    """Show the files of a material exactly as the official will see them."""
    draft = queries.draft(request.actor, draft_id)
    plan = catalogues.plan(draft.plan)
    paper = next((one for one in plan.materials if one.id == material), None)
    shown = paper and viewer([Shelf(paper.title, files.uploads(draft_id, material))], request.GET)
    if paper is None or shown is None:
        raise NotFound(Message("files.not_found"))
    readers = [b.department_title for b in plan.branches if b.item in paper.for_items]
    context = {
        "draft": draft,
        "plan": plan,
        "paper": paper,
        "viewer": shown,
        "readers": list(dict.fromkeys(readers)),
    }
    return render(request, "portal/preview.html", context)


@page(Act.DRAFT)
def picture(request: Request, draft_id: UUID, upload_id: UUID) -> HttpResponse:
    """Show one uploaded photo large; POST turns it or cuts its edges off."""
    draft = queries.draft(request.actor, draft_id)
    found = next((one for one in files.uploads(draft_id) if one.id == upload_id), None)
    if found is None:
        raise NotFound(Message("files.not_found"))
    problems: list[tuple[str, Message]] = []
    if request.method == "POST":
        try:
            change_picture(
                actor=request.actor,
                draft_id=draft_id,
                upload_id=upload_id,
                turn=request.POST.get("turn", ""),
                cut=_cut(request),
                now=timezone.now(),
            )
            return redirect("portal:picture", draft_id, upload_id)
        except BadInput as refusal:
            problems = [("left", refusal.message)]
    context = {
        "draft": draft,
        "upload": found,
        "problems": problems,
        "wrong": dict(problems),
        "edges": EDGES,
        "typed": request.POST,
    }
    return render(request, "portal/picture.html", context, status=400 if problems else 200)


def _cut(request: Request) -> Cut:
    """Return what is to be cut off; with a turn nothing is, one thing at a time."""
    if request.POST.get("turn"):
        return Cut()
    typed = [request.POST.get(name, "").strip() for name, _ in EDGES]
    numbers = [int(each) if each.isdecimal() else (0 if not each else -1) for each in typed]
    return Cut(*numbers)


def _back(draft_id: UUID, material: str) -> HttpResponse:
    answer = redirect("portal:materials", draft_id)
    answer["Location"] += f"#m-{material}"
    return answer


def _show(
    request: Request, draft_id: UUID, *, problems: list[tuple[str, Message]] | None = None
) -> HttpResponse:
    now = timezone.now()
    folder = drafting.folder(queries.draft(request.actor, draft_id), now)
    papers = evidenced.papers_of(draft_id, folder.plan, folder.catalogue, now)
    wrong = dict(problems or [])
    groups = evidenced.by_group(papers.bring, wrong.keys())
    context = {
        "draft": folder.draft,
        "plan": folder.plan,
        "papers": papers,
        "groups": groups,
        "again": {name: len(found) for name, found in queries.reusable(folder.draft).items()},
        "turn": evidenced.turn_of(groups),
        "problems": problems or [],
        "wrong": wrong,
        "now": now,
    }
    live = request.headers.get("HX-Request") and request.method == "GET"
    name = "portal/parts/fetched.html" if live else "portal/materials.html"
    return render(request, name, context, status=400 if problems else 200)
