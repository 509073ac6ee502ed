"""URLs of the API. Its operations are found behind one address, so that nobody waits for them.

django-ninja and pydantic take 0.4 s to load (decision 0093); the commands and workers that never
answer a call of the API never load them.
"""

from django.urls import path, re_path

from banhao.channels.api import views

app_name = "api"
urlpatterns = [
    path("api/", views.documentation, name="documentation"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    re_path(r"^api/v1/(?P<rest>[\s\S]*)\Z", views.operation, name="operation"),
]
