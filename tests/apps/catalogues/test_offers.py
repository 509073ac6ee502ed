"""A district takes over a theme of the city above it, with its own departments, and gives it up."""

import pytest

from banhao.apps.catalogues import operations, queries
from banhao.apps.catalogues.models import CatalogueVersionRecord
from banhao.apps.catalogues.operations import offers
from banhao.apps.organisations.operations import places
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.errors import CatalogueError, NotFound
from banhao.core.messages import Text
from tests.apps import small_city
from tests.apps.small_city import NOW

pytestmark = pytest.mark.django_db
CITY, DISTRICT, ELSEWHERE = "990000", "990102", "880102"
THEME = small_city.THEME
REGION = small_city.REGION.replace('"999999"', f'"{CITY}"')


@pytest.fixture(autouse=True)
def city():
    small_city.publish({"smallcity/region.toml": REGION})
    for code, slug in ((DISTRICT, "eastside"), (ELSEWHERE, "elsewhere")):
        places.create_region(actor=THE_OPERATOR, code=code, slug=slug, title=Text(slug), now=NOW)
    places.create_department(
        actor=THE_OPERATOR, region=DISTRICT, slug="approval", title=Text("审批局"), now=NOW
    )


def offer(authorities=None, region=DISTRICT, theme=THEME):
    return offers.offer_theme(
        actor=THE_OPERATOR,
        region=region,
        theme=theme,
        authorities={"stall": "approval"} if authorities is None else authorities,
        now=NOW,
    )


def test_the_district_has_the_theme_with_its_own_department_and_the_citys_promise():
    before = queries.published()

    offer()

    now = queries.published()
    here, there = now.regions["eastside"], now.regions["smallcity"]
    assert here.themes.keys() == {"eastside/open-a-stall"} or "open-a-stall" in str(here.themes)
    assert here.implementations["stall"].authority == "approval"
    assert here.implementations["stall"].promise == there.implementations["stall"].promise
    assert here.office_hours == there.office_hours
    assert there == before.regions["smallcity"]
    assert {t.id for t in queries.own_themes(DISTRICT)} == {"eastside/open-a-stall"}


def test_a_new_version_of_the_catalogue_keeps_what_districts_offer():
    offer()
    changed = {
        "smallcity/region.toml": REGION,
        "smallcity/items/stall.toml": small_city.IMPLEMENTATION.replace("5", "4"),
    }

    small_city.publish(changed)

    here = queries.published().regions["eastside"]
    assert here.implementations["stall"].promise == 4
    assert here.implementations["stall"].authority == "approval"


def test_the_citys_task_code_is_not_the_districts():
    """It begins with the credit code of the city's authority."""
    code = "11999999MB000000114990199001001"
    small_city.publish(
        {
            "smallcity/region.toml": REGION,
            "smallcity/items/stall.toml": small_city.IMPLEMENTATION + f'task_code = "{code}"\n',
        }
    )

    offer()

    regions = queries.published().regions
    codes = [regions[one].implementations["stall"].task_code for one in ("smallcity", "eastside")]
    assert codes == [code, ""]


def test_a_version_without_the_theme_is_not_published_and_says_whose_offer_stands_against_it():
    offer()
    before = queries.published_version()
    gone = {**small_city.FOLDER, "smallcity/region.toml": REGION}
    text = gone.pop("smallcity/themes/open-a-stall.toml")
    version = operations.load_draft(
        actor=THE_OPERATOR, texts=gone | {"smallcity/themes/other.toml": text}, now=NOW
    )

    with pytest.raises(CatalogueError) as caught:
        operations.publish_version(actor=THE_OPERATOR, version=version, now=NOW)

    assert caught.value.problems[0].message.code == "catalogue.offer_theme_gone"
    assert queries.published_version() == before


def test_stopping_brings_back_the_version_before():
    before = queries.published_version()
    offer()

    offers.stop_offering(actor=THE_OPERATOR, region=DISTRICT, theme=THEME, now=NOW)

    assert queries.published_version() == before
    assert queries.offered_themes(DISTRICT) == frozenset()
    assert CatalogueVersionRecord.objects.filter(state="published").count() == 1
    with pytest.raises(NotFound):
        offers.stop_offering(actor=THE_OPERATOR, region=DISTRICT, theme=THEME, now=NOW)


@pytest.mark.parametrize("authorities", [{}, {"stall": "nowhere"}, {"other": "approval"}])
def test_an_item_without_a_department_stops_it(authorities):
    before = queries.published_version()

    with pytest.raises(CatalogueError) as caught:
        offer(authorities)

    assert caught.value.problems[0].message.code == "catalogue.offer_without_authority"
    assert queries.published_version() == before
    assert queries.offered_themes(DISTRICT) == frozenset()


@pytest.mark.parametrize(
    ("region", "theme"), [(ELSEWHERE, THEME), (DISTRICT, "smallcity/none"), ("999998", THEME)]
)
def test_only_themes_of_a_region_above(region, theme):
    with pytest.raises(NotFound):
        offer(region=region, theme=theme)
