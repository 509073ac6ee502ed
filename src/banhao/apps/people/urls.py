"""URLs of people."""

from django.urls import path

from banhao.apps.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("register/", views.register, name="register"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("password/<str:who>/<str:token>/", views.recover, name="recover"),
    path("account/confirm/", views.ask_confirmation, name="ask-confirmation"),
    path("confirm/<str:who>/<str:token>/", views.confirm, name="confirm"),
    path("personas/", views.personas, name="personas"),
]
