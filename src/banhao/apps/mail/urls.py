"""URLs of mail."""

from django.urls import path

from banhao.apps.mail import views

app_name = "mail"
urlpatterns = [path("forgotten/", views.forgotten, name="forgotten")]
