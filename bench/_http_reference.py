"""The reference of bench/act.py: a Django view that writes one row and answers.

No session, no sign-in, no rules: what is left of a request when nothing is done. WSGI, the same
server, the same number of processes and threads, its own connection kept open.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from banhao.site.databases import database

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": database(os.environ["BANHAO_DATABASE"], None)},
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)


def insert(request: HttpRequest, number: int) -> HttpResponse:
    """Write one row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ref_act (number, body) values (%s, %s)", (number, request.POST["grant"])
        )
    return HttpResponse(status=204)


urlpatterns = [path("acts/<int:number>", insert)]
application = get_wsgi_application()
