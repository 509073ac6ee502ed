"""URLs of papers: what an applicant downloads."""

from django.urls import path

from banhao.apps.papers import views

app_name = "papers"
urlpatterns = [
    path("cases/<uuid:case_id>/papers/<int:seq>.pdf", views.own_paper, name="paper"),
]
