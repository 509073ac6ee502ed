"""URLs of the counter."""

from django.urls import path

from banhao.channels.counter.views import (
    cases,
    papers,
    queue,
    scans,
    supplement,
    tickets,
    walk_ins,
)

app_name = "counter"
urlpatterns = [
    path("counter/", queue.home, name="home"),
    path("counter/cases/<uuid:case_id>/", cases.case, name="case"),
    path("counter/cases/<uuid:case_id>/accept/", cases.accept, name="accept"),
    path("counter/cases/<uuid:case_id>/refuse/", cases.refuse, name="refuse"),
    path("counter/cases/<uuid:case_id>/supplement/", supplement.supplement, name="supplement"),
    path("counter/cases/<uuid:case_id>/supplement/note/", supplement.note, name="note"),
    path("counter/cases/<uuid:case_id>/supplement/served/", supplement.served, name="served"),
    path("counter/cases/<uuid:case_id>/hand-out/", cases.hand_out, name="hand-out"),
    path("counter/cases/<uuid:case_id>/receipt/", papers.receipt, name="receipt"),
    path("counter/cases/<uuid:case_id>/cover.pdf", papers.cover, name="cover"),
    path("counter/cases/<uuid:case_id>/papers/<int:seq>.pdf", papers.paper, name="paper"),
    path("counter/cases/<uuid:case_id>/papers/<int:seq>/serve/", papers.serve, name="serve"),
    path(
        "counter/cases/<uuid:case_id>/again/<str:item>/accept/",
        cases.accept_again,
        name="accept-again",
    ),
    path("counter/certificates/<uuid:certificate_id>/page.pdf", cases.certificate, name="page"),
    path("counter/scans/", scans.scans, name="scans"),
    path("counter/queue/", tickets.queue, name="queue"),
    path("counter/queue/window/", tickets.sit, name="sit"),
    path("counter/queue/call/", tickets.call, name="call"),
    path("counter/queue/<uuid:ticket_id>/<slug:name>/", tickets.step, name="step"),
    path("counter/walk-in/", walk_ins.find, name="walk-in"),
    path("counter/walk-in/new/", walk_ins.create, name="new-applicant"),
    path("counter/walk-in/choose/", walk_ins.choose, name="choose-applicant"),
    path("counter/walk-in/themes/", walk_ins.themes, name="themes"),
    path("counter/walk-in/themes/<slug:region>/<slug:name>/", walk_ins.ask, name="ask"),
]
