"""Distances, nearest points and points in outlines, on a round Earth. Degrees are WGS 84."""

from bisect import insort
from collections.abc import Iterable, Sequence
from itertools import compress, count, pairwise
from math import asin, cos, hypot, inf, radians, sin, sqrt
from operator import ne
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of WGS 84 (IUGG)."""

LEAF_SIZE = 12
"""Points below which looking at each is quicker than dividing them; measured from 4 to 64."""


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance (haversine): within 0.5 % of the ellipsoid's."""
    north = sin(radians(other_latitude - latitude) / 2)
    east = sin(radians(other_longitude - longitude) / 2)
    half_chord = north * north + cos(radians(latitude)) * cos(radians(other_latitude)) * east * east
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_chord)))


class Leaf(NamedTuple):
    """A few points: unit vector and id."""

    points: list[tuple[float, float, float, str]]


class Fork(NamedTuple):
    """Points divided by a plane across one axis; those on the plane may be on both sides."""

    axis: int
    value: float
    below: "Fork | Leaf"
    above: "Fork | Leaf"


class NearestIndex:
    """The points nearest to any place, exactly: a k-d tree over points on the unit sphere.

    As straight lines through the Earth sort like the ways around it, neither the poles nor the antimeridian
    need care. Points equally far are sorted by id, so builds repeat.
    """

    def __init__(self, points: Iterable[tuple[str, float, float]]) -> None:
        """`points`: id, latitude, longitude."""
        self._root = _grow([(*_unit_vector(latitude, longitude), id) for id, latitude, longitude in points])

    def nearest(self, latitude: float, longitude: float, limit: int) -> list[str]:
        """The ids of the `limit` nearest points, nearest first; all, if there are fewer."""
        if limit < 1:
            return []
        x, y, z = target = _unit_vector(latitude, longitude)
        best: list[tuple[float, str]] = [(inf, "")] * limit  # squared chords, ascending
        waiting: list[tuple[float, Fork | Leaf]] = [(0.0, self._root)]
        while waiting:
            at_least, node = waiting.pop()
            if at_least > best[-1][0]:
                continue
            while isinstance(node, Fork):
                offset = target[node.axis] - node.value
                near, far = (node.below, node.above) if offset < 0 else (node.above, node.below)
                waiting.append((max(at_least, offset * offset), far))
                node = near
            for px, py, pz, id in node.points:
                east, north, up = px - x, py - y, pz - z
                found = (east * east + north * north + up * up, id)
                if found < best[-1]:
                    best.pop()
                    insort(best, found)
        return [id for squared, id in best if squared < inf]


def _grow(points: list[tuple[float, float, float, str]]) -> Fork | Leaf:
    """Divide at the median of the widest axis until few are left, or all that are left are in one place."""
    if len(points) <= LEAF_SIZE:
        return Leaf(points)
    spread, axis = max((max(column) - min(column), axis) for axis, column in enumerate(_columns(points)))
    if spread == 0:
        return Leaf(points)
    points.sort(key=lambda point: (point[axis], point[3]))
    middle = len(points) // 2
    value = points[middle][axis]
    assert isinstance(value, float)
    return Fork(axis, value, _grow(points[:middle]), _grow(points[middle:]))


def _columns(points: list[tuple[float, float, float, str]]) -> Iterable[list[float]]:
    yield [point[0] for point in points]
    yield [point[1] for point in points]
    yield [point[2] for point in points]


def _unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    phi, theta = radians(latitude), radians(longitude)
    return cos(phi) * cos(theta), cos(phi) * sin(theta), sin(phi)


class Ring(NamedTuple):
    """A closed line, its first point repeated as its last; it may not cross the antimeridian."""

    latitudes: Sequence[float]
    longitudes: Sequence[float]


def inside(rings: Iterable[Ring], latitude: float, longitude: float) -> bool:
    """Whether a place is inside an outline, by the even-odd rule: islands and holes are rings alike."""
    odd = False
    for latitudes, longitudes in rings:
        is_north = [corner > latitude for corner in latitudes]
        # The sides that the parallel of the place crosses; each counts if it does so east of the place.
        for i in compress(count(), map(ne, is_north, is_north[1:])):
            part = (latitude - latitudes[i]) / (latitudes[i + 1] - latitudes[i])
            odd ^= longitude < longitudes[i] + part * (longitudes[i + 1] - longitudes[i])
    return odd


def distance_to_rings_km(rings: Iterable[Ring], latitude: float, longitude: float) -> float:
    """The way from a place to the nearest side of an outline; infinite if there is none.

    Reckoned on a plane through the place: good to 1 % up to 100 km, and too rough beyond 1,000 km.
    """
    north_km = radians(1) * EARTH_RADIUS_KM
    east_km = north_km * cos(radians(latitude))
    shortest = inf
    for ring in rings:
        plane = [
            (((lon - longitude + 180) % 360 - 180) * east_km, (lat - latitude) * north_km)
            for lat, lon in zip(ring.latitudes, ring.longitudes, strict=True)
        ]
        for (x, y), (next_x, next_y) in pairwise(plane):
            shortest = min(shortest, _distance_to_side(x, y, next_x - x, next_y - y))
    return shortest


def _distance_to_side(x: float, y: float, across: float, up: float) -> float:
    """From the origin to the nearest point of the side that starts at (x, y)."""
    squared = across * across + up * up
    part = min(1.0, max(0.0, -(x * across + y * up) / squared)) if squared else 0.0
    return hypot(x + part * across, y + part * up)
