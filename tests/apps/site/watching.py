"""What the tests of probes ask in a process of its own: python -m tests.apps.site.watching PATH…"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

import django

django.setup()

from django.test import Client

for path in sys.argv[1:]:
    answer = Client(raise_request_exception=False).get(path, REMOTE_ADDR="127.0.0.1")
    print(answer.status_code)
    print(answer.content.decode())
