"""URLs of certificates. /verify/qr/ stands in printed QR codes: it can never change."""

from django.urls import path

from banhao.apps.certificates import views

app_name = "certificates"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/qr/", views.verify_qr, name="verify-qr"),
    path("verify/file/", views.verify_file, name="verify-file"),
    path("verify/keys/", views.keys, name="keys"),
    path("certificates/<uuid:certificate_id>/page.pdf", views.own_page, name="page"),
]
