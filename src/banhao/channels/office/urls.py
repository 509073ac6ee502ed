"""URLs of the office."""

from django.urls import path

from banhao.channels.office.views import (
    absences,
    branches,
    checks,
    papers,
    pledges,
    stops,
    tasks,
    visits,
)

app_name = "office"
BRANCH = "office/cases/<uuid:case_id>/<str:item>/"
VISIT = "office/cases/<uuid:case_id>/visits/<str:visit>/"
CHECK = f"{BRANCH}pledges/<str:material>/"
urlpatterns = [
    path("office/cases/<uuid:case_id>/papers/<int:seq>.pdf", papers.paper, name="paper"),
    path("office/", tasks.tasks, name="tasks"),
    path("office/absence/", absences.absence, name="absence"),
    path("office/absence/<int:number>/end/", absences.end, name="end-absence"),
    path("office/absence/others/", absences.others, name="others-absence"),
    path("office/absence/others/<int:number>/end/", absences.end_others, name="end-others-absence"),
    path("office/bulk/", tasks.bulk, name="bulk"),
    path("office/tasks.xlsx", tasks.export, name="export"),
    path("office/filed/", checks.filed, name="filed"),
    path("office/pledges/", pledges.checks, name="checks"),
    path(CHECK, pledges.check, name="check"),
    path(f"{CHECK}record/", pledges.record, name="record-check"),
    path(VISIT, visits.visit, name="visit"),
    path(f"{VISIT}arrange/", visits.arrange, name="arrange"),
    path(f"{VISIT}parts/<str:item>/", visits.record, name="record"),
    path(BRANCH, branches.branch, name="branch"),
    path(f"{BRANCH}note/", checks.note, name="note"),
    path(f"{BRANCH}procedures/start/", stops.start, name="start-procedure"),
    path(f"{BRANCH}procedures/end/", stops.end, name="end-procedure"),
    path(f"{BRANCH}extend/", stops.extend, name="extend"),
    path(f"{BRANCH}claim/", branches.claim, name="claim"),
    path(f"{BRANCH}reassign/", branches.reassign, name="reassign"),
    path(f"{BRANCH}release/", branches.release, name="release"),
    path(f"{BRANCH}examine/", branches.examine, name="examine"),
    path(f"{BRANCH}decide/", branches.decide, name="decide"),
]
