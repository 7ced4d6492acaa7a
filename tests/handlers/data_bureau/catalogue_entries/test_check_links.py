"""Every entry leads to data, with its number on the platform and a day of its last update."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.catalogue_entries.check_links import check_links
from tests.handlers.city import City

GOOD = {"entry_code": "L-1", "platform_no": "PT-1", "updated_on": "2027-01-20"}


@pytest.mark.parametrize(("links", "complete"), [
    ([GOOD], True),
    ([], False),
    ([GOOD | {"platform_no": ""}], False),
    ([GOOD | {"updated_on": "2027-01-21"}], False),
    ([GOOD | {"updated_on": None}], False),
    ([GOOD, GOOD | {"entry_code": "L-9"}], False),
    ([GOOD | {"entry_code": "L-9"}], False),
])
def test_links(city: City, links: list[dict[str, Any]], complete: bool) -> None:
    answers = {"catalogue_entries": [{"name": "路口流量", "code": "L-1"}], "catalogue_links": links}
    assert city.run(check_links, answers).variables["links_complete"] is complete
