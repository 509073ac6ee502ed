"""What is sealed stays where it was sealed, and is gone when its key is."""

from uuid import uuid4

import pytest

from banhao.apps.vault import ciphers, operations, queries
from banhao.apps.vault.models import ContentRecord, KeyRecord
from banhao.core.errors import Conflict, NotFound

pytestmark = pytest.mark.django_db


def _seal(subject, name="form", content=b'{"name": "x"}', **more):
    return operations.seal(subject=subject, kind="form", name=name, content=content, **more)


def test_what_was_sealed_comes_back_and_is_not_readable_in_the_table():
    subject = uuid4()

    digest = _seal(subject, content=b"plain words" * 50)

    assert queries.unseal(subject, "form", "form") == b"plain words" * 50
    assert digest == queries.keyed_digest(subject, b"plain words" * 50)
    sealed = bytes(ContentRecord.objects.get().sealed)
    assert b"plain" not in sealed
    assert len(sealed) < 200  # packed before it is sealed


def test_the_latest_revision_is_read_and_older_ones_stay_unless_told():
    subject = uuid4()
    _seal(subject, content=b"one")
    _seal(subject, content=b"two")

    assert queries.unseal(subject, "form", "form") == b"two"
    assert queries.unseal(subject, "form", "form", revision=1) == b"one"

    _seal(subject, content=b"three", keep_older=False)

    assert queries.unseal(subject, "form", "form") == b"three"
    assert list(ContentRecord.objects.values_list("revision", flat=True)) == [3]


@pytest.mark.parametrize("changed", ["subject", "name", "revision", "kind"])
def test_swapped_rows_are_found(changed):
    first, second = uuid4(), uuid4()
    _seal(first, content=b"first")
    if changed == "subject":
        _seal(second, content=b"second")
    elif changed == "name":
        _seal(first, name="other", content=b"second")
    elif changed == "kind":
        operations.seal(subject=first, kind="note", name="form", content=b"second")
    else:
        _seal(first, content=b"second")
    one, two = ContentRecord.objects.order_by("pk")

    one.sealed, two.sealed = two.sealed, one.sealed
    one.save()
    two.save()

    for row in (one, two):
        with pytest.raises(ciphers.TamperedError):
            queries.unseal(row.subject, row.kind, row.name, revision=row.revision)


def test_swapped_keys_and_edited_bytes_are_found():
    first, second = uuid4(), uuid4()
    _seal(first)
    _seal(second)
    one, two = KeyRecord.objects.get(pk=first), KeyRecord.objects.get(pk=second)

    KeyRecord.objects.filter(pk=first).update(wrapped=two.wrapped)
    KeyRecord.objects.filter(pk=second).update(wrapped=one.wrapped)

    with pytest.raises(ciphers.TamperedError):
        queries.unseal(first, "form", "form")


def test_a_destroyed_key_takes_the_content_with_it_for_good():
    subject = uuid4()
    _seal(subject)
    file = operations.encrypt(subject=subject, content=b"scan", name="a.pdf")

    operations.destroy_key(subject=subject)

    assert queries.is_destroyed(subject)
    assert queries.unseal(subject, "form", "form") is None
    assert queries.decrypt(subject, file, "a.pdf") is None
    assert not ContentRecord.objects.exists()
    with pytest.raises(NotFound):
        queries.keyed_digest(subject, b"")
    with pytest.raises(Conflict):
        _seal(subject)


def test_nothing_sealed_is_not_the_same_as_destroyed():
    subject = uuid4()

    assert queries.unseal(subject, "form", "form") is None
    assert not queries.is_destroyed(subject)


def test_the_same_words_of_two_subjects_have_different_digests():
    assert _seal(uuid4()) != _seal(uuid4())


def test_a_file_belongs_to_its_subject_and_name():
    subject = uuid4()
    sealed = operations.encrypt(subject=subject, content=b"scan", name="a.pdf")

    assert queries.decrypt(subject, sealed, "a.pdf") == b"scan"
    with pytest.raises(ciphers.TamperedError):
        queries.decrypt(subject, sealed, "b.pdf")


def test_another_master_key_opens_nothing(settings):
    subject = uuid4()
    _seal(subject)

    settings.VAULT_KEY = "00" * 32

    with pytest.raises(ciphers.TamperedError):
        queries.unseal(subject, "form", "form")
