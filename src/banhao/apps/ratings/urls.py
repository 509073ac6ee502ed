"""URLs of ratings for officials; where people rate is in the portal."""

from django.urls import path

from banhao.apps.ratings import views

app_name = "ratings"
urlpatterns = [
    path("ratings/", views.figures, name="figures"),
    path("ratings/desk/", views.desk, name="desk"),
]
