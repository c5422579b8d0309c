"""Distances, nearest points and points in outlines, against known places and against brute force."""

from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.geo import NearestIndex, Ring, distance_km, distance_to_rings_km, inside

LATITUDES = st.integers(-90, 90) | st.floats(-90, 90)
LONGITUDES = st.integers(-180, 180) | st.floats(-180, 180)


@pytest.mark.parametrize(
    ("place", "other", "expected_km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 1), 111.195),
        ((0, 0), (1, 0), 111.195),
        ((90, 0), (-90, 123), 20015.1),
        ((0, 179.5), (0, -179.5), 111.195),  # across the antimeridian
        ((-6.1971, 106.8160), (-7.2492, 112.7508), 665.73),  # Jakarta, Surabaya; by the law of cosines
    ],
)
def test_distance_km(place: tuple[float, float], other: tuple[float, float], expected_km: float) -> None:
    assert distance_km(*place, *other) == pytest.approx(expected_km, abs=0.1)
    assert distance_km(*other, *place) == distance_km(*place, *other)


@given(
    places=st.lists(st.tuples(LATITUDES, LONGITUDES), max_size=60),
    latitude=LATITUDES,
    longitude=LONGITUDES,
    limit=st.integers(0, 8),
)
def test_nearest_is_as_near_as_brute_force(
    places: list[tuple[float, float]], latitude: float, longitude: float, limit: int
) -> None:
    points = {f"p{number:02}": place for number, place in enumerate(places)}
    found = NearestIndex((id, *place) for id, place in points.items()).nearest(latitude, longitude, limit)
    ways = {id: chord(*place, latitude, longitude) for id, place in points.items()}
    assert len(set(found)) == len(found) == min(limit, len(points))
    assert [ways[id] for id in found] == pytest.approx(sorted(ways.values())[:limit], abs=1e-9)


def test_points_equally_far_come_in_the_order_of_their_ids() -> None:
    ids = [f"p{number:02}" for number in range(40)]
    points = [(id, -8.2, 111.1) for id in reversed(ids)]
    assert NearestIndex(points).nearest(-8.2, 111.1, 5) == ids[:5]
    assert NearestIndex(points).nearest(60, -20, 40) == ids


def test_nearest_does_not_hang_on_the_order_of_the_points() -> None:
    points = [(f"p{number:03}", number % 7, number % 11) for number in range(300)]
    one, other = NearestIndex(points), NearestIndex(points[::-1])
    for latitude in range(7):
        assert one.nearest(latitude, 5, 9) == other.nearest(latitude, 5, 9)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (0, 180, ["east", "west"]),  # both one degree off: by id
        (0, -179.5, ["west", "east"]),
        (89.9, 0, ["pole", "east"]),
    ],
)
def test_nearest_across_the_antimeridian_and_at_a_pole(latitude: float, longitude: float, expected: list[str]) -> None:
    index = NearestIndex([("east", 0, 179), ("west", 0, -179), ("pole", 89.9, 180)])
    assert index.nearest(latitude, longitude, 2) == expected


def test_nearest_of_nothing() -> None:
    assert NearestIndex([]).nearest(0, 0, 5) == []


SQUARE = Ring([0, 0, 4, 4, 0], [10, 14, 14, 10, 10])
HOLE = Ring([1, 1, 2, 2, 1], [11, 12, 12, 11, 11])
ISLAND = Ring([6, 6, 7, 7, 6], [10, 11, 11, 10, 10])


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (3, 13, True),
        (3, 9, False),
        (3, 15, False),
        (5, 10.5, False),  # between the two parts
        (6.5, 10.5, True),  # the second part
        (1.5, 11.5, False),  # the hole
        (4, 9, False),  # on the parallel of a corner
        (2, 10.5, True),  # west of the hole, on the parallel of its corners
    ],
)
def test_inside(latitude: float, longitude: float, expected: bool) -> None:
    assert inside([SQUARE, HOLE, ISLAND], latitude, longitude) is expected


@given(
    corners=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=12),
    latitude=st.integers(0, 6),
    longitude=st.integers(0, 6),
)
def test_inside_agrees_with_another_ray(corners: list[tuple[int, int]], latitude: int, longitude: int) -> None:
    """A ray to the north crosses sides as often, even or odd, as the one to the east."""
    closed = [*corners, corners[0]]
    ring = Ring([corner[0] for corner in closed], [corner[1] for corner in closed])
    swapped = Ring(ring.longitudes, ring.latitudes)
    off_corner, off_side = latitude + 0.2391, longitude + 0.4137  # on no side: those have small slopes
    assert inside([ring], off_corner, off_side) is inside([swapped], off_side, off_corner)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected_km"),
    [
        (2, 15, 111.1),  # a side
        (-1, 9, 157.2),  # a corner
        (5, 10.5, 111.2),  # either part
        (0, 12, 0),  # on a side
    ],
)
def test_distance_to_rings_km(latitude: float, longitude: float, expected_km: float) -> None:
    assert distance_to_rings_km([SQUARE, ISLAND], latitude, longitude) == pytest.approx(expected_km, abs=0.2)


def test_no_ring_is_infinitely_far() -> None:
    assert distance_to_rings_km([], 0, 0) == float("inf")


def chord(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The straight way through a globe of radius 1, by a formula of its own."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    turn = radians(other_longitude - longitude)
    north, east = sin((phi - other_phi) / 2), sin(turn / 2)
    return 2 * sin(asin(min(1, sqrt(north * north + cos(phi) * cos(other_phi) * east * east))))
