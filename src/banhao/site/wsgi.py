"""The WSGI entry: `granian --interface wsgi banhao.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")
import banhao.site.watch.instruments  # noqa: F401 -- now, not within the first request

application = get_wsgi_application()
