"""What every page asks by hand is what the ORM would return."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from banhao.apps.people.models import AccountRecord
from banhao.apps.people.rows import row
from banhao.apps.people.sessions import SessionStore


@pytest.fixture
def account(db):
    return AccountRecord.objects.create(
        email="li@example.com", display_name="李思远", made_at=timezone.now(), wants_mail=True
    )


def test_a_row_by_hand_is_the_row_of_the_orm(account):
    found, same = row(AccountRecord, "id = %s", account.pk), AccountRecord.objects.get()

    assert {f.attname: getattr(found, f.attname) for f in AccountRecord._meta.fields} == {
        f.attname: getattr(same, f.attname) for f in AccountRecord._meta.fields
    }
    assert found.made_at == account.made_at
    assert found.wants_mail is True


def test_a_row_by_hand_can_be_saved(account):
    found = row(AccountRecord, "id = %s", account.pk)
    found.display_name = "赵文博"
    found.save()

    assert [each.display_name for each in AccountRecord.objects.all()] == ["赵文博"]


def test_there_is_no_row_without_one(db):
    assert row(AccountRecord, "id = %s", 7) is None


def test_a_session_is_read_until_it_ends(db):
    store = SessionStore()
    store["word"] = "kept"
    store.create()
    again = SessionStore(store.session_key)
    assert again["word"] == "kept"

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    ended = SessionStore(store.session_key)

    assert ended.get("word") is None
    assert ended.session_key is None
