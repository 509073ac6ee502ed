"""The demo: a marked database with the catalogue, made-up people, and some running cases.

Everything is made by calling operations, at past moments. It knows no catalogue: it takes regions,
departments, themes, questions and form elements as it finds them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.apps import apps
from django.db.models import Model

from banhao.apps.catalogues import operations as catalogues
from banhao.apps.catalogues.queries import published
from banhao.apps.people.operations.demo import mark_demo
from banhao.apps.people.queries import is_demo
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.errors import Conflict
from banhao.core.messages import Message
from banhao.site.demo.moments import opening
from banhao.site.demo.people import bring_people
from banhao.site.demo.stories import tell_stories

Say = Callable[[str], None]


def make_demo(*, texts: Mapping[str, str], now: datetime, say: Say) -> None:
    """Make or complete the demo in this database; a second time only what is new.

    `texts`: the catalogue's files, relative path → TOML. :raises Conflict: if there is anything in
    the database that the demo did not make. :raises CatalogueError: with all problems.
    """
    if not is_demo() and not _is_empty():
        raise Conflict(Message("site.not_empty"))
    mark_demo(actor=THE_OPERATOR, now=now)
    version = catalogues.load_draft(actor=THE_OPERATOR, texts=texts, now=opening(now))
    catalogues.publish_version(actor=THE_OPERATOR, version=version, now=opening(now))
    catalogue = published()
    say(
        f"目录 / catalogue {version[:12]}: {sum(len(r.themes) for r in catalogue.regions.values())}"
    )
    people = bring_people(catalogue=catalogue, now=now)
    say(f"演示人员 / demo people: {len(people.officers) + len(people.applicants)}")
    tell_stories(catalogue=catalogue, people=people, now=now, say=say)


def _is_empty() -> bool:
    """Whether no room of ours has a row."""
    return not any(_has_rows(model) for model in apps.get_models() if _is_ours(model))


def _is_ours(model: type[Model]) -> bool:
    return model.__module__.startswith("banhao.")


def _has_rows(model: type[Model]) -> bool:
    return model._default_manager.exists()
