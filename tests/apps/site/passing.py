"""What the tests of failing databases run in a process of its own.

python -m tests.apps.site.passing tables           makes the tables and a demo of nothing
python -m tests.apps.site.passing sign-in LANG     posts to sign-in: status, Retry-After, the page
"""

import os
import sys
from html import unescape

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse


def sign_in(lang: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["timeout"] = 0.2
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = lang
    answer = client.post(
        reverse("people:sign-in"), {"email": "nobody@example.com", "password": "lotus"}
    )
    print(answer.status_code, answer.headers.get("Retry-After", "-"))
    print(unescape(answer.content.decode()))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["tables"]:
            call_command("migrate", verbosity=0)
        case ["sign-in", lang]:
            sign_in(lang)
