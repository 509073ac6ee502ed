"""File a case in the demo as an applicant would: answers, form, sources, papers, submit."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID
from wsgiref.simple_server import make_server

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import operations as drafts
from banhao.apps.drafts.queries import draft as read_draft
from banhao.apps.drafts.queries import form_values
from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.jobs import ask_at
from banhao.apps.evidence.sources import HttpSource, Source
from banhao.core.authority.acts import Actor
from banhao.core.catalogue.values import Catalogue, Theme, WayKind
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Standing
from banhao.core.errors import Conflict
from banhao.demo_sources.application import Application
from banhao.demo_sources.register import open_register
from banhao.demo_sources.server import LOOPBACK, Quiet, Server
from banhao.site.demo.filling import filled
from banhao.site.demo.people import Applicant

MOST_ROUNDS = 20  # of asking: more ways than any material has
PAPER = (595, 842)  # pixels: a page of A4 at 72 dpi


@contextmanager
def sources() -> Iterator[Source]:
    """Yield the demo sources, served by a thread of our own while the cases are made."""
    application = Application(open_register(Path(":memory:")))
    server = make_server(LOOPBACK, 0, application, Server, Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield HttpSource(f"http://{LOOPBACK}:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def begin_draft(*, theme: Theme, applicant: Applicant, catalogue: Catalogue, now: datetime) -> UUID:
    """Start a draft with the theme's reference answers and fill in the whole form."""
    answers = {question.element: question.reference for question in theme.questions}
    draft = drafts.start_draft(
        actor=applicant.actor,
        theme=theme.id,
        answers=answers,
        standing=Standing(**theme.reference_standing),
        firm=applicant.firm.uscc,
        now=now,
    )
    said = form_values(draft.id)
    plan = catalogues.plan(draft.plan)
    open_elements = [
        catalogue.elements[one.element] for one in plan.form if one.element not in said
    ]
    fields = filled(open_elements, applicant.firm, localdate(now))
    drafts.save_section(actor=applicant.actor, draft_id=draft.id, fields=fields, now=now)
    return draft.id


def file_case(
    *, theme: Theme, applicant: Applicant, catalogue: Catalogue, source: Source, now: datetime
) -> UUID:
    """Begin a draft and bring it to a case; returns its id."""
    draft = begin_draft(theme=theme, applicant=applicant, catalogue=catalogue, now=now)
    return file_draft(
        draft=draft, applicant=applicant, catalogue=catalogue, source=source, now=now
    )  # fmt: skip


def file_draft(
    *, draft: UUID, applicant: Applicant, catalogue: Catalogue, source: Source, now: datetime
) -> UUID:
    """Bring a draft to a case; returns its id. :raises Refusal: if the case cannot be filed."""
    actor = applicant.actor
    with suppress(Conflict):  # a passport and no uscc: registers know nobody by them
        drafts.ask_sources(actor=actor, draft_id=draft, consents=[*catalogue.sources], now=now)
    for _ in range(MOST_ROUNDS):
        if not ask_at(source, now):
            break
    _settle(actor, draft, now)
    return submit_case(actor=actor, draft_id=draft, key=draft.hex, now=now).case_id


def _settle(actor: Actor, draft: UUID, now: datetime) -> None:
    """Pledge what may be pledged and upload a page for everything else that is still open."""
    plan = catalogues.plan(read_draft(actor, draft).plan)
    ways = {material.id: {way.kind for way in material.ways} for material in plan.materials}
    for slot in evidence.blocking(draft):
        material = slot.material
        if WayKind.PLEDGE in ways[material]:
            kind = WayKind.PLEDGE
            drafts.choose_way(actor=actor, draft_id=draft, material=material, kind=kind, now=now)
        else:
            file = paper(material)
            drafts.supply_material(
                actor=actor, draft_id=draft, material=material, file=file, now=now
            )


def paper(name: str) -> SimpleUploadedFile:
    """Return a picture of a page that says what it stands for."""
    page = Image.new("RGB", PAPER, "white")
    ImageDraw.Draw(page).text((60, 60), f"DEMO  {name}", fill="black")
    content = io.BytesIO()
    page.save(content, "PNG")
    return SimpleUploadedFile("demo.png", content.getvalue(), "image/png")
