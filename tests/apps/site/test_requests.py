"""One line a request: view, method, status, time, number, case, role; nothing else."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import path, reverse

from banhao.core.authority.acts import Role
from banhao.core.errors import BadInput
from banhao.core.messages import Message
from banhao.demo_sources import population
from banhao.site.worker import Turn, run_once
from tests.apps import small_city
from tests.apps.city import officer, signed_in
from tests.apps.logged import written

pytestmark = pytest.mark.django_db
NUMBER = "0123456789abcdef0123456789abcdef"


def lines(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_line_says_which_view_answered_what_to_whom() -> None:
    client, case = signed_in(small_city.a_person()), uuid4()

    with written() as log:
        client.get(f"/cases/{case}/?show=all", headers={"X-Request-ID": NUMBER})

    (line,) = lines(log)
    assert line.pop("time").endswith("+00:00")
    assert line.pop("ms") > 0
    assert line == {
        "level": "info", "logger": "banhao.request", "event": "request", "request": NUMBER,
        "view": "portal:case", "method": "GET", "status": 404, "case": str(case), "role": "person",
    }  # fmt: skip


def test_a_line_says_the_role_of_an_officer_and_not_who_they_are() -> None:
    small_city.publish()
    client = signed_in(officer(5, Role.EXAMINER, "office", "999999"))

    with written() as log:
        client.get("/office/")

    assert [line["role"] for line in lines(log)] == ["examiner"]
    assert population.person(5).name not in log.getvalue()
    assert ascii(population.person(5).name)[1:-1] not in log.getvalue()


def test_text_says_the_same_in_one_line(client) -> None:
    with written("text") as log:
        client.get("/verify/", headers={"X-Request-ID": NUMBER})

    assert re.fullmatch(
        rf"INFO banhao\.request: request request={NUMBER} view=\S+ method=GET status=200 "
        r"ms=[\d.]+ role=nobody\n",
        log.getvalue(),
    )


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        (NUMBER, True),
        ("01234567-89AB-cdef-0123-456789abcdef", True),
        ("110101199003070000", False),
        ("19900000003", False),
        ("x" * 32, False),
        (NUMBER + "\nERROR", False),
        ("", False),
    ],
)
def test_a_number_of_the_proxy_is_taken_if_it_looks_like_one(client, given, is_taken) -> None:
    answer = client.get("/verify/", headers={"X-Request-ID": given})

    number = answer.headers["X-Request-ID"]
    assert (number == given.lower()) is is_taken
    assert is_taken or re.fullmatch("[0-9a-f]{32}", number)


def test_an_address_is_written_only_where_the_installation_asks_for_it(client, settings) -> None:
    settings.LOG_ADDRESSES = True

    with written() as log:
        client.get("/verify/", REMOTE_ADDR="192.0.2.9")

    assert lines(log)[0]["address"] == "192.0.2.9"


def broken(request):
    raise ValueError(f"a mistake with {request.GET['q']}")


urlpatterns = [path("broken", broken, name="broken")]
handler500 = "banhao.site.failing.failed"


def test_a_mistake_of_ours_is_one_more_line_with_its_place(settings) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)

    with written() as log:
        answer = client.get("/broken", {"q": "secret"})

    failed, request = lines(log)
    assert answer.status_code == request["status"] == 500
    assert failed["request"] == request["request"] == answer.headers["X-Request-ID"]
    assert failed["level"] == "error"
    assert failed["error"].startswith("ValueError at site/test_requests.py:")
    assert "secret" not in log.getvalue()


def test_a_job_that_did_something_or_failed_says_so_in_one_line(settings) -> None:
    def fail(now):
        raise BadInput(Message("people.wait", seconds="zhao@example.com"))

    jobs = [Turn("idle", lambda _: 0, 1), Turn("busy", lambda _: 3, 1), Turn("bad", fail, 1)]
    with written() as log:
        from django.utils import timezone

        run_once(jobs, timezone.now())

    busy, bad = lines(log)
    assert (busy["job"], busy["done"]) == ("busy", 3)
    assert (bad["job"], bad["level"]) == ("bad", "error")
    assert bad["error"].startswith("banhao.core.errors.BadInput[people.wait] at ")
    assert "zhao" not in log.getvalue()


def test_the_address_of_a_view_with_a_secret_in_it_is_not_written(client) -> None:
    with written() as log:
        client.get(reverse("people:recover", args=["who", "secret-token"]))

    assert [line["view"] for line in lines(log)] == ["people:recover"]
    assert "secret-token" not in log.getvalue()
