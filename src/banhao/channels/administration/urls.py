"""URLs of the administrator's pages."""

from django.urls import path

from banhao.channels.administration.views import (
    away,
    counters,
    departments,
    holidays,
    home,
    imports,
    offers,
    offices,
    openings,
    people,
    regions,
    tokens,
    undelivered,
)

app_name = "administration"
urlpatterns = [
    path("administration/undelivered/", undelivered.failures, name="undelivered"),
    path("administration/undelivered/news/<int:number>/", undelivered.wake_news, name="wake-news"),
    path(
        "administration/undelivered/mail/<int:number>/", undelivered.wake_letter, name="wake-mail"
    ),
    path("administration/", home.home, name="home"),
    path("administration/regions/", regions.regions, name="regions"),
    path("administration/regions/new/", regions.new_region, name="new-region"),
    path("administration/regions/<str:code>/", regions.region, name="region"),
    path("administration/regions/<str:code>/offers/", offers.offers, name="offers"),
    path(
        "administration/regions/<str:code>/offers/<str:above>/<str:name>/",
        offers.offer,
        name="offer",
    ),
    path(
        "administration/regions/<str:code>/offers/<str:above>/<str:name>/stop/",
        offers.stop_offer,
        name="stop-offer",
    ),
    path("administration/departments/", departments.departments, name="departments"),
    path("administration/departments/new/", departments.new_department, name="new-department"),
    path("administration/departments/<int:number>/", departments.department, name="department"),
    path(
        "administration/departments/<int:number>/remove/",
        departments.remove_department,
        name="remove-department",
    ),
    path("administration/counters/", counters.counters, name="counters"),
    path("administration/counters/new/", counters.new_counter, name="new-counter"),
    path("administration/counters/<int:number>/", counters.counter, name="counter"),
    path(
        "administration/counters/<int:number>/remove/",
        counters.remove_counter,
        name="remove-counter",
    ),
    path("administration/counters/<int:number>/openings/", openings.openings, name="openings"),
    path(
        "administration/counters/<int:number>/openings/<int:opening>/remove/",
        openings.remove_opening,
        name="remove-opening",
    ),
    path("administration/people/", people.people, name="people"),
    path("administration/people/new/", people.new_person, name="new-person"),
    path("administration/people/<int:number>/", people.person, name="person"),
    path("administration/people/<int:number>/password/", people.new_password, name="new-password"),
    path("administration/people/<int:number>/close/", people.close_person, name="close-person"),
    path("administration/people/<int:number>/absence/", away.absence, name="absence"),
    path("administration/absences/<int:number>/end/", away.end, name="end-absence"),
    path(
        "administration/people/<int:number>/tasks/<uuid:case_id>/<str:item>/",
        away.task,
        name="give-task",
    ),
    path("administration/offices/", offices.offices, name="offices"),
    path("administration/offices/new/", offices.new_office, name="new-office"),
    path("administration/offices/<int:number>/end/", offices.end_office, name="end-office"),
    path(
        "administration/offices/<int:number>/prolong/",
        offices.prolong_office,
        name="prolong-office",
    ),
    path("administration/tokens/", tokens.tokens, name="tokens"),
    path("administration/tokens/new/", tokens.new_token, name="new-token"),
    path("administration/tokens/<int:number>/revoke/", tokens.revoke_token, name="revoke-token"),
    path("administration/holidays/", holidays.holidays, name="holidays"),
    path("administration/webhooks/<int:number>/", tokens.webhook, name="webhook"),
    path("administration/imports/", imports.imports, name="imports"),
    path("administration/imports/licences/files/", imports.pages, name="licence-files"),
    path("administration/imports/<str:kind>/", imports.new_import, name="import"),
    path(
        "administration/imports/<str:kind>/template.xlsx",
        imports.template,
        name="import-template",
    ),
    path("administration/batches/<uuid:batch_id>/", imports.batch, name="batch"),
    path("administration/batches/<uuid:batch_id>/stop/", imports.stop, name="stop-batch"),
    path("administration/batches/<uuid:batch_id>/report.xlsx", imports.report, name="batch-report"),
]
