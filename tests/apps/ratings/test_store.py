"""The store alone: nothing in it leads to a case, a person or a moment without the key."""

import hashlib
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.ratings import operations, queries
from banhao.apps.ratings.models import GroupRecord, RatingRecord
from banhao.apps.vault.ciphers import TamperedError
from banhao.core.authority.acts import ANYBODY, Role
from banhao.core.ratings.values import Answer, Caller, Level
from tests.apps import small_city
from tests.apps.cases.town import officer
from tests.apps.ratings.services import handed_out, link_to, not_accepted

pytestmark = pytest.mark.django_db
BAD = Answer(Level.DISSATISFIED, (), "排了两个小时", Caller("周晓梅", "19900000021"))


@pytest.fixture
def person(db):
    small_city.publish()
    return small_city.a_person()


def rows(label):
    return [r for m in apps.get_app_config(label).get_models() for r in m.objects.values_list()]


def test_no_value_of_the_store_stands_anywhere_else(person):
    now = timezone.now()
    case = handed_out(person, now)
    operations.rate(actor=ANYBODY, link=link_to(case), answer=BAD, now=now)
    while tell_subscribers(now):
        pass

    own = {value for row in rows("ratings") for value in row if isinstance(value, str)}
    others = {
        str(value)
        for label in ("cases", "deliveries", "papers", "people", "drafts", "files", "certificates")
        for row in rows(label)
        for value in row
    }

    assert own & others == {"999999"}  # the region
    days = {v for row in rows("ratings") for v in row if isinstance(v, date)}
    assert days <= {now.date().replace(day=1), timezone.localdate(now)}
    everything = repr(rows("ratings"))
    for known in (case.hex, str(case), "周晓梅", "19900000021", "排了", "stall", "office"):
        assert known not in everything


def test_without_the_key_neither_the_digest_nor_the_content_can_be_had(person, monkeypatch):
    now = timezone.now()
    case = not_accepted(person, now)
    operations.rate(actor=ANYBODY, link=link_to(case), answer=BAD, now=now)
    row = RatingRecord.objects.get()
    seq = queries.open_services(case, now)[0].service.occasion.seq

    guesses = [case.bytes, case.hex.encode(), str(case).encode(), f"rating {seq}".encode()]
    guesses += [one + f" {seq}".encode() for one in guesses]
    assert row.occasion not in {
        hashlib.new(name, one).hexdigest() for name in ("sha256", "sm3") for one in guesses
    }
    monkeypatch.setattr(settings, "VAULT_KEY", "00" * 32)
    with pytest.raises(TamperedError):
        queries.kept(row)
    with pytest.raises(TamperedError):
        queries.given(queries.services.services(case)[0].occasion)


def test_five_of_a_closed_month_are_released_once_and_never_change(person):
    now = timezone.now()
    before = now - timedelta(days=70)
    reader = officer(950, Role.SUPERVISOR)
    for level in (5, 5, 4, 2):
        case = handed_out(person, before)
        operations.rate(actor=ANYBODY, link=link_to(case), answer=Answer(Level(level)), now=before)

    four = operations.release_groups(now=now), queries.held_back(reader, now)
    case = handed_out(person, before)
    operations.rate(actor=ANYBODY, link=link_to(case), answer=Answer(Level(1)), now=before)
    too_early = operations.release_groups(now=before)
    five = operations.release_groups(now=now)

    assert four == (0, 4)
    assert (too_early, five) == (0, 1)
    assert operations.release_groups(now=now) == 0
    (group,) = queries.groups(reader, now)
    assert group.levels == {5: 2, 4: 1, 2: 1, 1: 1}
    assert queries.held_back(reader, now) == 0
    assert queries.groups(officer(951, Role.EXAMINER, region="510112"), now) == []
    assert GroupRecord.objects.get().parts == [["office", "stall"]]
