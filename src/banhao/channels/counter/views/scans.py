"""The scanner's folder: each file with the slot it seems to fit; the clerk confirms."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from banhao.apps.cases.operations.supplement import supply_asked
from banhao.apps.drafts.operations import supply_material
from banhao.apps.files import scans as folder
from banhao.apps.people.doors import Request, page
from banhao.channels.counter.scanning import suggested, targets
from banhao.core.authority.acts import Act
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message
from banhao.ui.words import both


@page(Act.SEE_COUNTER)
@never_cache
@require_http_methods(["GET", "POST"])
def scans(request: Request) -> HttpResponse:
    """List the files; POST puts one where the clerk says (`file`, `place`)."""
    now = timezone.now()
    places = targets(request.actor, now)
    found = suggested(request.actor, places, now)
    wrong: dict[str, Message] = {}
    if request.method == "POST":
        name, place = request.POST.get("file", ""), request.POST.get("place", "")
        scan = next((one.scan for one in found if one.scan.name == name), None)
        if scan is None:
            raise NotFound(Message("files.scan_gone", name=name))
        known = {f"{t.subject}/{material}": t for t in places for material, _ in t.materials}
        target = known.get(place)
        if target is None:
            wrong[name] = Message("counter.scan.choose")
        else:
            supply = supply_asked if target.number else supply_material
            whose = {"case_id" if target.number else "draft_id": UUID(str(target.subject))}
            file = SimpleUploadedFile(scan.name, folder.content(scan))
            material = place.partition("/")[2]
            try:
                supply(actor=request.actor, material=material, file=file, now=now, **whose)
            except BadInput as refusal:
                wrong[name] = refusal.message
            else:
                folder.forget(scan)
                messages.success(request, both("已放好。", "Put in its place."))
                return redirect("counter:scans")
    context = {
        "found": found,
        "places": places,
        "wrong": wrong,
        "problems": [(f"f{n}", wrong[one.scan.name]) for n, one in enumerate(found, 1)
                     if one.scan.name in wrong],
        "is_on": folder.is_on(),
    }  # fmt: skip
    return render(request, "counter/scans.html", context, status=400 if wrong else 200)
