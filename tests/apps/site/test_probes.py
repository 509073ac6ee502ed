"""Health, readiness and figures: who may ask, what is answered, what is not touched for it."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from banhao.site.secrets import secret
from banhao.site.watch import folder
from tests.apps import small_city
from tests.apps.city import signed_in
from tests.apps.installation import ROOT
from tests.apps.portal.test_log import found_in

pytestmark = pytest.mark.django_db
LANGUAGES = {"zh", "en", "code"}


def figures(answer) -> dict[str, float]:
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.fixture
def home(settings, tmp_path):
    """A home of its own with the keys of this process."""
    settings.HOME = tmp_path
    settings.SECRET_KEY, settings.VAULT_KEY = (secret(tmp_path, n) for n in ("django", "vault"))
    return tmp_path


def test_health_touches_nothing_and_leaves_nothing(django_assert_num_queries) -> None:
    client = signed_in(small_city.a_person(), "en")

    with django_assert_num_queries(0):
        answer = client.get("/health", headers={"Host": "10.0.0.7"}, REMOTE_ADDR="10.0.0.1")

    assert answer.json() == {"alive": True}
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    assert {"Vary", "Content-Language"} & set(answer.headers) == set()


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics"])
def test_nothing_can_be_sent_to_a_probe(client, path) -> None:
    assert client.post(path).status_code == 405


def test_it_is_ready_with_two_statements(client, home, django_assert_num_queries) -> None:
    client.get("/ready")
    with django_assert_num_queries(2):  # is there a table of migrations, and what is in it
        answer = client.get("/ready", headers={"Host": "10.0.0.7"})

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "missing": []})
    assert answer.headers["Cache-Control"] == "no-store"


def _tables(home) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'cases'")


def _uploads(home) -> None:
    (home / "uploads").rmdir()
    (home / "uploads").write_text("a file where the folder should be")


def _other_key(home) -> None:
    (home / "keys" / "vault.key").write_text("00" * 32)


def _no_keys(home) -> None:
    (home / "keys" / "django.key").unlink()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_tables, "site.not_ready.tables"),
        (_uploads, "site.not_ready.uploads"),
        (_other_key, "site.not_ready.keys"),
        (_no_keys, "site.not_ready.keys"),
    ],
)
def test_what_is_missing_is_said_in_both_languages(client, home, spoil, code) -> None:
    client.get("/ready")
    spoil(home)

    answer = client.get("/ready")

    assert answer.status_code == 503
    assert [each["code"] for each in answer.json()["missing"]] == [code]
    assert all(set(each) == LANGUAGES and all(each.values()) for each in answer.json()["missing"])
    assert "文" in answer.content.decode() or "数据库" in answer.content.decode()


@pytest.mark.parametrize(
    "database", ["sqlite:////nowhere/at/all.sqlite3", "postgresql://a:b@127.0.0.1:1/none"]
)
def test_without_its_database_it_lives_is_not_ready_and_still_counts(tmp_path, database) -> None:
    env = os.environ | {
        "BANHAO_HOME": str(tmp_path),
        "BANHAO_DATABASE": database,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    words = [sys.executable, "-m", "tests.apps.site.watching", "/health", "/ready", "/metrics"]
    done = subprocess.run(words, env=env, cwd=ROOT, check=True, capture_output=True, text=True)

    health, alive, ready, missing, metrics, *counts = done.stdout.splitlines()
    assert (health, alive) == ("200", '{"alive": true}')
    assert (ready, metrics) == ("503", "200")
    assert "site.not_ready.database" in missing
    assert "banhao_database_up 0.0" in counts
    assert any(line.startswith("banhao_requests_total{") for line in counts)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "10.0.0.9"}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=10.0.0.9"}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer heron-9"}, 200),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer heron"}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "heron-9"}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer 鹭"}, 404),
    ],
)
def test_who_may_read_the_figures(client, settings, sent, status) -> None:
    settings.METRICS_TOKEN = "heron-9"

    assert client.get("/metrics", **sent).status_code == status


def test_without_a_token_an_empty_one_opens_nothing(client, settings) -> None:
    settings.METRICS_TOKEN = ""
    sent = {"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer "}

    assert client.get("/metrics", **sent).status_code == 404


def test_requests_are_counted_by_view_never_by_path(client) -> None:
    before = figures(client.get("/metrics"))
    for number in range(3):
        client.get(f"/verify/nothing-{number}/91999999MA0T0003")
        client.get("/verify/")
    after = figures(client.get("/metrics"))

    def more(name: str) -> float:
        return after[name] - before.get(name, 0.0)

    view = 'banhao_requests_total{method="read",status="%s",view="%s"}'
    assert more(view % ("4xx", "none")) == 3
    assert more(view % ("2xx", "certificates:verify")) == 3
    assert more('banhao_request_seconds_count{method="read",view="certificates:verify"}') == 3
    assert found_in("\n".join(after)) == []
    assert not any("MA0T" in name for name in after)


def test_while_it_takes_leave_it_is_not_ready_and_keeps_no_connection(
    client, home, monkeypatch
) -> None:
    monkeypatch.setenv(folder.VARIABLE, str(home))
    before = client.get("/verify/")
    folder.say_stopping()

    ready, page = client.get("/ready"), client.get("/verify/")

    assert [each["code"] for each in ready.json()["missing"]] == ["site.not_ready.stopping"]
    assert (ready.status_code, page.status_code) == (503, 200)
    assert ready.headers["Connection"] == page.headers["Connection"] == "close"
    assert "Connection" not in before.headers
