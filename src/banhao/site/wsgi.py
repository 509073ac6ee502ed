"""The WSGI entry: `granian --interface wsgi banhao.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")
application = get_wsgi_application()
