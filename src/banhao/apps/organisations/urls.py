"""URLs of organisations: an applicant's firms."""

from django.urls import path

from banhao.apps.organisations import views

app_name = "organisations"
urlpatterns = [
    path("account/firms/", views.firms, name="firms"),
    path("account/firms/<str:uscc>/", views.firm, name="firm"),
    path("account/firms/<str:uscc>/remove/", views.remove_member, name="remove-member"),
]
