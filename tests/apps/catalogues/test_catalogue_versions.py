"""Versions in the database: drafts, one published, cases keep theirs; plans stored once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from banhao.apps.catalogues import operations, queries
from banhao.apps.catalogues.models import CatalogueVersionRecord, PlanRecord
from banhao.apps.organisations.models import CounterRecord, DepartmentRecord, RegionRecord
from banhao.core.authority.acts import ANYBODY, THE_OPERATOR
from banhao.core.catalogue.load import read_folder_texts
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Standing
from banhao.core.errors import CatalogueError, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 9, 17, 1, 0, tzinfo=UTC)
FOLDER = Path(__file__).parents[3] / "catalogues"
TEXTS = {p.relative_to(FOLDER).as_posix(): p.read_text("utf-8") for p in FOLDER.rglob("*.toml")}
PROMISE = "jinan/items/FIRER.toml"
OTHER = TEXTS | {PROMISE: TEXTS[PROMISE].replace("promise = 13", "promise = 11")}


@pytest.fixture(autouse=True)
def fresh_caches():
    queries.catalogue.cache_clear()
    queries.plan.cache_clear()


def load(texts=TEXTS):
    return operations.load_draft(actor=THE_OPERATOR, texts=texts, now=NOW)


def publish(version):
    operations.publish_version(actor=THE_OPERATOR, version=version, now=NOW)


def test_nothing_is_offered_before_a_version_is_published():
    load()

    with pytest.raises(NotFound):
        queries.published()


def test_what_is_published_is_what_the_folder_says():
    publish(load())

    assert queries.published() == read_folder_texts(TEXTS)


def test_loading_the_same_folder_again_changes_nothing():
    first = load()
    publish(first)

    assert load() == first
    assert queries.published_version() == first


def test_a_new_version_supersedes_and_the_old_one_stays_readable():
    first, second = load(), load(OTHER)
    publish(first)
    publish(second)

    def promise(version):
        return queries.catalogue(version).regions["jinan"].implementations["FIRER"].promise

    assert queries.published_version() == second
    assert (promise(first), promise(second)) == (13, 11)
    states = dict(CatalogueVersionRecord.objects.values_list("version", "state"))
    assert states == {first: "superseded", second: "published"}


def test_an_old_version_can_be_published_again():
    first, second = load(), load(OTHER)
    for version in (first, second, first):
        publish(version)

    assert queries.published_version() == first


def test_the_latest_draft_is_the_one_loaded_last():
    publish(load())
    assert queries.latest_draft() == ""

    second = load(OTHER)
    assert queries.latest_draft() == second


def test_publishing_makes_regions_departments_and_counters():
    version = load()
    publish(version)
    publish(version)

    assert set(RegionRecord.objects.values_list("slug", flat=True)) == {
        "zibo",
        "jinan",
        "longquanyi",
    }
    assert DepartmentRecord.objects.count() == 2 + 8 + 12
    assert CounterRecord.objects.count() == 6


def test_a_broken_folder_leaves_nothing_behind():
    with pytest.raises(CatalogueError):
        load(TEXTS | {PROMISE: "promise = 99"})

    assert not CatalogueVersionRecord.objects.exists()


def test_nobody_else_may_load_or_publish():
    version = load()

    with pytest.raises(NotAllowed):
        operations.load_draft(actor=ANYBODY, texts=TEXTS, now=NOW)
    with pytest.raises(NotAllowed):
        operations.publish_version(actor=ANYBODY, version=version, now=NOW)
    assert queries.published_version() == ""


def test_a_version_nobody_loaded_cannot_be_published():
    with pytest.raises(NotFound):
        publish("0" * 64)


def test_two_versions_cannot_be_published_at_once():
    publish(load())

    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogueVersionRecord.objects.create(
            version="1" * 64, state="published", documents=b"{}", loaded_at=NOW
        )


def test_a_plan_is_stored_once_and_comes_back_the_same():
    publish(load())
    theme = queries.published().theme("zibo/open-a-pharmacy")
    answers = {question.element: question.reference for question in theme.questions}
    plan = compile_plan(
        queries.published(), theme.id, answers, Standing(**theme.reference_standing)
    )

    with transaction.atomic():
        first, second = operations.keep_plan(plan), operations.keep_plan(plan)

    assert first == second
    assert PlanRecord.objects.count() == 1
    assert queries.plan(first) == plan
    with pytest.raises(NotFound):
        queries.plan("0" * 64)
