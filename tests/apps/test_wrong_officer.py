"""Whoever changes an id in an address reaches nothing: every URL with an id, as everybody else.

What is not one's own looks like what does not exist: 404. 403 is only for an act that is nobody's
of one's posts, said before anything is looked up, so it tells nothing either. A new URL with an id
needs a line in `TABLE`, else `test_the_table_has_every_url_with_an_id` fails.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.apps import trespass
from tests.apps.pictures import a_picture
from tests.apps.trespass import Scene

NOT_FOUND, NOT_ALLOWED, NO_METHOD = 404, 403, 405
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@dataclass(frozen=True, slots=True)
class Line:
    """A URL: what its ids are (words of Scene.ids, or the thing itself), whose it is, who is not.

    `wrong`: who → the status they must get. Fields of its form are in `SENT`.
    """

    ids: Mapping[str, str]
    owner: str
    wrong: Mapping[str, int]


def _private(**ids: str) -> Line:
    """Describe what only the person themselves may open."""
    others = ("neighbour", "clerk away", "examiner", "administrator")
    return Line(ids, "owner", dict.fromkeys(others, NOT_FOUND))


def _answered(**ids: str) -> Line:
    """Describe the answer to a supplement: the applicant's, or a clerk's of the region for them."""
    return Line(ids, "owner", dict.fromkeys(("neighbour", "clerk away", "examiner"), NOT_FOUND))


def _window(**ids: str) -> Line:
    wrong = dict.fromkeys(("owner", "examiner", "decider", "administrator"), NOT_ALLOWED)
    return Line(ids, "clerk", {"clerk away": NOT_FOUND} | wrong)


def _desk(who: str, other: str, away: str, *not_theirs: str, **ids: str) -> Line:
    """Describe a page of a department: other departments and regions see nothing."""
    allowed = dict.fromkeys(("owner", "clerk", *not_theirs), NOT_ALLOWED)
    return Line(ids, who, {other: NOT_FOUND, away: NOT_FOUND} | allowed)


def _administered(**ids: str) -> Line:
    allowed = dict.fromkeys(("owner", "clerk", "decider"), NOT_ALLOWED)
    return Line(ids, "administrator", {"administrator away": NOT_FOUND} | allowed)


def _for_all_administrators(**ids: str) -> Line:
    return Line(ids, "administrator", dict.fromkeys(("owner", "clerk", "decider"), NOT_ALLOWED))


def _public(**ids: str) -> Line:
    return Line(ids, "nobody", {})


EXAMINE = ("examiner", "health examiner", "examiner away")
DECIDE = ("decider", "health decider", "decider away")
VISIT = ("examiner", "night examiner", "examiner away")
THEME = {"region": "smallcity", "name": "open-a-shop"}
FIRE = {"case_id": "running", "item": "fire"}
PLEDGE = {"case_id": "ended", "item": "fire", "material": "rules"}
SITE = {"case_id": "running", "visit": "site"}
STORE = {"code": "region", "above": "above", "name": "open-a-store"}
MANDATE = dict.fromkeys(("clerk", "examiner", "administrator"), NOT_FOUND)
TABLE: Mapping[str, Line] = {
    "portal:theme": _public(**THEME),
    "portal:questions": _public(**THEME),
    "portal:plan": _public(**THEME),
    "portal:begin": Line(THEME, "owner", {}),
    "portal:draft": _private(draft_id="draft"),
    "portal:section": _private(draft_id="draft", key="enterprise"),
    "portal:standing": _private(draft_id="draft"),
    "portal:refresh": _private(draft_id="draft"),
    "portal:discard": _private(draft_id="draft"),
    "portal:materials": _private(draft_id="draft"),
    "portal:consent": _private(draft_id="draft"),
    "portal:way": _private(draft_id="draft", material="rules"),
    "portal:upload": _private(draft_id="draft", material="layout"),
    "portal:picture": _private(draft_id="draft", upload_id="upload"),
    "portal:reuse": _private(draft_id="draft", material="layout"),
    "portal:remove": _private(draft_id="draft", upload_id="upload"),
    "portal:move": _private(draft_id="draft", upload_id="upload"),
    "portal:preview": _private(draft_id="draft", material="layout"),
    "portal:check": _private(draft_id="draft"),
    "portal:case": _private(case_id="running"),
    "portal:received": _private(case_id="running"),
    "portal:withdraw": _private(case_id="running"),
    "portal:accept-mandate": Line({"number": "mandate"}, "neighbour", MANDATE),
    "portal:end-mandate": Line({"number": "mandate"}, "owner", MANDATE),
    "portal:refile": _private(**FIRE),
    "portal:prepare": _private(**FIRE, material="layout"),
    "portal:withdraw-item": _private(**FIRE),
    "portal:again": Line({"case_id": "waiting"}, "owner", {"neighbour": NOT_FOUND}),
    "portal:supplement": _answered(case_id="waiting"),
    "portal:supplement-upload": _answered(case_id="waiting", material="layout"),
    "portal:supply": _private(case_id="running", material="layout"),
    "portal:ticket": _public(ticket_id="ticket"),
    "portal:leave": _public(ticket_id="ticket"),
    "portal:hall": _public(slug="smallcity"),
    "portal:book": Line({"slug": "smallcity"}, "owner", {}),
    "portal:cancel": _private(appointment_id="appointment"),
    "portal:rate": _public(word="rating word"),
    "portal:rated": _public(word="rating word"),
    "portal:certificate": _private(certificate_id="certificate"),
    "certificates:page": _private(certificate_id="certificate"),
    "people:recover": _public(who="MQ", token="used-up"),
    "people:confirm": _public(who="MQ", token="used-up"),
    "papers:paper": _private(case_id="running", seq="1"),
    "files:download": _private(upload_id="upload"),
    "files:preview": _private(upload_id="upload"),
    "files:page": _private(upload_id="upload", number="1"),
    "organisations:firm": _private(uscc="uscc"),
    "organisations:remove-member": _private(uscc="uscc"),
    "counter:case": _window(case_id="running"),
    "counter:accept": _window(case_id="running"),
    "counter:refuse": _window(case_id="running"),
    "counter:accept-again": _window(**FIRE),
    "counter:supplement": _window(case_id="waiting"),
    "counter:served": _window(case_id="waiting"),
    "counter:note": Line(
        {"case_id": "waiting"},
        "clerk",
        {"clerk away": NOT_FOUND, "examiner": NOT_FOUND, "owner": NOT_ALLOWED},
    ),
    "counter:hand-out": _window(case_id="ended"),
    "counter:receipt": _window(case_id="running"),
    "counter:cover": _window(case_id="running"),
    "counter:paper": _window(case_id="running", seq="1"),
    "counter:serve": _window(case_id="running", seq="1"),
    "counter:step": _window(ticket_id="ticket", name="recall"),
    "counter:page": _window(certificate_id="certificate"),
    "counter:ask": Line(THEME, "clerk", {"owner": NOT_ALLOWED, "examiner": NOT_ALLOWED}),
    "office:branch": _desk(*EXAMINE, **FIRE),
    "office:paper": _desk("examiner", "decider away", "examiner away", case_id="running", seq="1"),
    "office:note": Line(
        {"case_id": "submitted", "item": "fire"},
        "examiner",
        {"health examiner": NOT_FOUND, "examiner away": NOT_FOUND, "clerk": NOT_FOUND}
        | dict.fromkeys(("owner", "decider"), NOT_ALLOWED),
    ),
    "office:start-procedure": _desk(*EXAMINE, "decider", **FIRE),
    "office:end-procedure": _desk(*EXAMINE, "decider", **FIRE),
    "office:extend": Line(
        FIRE,
        "head",
        {"head away": NOT_FOUND} | dict.fromkeys(("owner", "clerk", "examiner"), NOT_ALLOWED),
    ),
    "office:claim": _desk(*EXAMINE, **FIRE),
    "office:release": _desk(*EXAMINE, **FIRE),
    "office:reassign": _desk(*DECIDE, "examiner", **FIRE),
    "office:end-absence": Line(
        {"number": "absence"},
        "examiner",
        dict.fromkeys(("health examiner", "examiner away", "clerk"), NOT_FOUND)
        | {"owner": NOT_ALLOWED},
    ),
    "office:end-others-absence": Line(
        {"number": "absence"},
        "head",
        {"head away": NOT_FOUND} | dict.fromkeys(("owner", "clerk", "examiner"), NOT_ALLOWED),
    ),
    "office:examine": _desk(*EXAMINE, "decider", **FIRE),
    "office:decide": _desk(*DECIDE, "examiner", **FIRE),
    "office:visit": _desk(*VISIT, **SITE),
    "office:arrange": _desk(*VISIT, "decider", **SITE),
    "office:record": _desk(*EXAMINE, "decider", **SITE, item="fire"),
    "office:check": _desk(*EXAMINE, **PLEDGE),
    "office:record-check": _desk(*EXAMINE, "decider", **PLEDGE),
    "administration:wake-news": _administered(number="delivery"),
    "administration:wake-mail": _administered(number="mail"),
    "administration:revoke-token": _administered(number="token"),
    "administration:webhook": _administered(number="webhook"),
    "portal:revoke-token": Line(
        {"number": "own token"},
        "agent",
        dict.fromkeys(("owner", "neighbour", "clerk", "examiner", "administrator"), NOT_FOUND),
    ),
    "administration:region": _administered(code="region"),
    "administration:department": _administered(number="department"),
    "administration:remove-department": _administered(number="department"),
    "administration:counter": _administered(number="counter"),
    "administration:remove-counter": _administered(number="counter"),
    "administration:openings": _administered(number="counter"),
    "administration:remove-opening": _administered(number="counter", opening="opening"),
    "administration:person": _administered(number="person"),
    "administration:new-password": _administered(number="person"),
    "administration:close-person": _administered(number="person"),
    "administration:absence": _administered(number="person"),
    "administration:end-absence": _administered(number="absence"),
    "administration:give-task": _administered(number="person", case_id="held", item="fire"),
    "administration:end-office": _administered(number="office"),
    "administration:prolong-office": _administered(number="office"),
    "administration:offers": _administered(code="region"),
    "administration:offer": _administered(**STORE),
    "administration:stop-offer": _administered(**STORE),
    "administration:import": _for_all_administrators(kind="divisions"),
    "administration:import-template": _for_all_administrators(kind="divisions"),
    "administration:batch": _administered(batch_id="batch"),
    "administration:stop-batch": _administered(batch_id="batch"),
    "administration:batch-report": _administered(batch_id="batch"),
}
SENT: Mapping[str, Mapping[str, str]] = {
    "administration:batch": {"how": "good"},
    "portal:way": {"kind": "A"},
    "portal:upload": {"file": "a picture"},
    "portal:supply": {"file": "a picture"},
    "portal:supplement-upload": {"file": "a picture"},
    "portal:supplement": {"answer": "1"},
    "counter:supplement": {"seen": ""},
    "counter:note": {"target": "fire/material/layout", "wrong": "缺"},
    "counter:served": {"how": "counter", "on": "2026-09-17"},
    "office:note": {"complete": "1"},
    "portal:withdraw": {"agree": "yes"},
    "portal:section": {"firm_name": "别人的单位"},
    "organisations:firm": {"email": "neighbour@example.com"},
    "organisations:remove-member": {"account": "owner"},
    "office:examine": {"finding": "meets", "comment": "符合"},
    "office:start-procedure": {"kind": "hearing", "days": "5", "notice": "听证"},
    "office:end-procedure": {"kind": "hearing", "result": "通过"},
    "office:extend": {"days": "5", "reason": "疑难"},
    "office:decide": {"grant": "yes"},
    "office:record-check": {"kept": "yes", "notes": "看过"},
    "counter:serve": {"how": "post"},
    "administration:end-office": {"until": "2026-12-31"},
}
# One's own thing with something in it that is not: who, URL, ids, what is sent.
WITHIN_ONES_OWN = [
    ("neighbour", "portal:remove", {"draft_id": "neighbour's draft", "upload_id": "upload"}, {}),
    ("owner", "portal:way", {"draft_id": "draft", "material": "noise"}, {"kind": "A"}),
    ("owner", "portal:upload", {"draft_id": "draft", "material": "noise"}, {"file": ""}),
    ("owner", "portal:supply", {"case_id": "running", "material": "noise"}, {"file": ""}),
    ("owner", "organisations:remove-member", {"uscc": "uscc"}, {"account": "neighbour"}),
    (
        "owner",
        "portal:supplement-upload",
        {"case_id": "waiting", "material": "rules"},
        {"file": ""},
    ),
    ("examiner", "office:note", {"case_id": "submitted", "item": "nothing"}, {"complete": "1"}),
    ("examiner", "office:branch", {"case_id": "running", "item": "nothing"}, {}),
    ("examiner", "office:visit", {"case_id": "running", "visit": "nothing"}, {}),
    ("examiner", "office:check", PLEDGE | {"material": "nothing"}, {}),
    ("examiner", "office:check", PLEDGE | {"case_id": "running"}, {}),
    ("health examiner", "office:record", SITE | {"item": "fire"}, {}),
    ("administrator", "administration:region", {"code": "510112"}, {}),
    ("administrator", "administration:person", {"number": "clerk away"}, {}),
    ("administrator", "administration:person", {"number": "owner"}, {}),
    ("administrator", "administration:new-password", {"number": "owner"}, {}),
    ("clerk", "counter:choose-applicant", {}, {"applicant": "owner"}),
]


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker) -> Iterator[Scene]:
    """The town in a transaction around all tests here; what a test does to it is rolled back."""
    outer = transaction.atomic()
    outer._from_testcase = True  # as Django's TestCase marks it: durable operations may nest in it
    with django_db_blocker.unblock(), outer:
        yield trespass.scene()
        transaction.set_rollback(True)


@pytest.fixture
def scene(town: Scene, db: None) -> Scene:
    return town


def test_the_table_has_every_url_with_an_id() -> None:
    assert {name: frozenset(line.ids) for name, line in TABLE.items()} == trespass.with_ids()


@pytest.mark.parametrize("name", TABLE)
def test_the_right_one_comes_in(scene: Scene, name: str) -> None:
    line = TABLE[name]

    answers = _tries(scene, line.owner, name)

    assert answers
    for answer in answers:
        assert answer.status_code not in {NOT_FOUND, NOT_ALLOWED}, answer.content.decode()
        assert "/sign-in/" not in answer.get("Location", "")


@pytest.mark.parametrize("name", [n for n, line in TABLE.items() if line.wrong])
def test_everybody_else_stays_outside(scene: Scene, name: str) -> None:
    before = trespass.everything()
    for who, status in TABLE[name].wrong.items():
        knocked = trespass.knocks()

        answers = _tries(scene, who, name)

        assert {answer.status_code for answer in answers} == {status}, who
        assert trespass.knocks() == knocked + len(answers), f"{who} left no trace"
        nobodys = _tries(replace(scene, ids=scene.nobodys), who, name)
        assert [_said(each) for each in answers] == [_said(each) for each in nobodys], who
    assert trespass.everything() == before


@pytest.mark.parametrize("name", [n for n, line in TABLE.items() if line.owner != "nobody"])
def test_strangers_are_sent_to_sign_in(scene: Scene, name: str) -> None:
    before = trespass.everything()

    answers = _tries(scene, "nobody", name)

    assert answers
    for answer in answers:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/?next=")
    assert trespass.everything() == before


@pytest.mark.parametrize(("who", "name", "ids", "sent"), WITHIN_ONES_OWN)
def test_within_ones_own_nothing_of_others_is_reached(
    scene: Scene, who: str, name: str, ids: Mapping[str, str], sent: Mapping[str, str]
) -> None:
    before, knocked = trespass.everything(), trespass.knocks()

    answer = scene.browser(who).post(_address(scene, name, ids), _fields(scene, sent))

    assert answer.status_code == NOT_FOUND
    assert trespass.knocks() == knocked + 1
    assert trespass.everything() == before


def _tries(scene: Scene, who: str, name: str) -> list[HttpResponse]:
    """Return what somebody gets who looks and who posts, where the page knows the method."""
    browser, address = scene.browser(who), _address(scene, name, TABLE[name].ids)
    answers = [browser.get(address), browser.post(address, _fields(scene, SENT.get(name, {})))]
    return [answer for answer in answers if answer.status_code != NO_METHOD]


def _address(scene: Scene, name: str, ids: Mapping[str, str]) -> str:
    return reverse(name, kwargs={key: scene.word(word) for key, word in ids.items()})


def _fields(scene: Scene, sent: Mapping[str, str]) -> dict[str, object]:
    return {key: a_picture() if key == "file" else scene.word(w) for key, w in sent.items()}


def _said(answer: HttpResponse) -> tuple[int, bytes]:
    """Return what a page says, without what differs each time: its head, its token, its address."""
    main = answer.content.partition(b"<main")[2]
    address = answer.wsgi_request.path.encode()
    return answer.status_code, TOKEN.sub(b"", main).replace(address, b"")
