"""The root of all URLs. Each slice and channel keeps its own table."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from banhao.site.watch.probes import PROBES

# Tried in this order, pattern by pattern: what is asked for most stands first.
_ROOMS = [f"banhao.channels.{n}" for n in ("office", "portal")]
_ROOMS += [f"banhao.channels.{n}" for n in settings.CHANNELS if n not in {"office", "portal"}]
_ROOMS += [f"banhao.apps.{n}" for n in settings.CAPABILITIES]
handler500 = "banhao.site.failing.failed"
_PROBES = [path(at.strip("/"), view, name=at.strip("/")) for at, view in PROBES.items()]
urlpatterns = [path("", include((_PROBES, "site")))]
urlpatterns += [path("", include(f"{room}.urls")) for room in _ROOMS if find_spec(f"{room}.urls")]
