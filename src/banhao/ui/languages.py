"""Chinese unless somebody chose English: the cookie decides, not what the browser prefers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from banhao.ui.words import CHINESE, ENGLISH, SPOKEN


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Let what is made within be in a language, our words and Django's own."""
    token = SPOKEN.set(lang)
    try:
        with translation.override(lang):
            yield
    finally:
        SPOKEN.reset(token)


class LanguageMiddleware:
    """Speak the language of the cookie (product.md §1: Simplified Chinese by default)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the language for this request and say it in the answer."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        lang = ENGLISH if chosen == ENGLISH else CHINESE
        with speaking(lang):
            request.LANGUAGE_CODE = lang
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Cookie",))
        return response
