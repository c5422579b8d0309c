"""Which pages there are, and how long lists are cut."""

import pytest

from sitegen.derive import Directory
from sitegen.model import OfferedService, Service
from sitegen.pages.plan import plan_lists, plan_regions, sheets
from sitegen.pages.subjects import CentresSubject, RegionSubject, ServiceSubject, Sheet
from support.made_up import REGIONS, make_centre, make_directory

HELP = Service(id="help", name={"id": "Bantuan"})


def shape(sheet: Sheet) -> list[tuple[str | None, list[str]]]:
    return [(section.region_code, [one.id for one in section.centres]) for section in sheet.sections]


@pytest.fixture
def directory() -> Directory:
    offered = (OfferedService(id="help"),)
    return make_directory(
        make_centre("a", "U.1", services=offered),
        make_centre("b", "U.2"),
        make_centre("c", "S.1", services=offered),
        make_centre("d", "U"),
        services=(HELP,),
    )


def test_every_region_with_a_page_has_one_in_each_language(directory: Directory) -> None:
    pages = [(one.language, one.region_code) for one in plan_regions(directory) if isinstance(one, RegionSubject)]
    assert sorted(pages) == sorted(
        (language, code) for language in ("id", "en") for code in ("S", "S.1", "U", "U.1", "U.2")
    )


def test_a_list_is_grouped_by_the_highest_regions_in_the_order_of_names(directory: Directory) -> None:
    (sheet,) = sheets(directory, directory.summaries.values(), below=None)
    assert shape(sheet) == [("S", ["c"]), ("U", ["a", "b", "d"])]
    assert (sheet.number, sheet.count, sheet.total) == (1, 1, 4)


def test_within_a_region_those_without_a_smaller_one_come_first(directory: Directory) -> None:
    (sheet,) = sheets(directory, directory.inside("U"), below=REGIONS.get("U"))
    assert shape(sheet) == [(None, ["d"]), ("U.2", ["b"]), ("U.1", ["a"])]


def test_a_long_list_is_cut_and_each_region_says_where_it_begins() -> None:
    centres = [make_centre(f"u{number}", "U.1") for number in range(5)] + [
        make_centre("s", "S.1"),
        make_centre("v", "U.2"),
    ]
    directory = make_directory(*centres, listing_size=3)
    first, second, third = sheets(directory, directory.summaries.values(), below=None)
    assert shape(first) == [("S", ["s"]), ("U", ["u0", "u1"])]
    assert shape(second) == [("U", ["u2", "u3", "u4"])]
    assert shape(third) == [("U", ["v"])]
    assert first.starts == (("S", 1, 1), ("U", 6, 1))
    numbers = [
        one.sheet.number for one in plan_lists(directory) if isinstance(one, CentresSubject) and one.language == "id"
    ]
    assert numbers == [1, 2, 3]


def test_a_region_that_begins_where_a_sheet_is_full_begins_on_the_next() -> None:
    directory = make_directory(make_centre("s", "S.1"), make_centre("u", "U.1"), listing_size=1)
    first, second = sheets(directory, directory.summaries.values(), below=None)
    assert (shape(first), shape(second)) == ([("S", ["s"])], [("U", ["u"])])
    assert first.starts == (("S", 1, 1), ("U", 1, 2))


def test_an_empty_list_has_one_sheet() -> None:
    directory = make_directory()
    (sheet,) = sheets(directory, (), below=None)
    assert (sheet.total, sheet.sections) == (0, ())


def test_a_service_lists_the_centres_that_offer_it(directory: Directory) -> None:
    (page,) = [one for one in plan_lists(directory) if isinstance(one, ServiceSubject) and one.language == "id"]
    assert shape(page.sheet) == [("S", ["c"]), ("U", ["a"])]
