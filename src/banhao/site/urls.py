"""The root of all URLs. Each slice and channel keeps its own table."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from banhao.site.watch.probes import PROBES

_ROOMS = [f"banhao.apps.{n}" for n in settings.CAPABILITIES] + [
    f"banhao.channels.{n}" for n in settings.CHANNELS
]
handler500 = "banhao.site.failing.failed"
_PROBES = [path(at.strip("/"), view, name=at.strip("/")) for at, view in PROBES.items()]
urlpatterns = [path("", include((_PROBES, "site")))]
urlpatterns += [path("", include(f"{room}.urls")) for room in _ROOMS if find_spec(f"{room}.urls")]
