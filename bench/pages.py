"""How heavy is the heaviest page of the portal: bytes that come over the line, and requests?

The demo's city on granian with the static files as they are deployed. From the home page on, as
nobody and as three applicants of the demo, links are followed, a few of each kind; each page counts
with whatever it makes a browser fetch (style sheets and what these fetch, scripts, pictures, the
icon), nothing from a cache. Static files come compressed as they are; pages are compressed here, as
the proxies of docs/howto/proxy do it. product.md §9.
"""

import gzip
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench._served import OURS, environment, served
from bench._table import Row, tell

MOST_BYTES, MOST_REQUESTS = 150_000, 10
OF_A_KIND, APPLICANTS = 4, 3
LEVEL = 5  # of gzip: usual for proxies
LINK = re.compile(r'<a [^>]*href="([^"#]+)')
BUTTON = re.compile(r'name="account" value="(\d+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)')
FETCHED = re.compile(r'<(?:link|script|img|source|iframe|object)\b[^>]*(?:href|src|data)="([^"]+)')
IN_STYLE = re.compile(r"""(?:url\(|@import )["']?([^"')]+)""")
# Other channels, what changes something or is no page.
ELSEWHERE = ("/counter", "/office", "/administration", "/ratings", "/static", "/api", "/mode")


@dataclass
class Browser:
    """Somebody who looks: a sign-in of their own."""

    root: str
    jar: CookieJar = field(default_factory=CookieJar)

    @cached_property
    def opener(self) -> urllib.request.OpenerDirector:
        """Return what sends and keeps the cookies."""
        return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, data: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
        """Return the answer and its bytes as they came over the line."""
        body = urllib.parse.urlencode(data).encode() if data else None
        request = urllib.request.Request(
            self.root + path, body, {"Accept-Encoding": "gzip", "Referer": self.root + path}
        )
        answer: HTTPResponse = self.opener.open(request, timeout=30)
        return answer, answer.read()

    def sign_in(self, number: int) -> None:
        """Sign in as one of the people of the demo."""
        page = self.get("/personas/")[1].decode()
        token = TOKEN.search(page)
        assert token
        account = BUTTON.findall(page)[number]
        self.get("/personas/", {"account": account, "csrfmiddlewaretoken": token[1]})


@dataclass(frozen=True)
class Weight:
    """What a page costs: bytes of all its answers, and how many there are."""

    path: str
    size: int
    requests: int


class Static:
    """The files that pages fetch, each asked for once."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.known: dict[str, tuple[int, list[str]]] = {}

    def weigh(self, path: str) -> tuple[int, list[str]]:
        """Return the bytes of a file, and what it fetches itself."""
        if path not in self.known:
            answer, body = self.browser.get(path)
            text = gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body
            more = IN_STYLE.findall(text.decode()) if path.partition("?")[0][-4:] == ".css" else []
            self.known[path] = (len(body), own(path, more))
        return self.known[path]

    def all_of(self, paths: list[str]) -> dict[str, int]:
        """Return path → bytes of these files and of all that they fetch."""
        found: dict[str, int] = {}
        while paths:
            path, *paths = paths
            if path not in found:
                found[path], more = self.weigh(path)
                paths += more
        return found


def own(page: str, links: list[str]) -> list[str]:
    """Return the paths on this server that links of a page lead to."""
    paths = [urllib.parse.urljoin(page, link.replace("&amp;", "&")) for link in links]
    return [each for each in paths if each.startswith("/") and not each.startswith("//")]


def walk(browser: Browser, static: Static) -> list[Weight]:
    """Follow links from the home page, a few of each kind of page; return what each page costs."""
    waiting, seen, kinds, found = ["/"], {"/"}, Counter[tuple[str, int]](), []
    while waiting:
        path = waiting.pop(0)
        parts = path.partition("?")[0].strip("/").split("/")
        kind = (parts[0], len(parts))
        if kinds[kind] == OF_A_KIND:
            continue
        try:
            answer, body = browser.get(path)
        except urllib.error.HTTPError:  # what has ended, or is not there yet
            continue
        if answer.headers.get_content_type() != "text/html":
            continue
        kinds[kind] += 1
        text = body.decode()
        files = static.all_of(own(path, FETCHED.findall(text)))
        size = len(gzip.compress(body, LEVEL)) + sum(files.values())
        found.append(Weight(path, size, 1 + len(files)))
        new = [p for p in own(path, LINK.findall(text)) if not p.startswith(ELSEWHERE)]
        waiting += [p for p in dict.fromkeys(new) if p not in seen]
        seen.update(new)
    return found


def main() -> int:
    """Measure and tell; 1 if a page is heavier than it may be."""
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home:
        env = environment("", Path(home)) | {"BANHAO_URL": "http://127.0.0.1"}
        for command in ("migrate", "demo"):
            words = [sys.executable, "-m", "banhao.cli", command]
            subprocess.run(words, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with served(OURS, env) as port:
            pages = looked_at(f"http://127.0.0.1:{port}")
    heaviest, busiest = (
        max(pages, key=lambda page: getattr(page, w)) for w in ("size", "requests")
    )
    beside = f"{heaviest.path}, the heaviest of {len(pages)}"
    return tell([
        Row("portal page, bytes over the line", heaviest.size, "bytes", MOST_BYTES, beside=beside),
        Row("  its requests", busiest.requests, "", MOST_REQUESTS, beside=busiest.path),
    ])  # fmt: skip


def looked_at(root: str) -> list[Weight]:
    """Return what the pages cost that nobody and some applicants see."""
    anybody = Browser(root)
    static = Static(anybody)
    pages = walk(anybody, static)
    for number in range(APPLICANTS):
        applicant = Browser(root)
        applicant.sign_in(number)
        pages += walk(applicant, static)
    return pages


if __name__ == "__main__":
    os.environ.pop("BANHAO_DEBUG", None)
    sys.exit(main())
