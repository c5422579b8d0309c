"""Who serves whom, and what is nearest."""

import pytest

from sitegen.derive import Directory, Near
from sitegen.model import Level
from sitegen.regions import Region
from support.made_up import REGIONS, make_centre, make_directory


def region(code: str) -> Region:
    found = REGIONS.get(code)
    assert found is not None
    return found


def ids(near: tuple[Near, ...]) -> list[str]:
    return [seen.centre.id for seen in near]


@pytest.fixture
def directory() -> Directory:
    return make_directory(
        make_centre("a", "U.1"),
        make_centre("b", "U.2", point=(0.0, 101.5)),
        make_centre("c", "S.1"),
        make_centre("whole", "U.1", serves=("U",)),
        make_centre("planned", "U.2", status="planned"),
        make_centre("vague", "U"),
    )


def test_a_centre_is_in_its_region_and_all_above(directory: Directory) -> None:
    assert [one.id for one in directory.inside("U.1")] == ["a", "whole"]
    assert [one.id for one in directory.inside("U")] == ["a", "b", "planned", "vague", "whole"]
    assert directory.inside("nowhere") == ()


def test_who_serves_a_region_from_outside(directory: Directory) -> None:
    assert [one.id for one in directory.serving(region("U.2"))] == ["whole"]
    assert directory.serving(region("U.1")) == ()  # it is in it
    assert directory.serving(region("S.1")) == ()


def test_a_centre_of_which_only_the_province_is_known_serves_nobody_by_itself(directory: Directory) -> None:
    assert directory.catchment(directory.centres["vague"]) == ()
    assert directory.catchment(directory.centres["a"]) == ("U.1",)
    assert directory.catchment(directory.centres["whole"]) == ("U",)


def test_nearest_leaves_out_its_own_the_planned_and_the_vague(directory: Directory) -> None:
    assert ids(directory.near_region(region("U.1"))) == ["c", "b"]
    assert ids(directory.near_region(region("S.1"))) == ["a", "whole", "b"]


def test_nearest_says_where_the_sea_lies_between(directory: Directory) -> None:
    assert {seen.centre.id: seen.other_island for seen in directory.near_region(region("U.1"))} == {
        "b": False,
        "c": True,
    }


def test_a_distance_between_reference_points_is_only_about_so(directory: Directory) -> None:
    near = {seen.centre.id: seen.about for seen in directory.near_centre(directory.summaries["b"])}
    assert near == {"a": True, "whole": True, "c": True}
    exact = make_directory(make_centre("x", "U.1", point=(0.0, 100.0)), make_centre("y", "U.2", point=(0.0, 101.0)))
    (seen,) = exact.near_centre(exact.summaries["x"])
    assert (seen.about, seen.distance_km) == (False, 111.2)


def test_a_centre_of_hardly_known_place_has_no_nearest(directory: Directory) -> None:
    assert directory.near_centre(directory.summaries["vague"]) == ()


def test_with_one_level_of_regions_every_place_is_known() -> None:
    single = make_directory(
        make_centre("a", "U"), make_centre("b", "S"), levels=(Level(id="province", name={"id": "P"}, pages=True),)
    )
    assert ids(single.near_centre(single.summaries["a"])) == ["b"]
