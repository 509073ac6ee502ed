"""URLs of the portal: what an applicant opens."""

from django.urls import path

from banhao.channels.portal.views import (
    cases,
    certificates,
    drafts,
    filing,
    home,
    materials,
    questions,
    ratings,
    refilings,
    standing,
    supplement,
    themes,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("mode", home.mode, name="mode"),
    path("t/<str:region>/<str:name>/", themes.theme, name="theme"),
    path("t/<str:region>/<str:name>/questions", questions.question, name="questions"),
    path("t/<str:region>/<str:name>/plan", themes.plan, name="plan"),
    path("t/<str:region>/<str:name>/begin", drafts.begin, name="begin"),
    path("drafts/<uuid:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<uuid:draft_id>/form/<str:key>", drafts.section, name="section"),
    path("drafts/<uuid:draft_id>/standing", standing.standing, name="standing"),
    path("drafts/<uuid:draft_id>/refresh", drafts.refresh, name="refresh"),
    path("drafts/<uuid:draft_id>/discard", drafts.discard, name="discard"),
    path("drafts/<uuid:draft_id>/materials", materials.materials, name="materials"),
    path("drafts/<uuid:draft_id>/consent", materials.consent, name="consent"),
    path("drafts/<uuid:draft_id>/way/<str:material>", materials.way, name="way"),
    path("drafts/<uuid:draft_id>/upload/<str:material>", materials.upload, name="upload"),
    path("drafts/<uuid:draft_id>/remove/<uuid:upload_id>", materials.remove, name="remove"),
    path("drafts/<uuid:draft_id>/check", filing.check, name="check"),
    path("cases/", cases.my_cases, name="cases"),
    path("cases/find", cases.find_case, name="find-case"),
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/received", filing.received, name="received"),
    path("cases/<uuid:case_id>/withdraw", cases.withdraw, name="withdraw"),
    path("cases/<uuid:case_id>/again/<str:item>/", refilings.refile, name="refile"),
    path("cases/<uuid:case_id>/again/<str:item>/<str:material>", refilings.prepare, name="prepare"),
    path("cases/<uuid:case_id>/withdraw/<str:item>", refilings.withdraw_item, name="withdraw-item"),
    path("cases/<uuid:case_id>/supply/<str:material>", cases.supply, name="supply"),
    path("rate/<str:word>", ratings.rate, name="rate"),
    path("rated/<str:word>", ratings.rated, name="rated"),
    path("cases/<uuid:case_id>/again", supplement.again, name="again"),
    path("cases/<uuid:case_id>/supplement", supplement.supplement, name="supplement"),
    path(
        "cases/<uuid:case_id>/supplement/<str:material>",
        supplement.upload,
        name="supplement-upload",
    ),
    path("messages/", cases.inbox, name="inbox"),
    path("certificates/<uuid:certificate_id>/", certificates.certificate, name="certificate"),
]
