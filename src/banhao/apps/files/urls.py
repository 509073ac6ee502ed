"""URLs of uploads."""

from django.urls import path

from banhao.apps.files import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:upload_id>/", views.download, name="download"),
    path("files/<uuid:upload_id>/preview/", views.preview, name="preview"),
    path("files/<uuid:upload_id>/pages/<int:number>/", views.leaf, name="page"),
]
