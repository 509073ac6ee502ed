"""The scan of the journal after all journeys can find what it looks for."""

import json

from banhao.demo_sources.population import firm
from tests.journeys.city import City
from tests.journeys.conftest import personal_data


def test_a_name_in_an_event_would_be_found(city: City) -> None:
    owner = firm(4).representative

    assert personal_data(f"Submitted {owner.name}") == [owner.name]
    assert personal_data(json.dumps({"who": owner.name})) == [owner.name]
    assert len(city.journal()) > 1000
