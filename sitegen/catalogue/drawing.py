"""Maps for paper: outlines, a dot for each centre, and its number where there is room for it."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from math import hypot

from sitegen.catalogue.values import Dot, Drawing
from sitegen.maps import RegionMap

NUMBERED = 150
"""Centres above which a map shows dots alone: more numbers than that can't be told apart."""

ROUNDS = 80
EDGE = 2.0
PLATE = 3.7  # millimetres across: a number on it can be read
HOME = 0.9  # of a plate: how far above its dot it stands where nothing is in the way
CLEAR = 0.62  # of a plate: how near its middle may come to a dot

Point = tuple[float, float]


def draw(
    drawing: RegionMap,
    places: Sequence[tuple[int, float, float, bool]],
    *,
    room: tuple[float, float],
    alt: str,
    caption: str,
) -> Drawing:
    """`places`: number, latitude, longitude and whether it is exact. `room`: width and height on paper, in
    millimetres, of which the drawing fills what its shape allows."""
    points = [drawing.project(latitude, longitude) for _, latitude, longitude, _ in places]
    numbered = len(points) <= NUMBERED
    scale = min(room[0] / drawing.width, room[1] / drawing.height)
    labels = spread_labels(points, PLATE / scale, drawing.width, drawing.height) if numbered else points
    return Drawing(
        width=drawing.width,
        height=drawing.height,
        scale=round(scale, 4),
        plate=PLATE,
        paths=tuple(drawing.paths.values()),
        dots=tuple(
            Dot(
                number=number,
                x=round(x, 1),
                y=round(y, 1),
                label_x=round(label_x, 1),
                label_y=round(label_y, 1),
                exact=exact,
            )
            for (number, _, _, exact), (x, y), (label_x, label_y) in zip(places, points, labels, strict=True)
        ),
        numbered=numbered,
        alt=alt,
        caption=caption,
    )


def spread_labels(points: Sequence[Point], size: float, width: float, height: float) -> list[Point]:
    """Where the plates of numbers stand: near their points, none upon another, all inside the drawing.

    Plates push each other apart and are drawn back to their points, in a fixed order and number of rounds, so the
    same points give the same places.
    """
    # Points on one spot start in a spiral, or nothing would push them apart.
    homes = [(x, y - size * HOME) for x, y in points]
    labels = [(x + 0.7 * (number % 7 - 3), y + 0.7 * (number % 5 - 2)) for number, (x, y) in enumerate(homes)]
    dots = sorted(points)
    for turn in range(ROUNDS):
        pull = 0.06 * (1 - turn / ROUNDS)
        labels = [
            (x + (home_x - x) * pull, y + (home_y - y) * pull)
            for (x, y), (home_x, home_y) in zip(labels, homes, strict=True)
        ]
        _keep_off(labels, dots, size)
        moved = _push(labels, size)  # last, for a plate upon another can't be read
        labels = [_inside(label, size, width, height) for label in labels]
        if not moved and turn > ROUNDS // 2:
            break
    return labels


def _push(labels: list[Point], size: float) -> bool:
    """Plates that overlap move apart, each by half; whether any did."""
    moved = False
    order = sorted(range(len(labels)), key=lambda number: labels[number])
    for place, first in enumerate(order):
        for second in islice(order, place + 1, None):
            (x, y), (other_x, other_y) = labels[first], labels[second]
            across, down = other_x - x, other_y - y
            if across >= size:
                break  # nor does any plate that stands farther right
            distance = hypot(across, down) or 0.01
            if distance < size:
                step = (size - distance) / 2
                shift_x, shift_y = (across / distance or 0.1) * step, (down / distance or 0.1) * step
                labels[first] = (x - shift_x, y - shift_y)
                labels[second] = (other_x + shift_x, other_y + shift_y)
                moved = True
    return moved


def _keep_off(labels: list[Point], points: Sequence[Point], size: float) -> None:
    """A plate covers no dot. `points` are sorted."""
    clear = size * CLEAR
    for number, (x, y) in enumerate(labels):
        near = slice(bisect_left(points, (x - clear,)), bisect_left(points, (x + clear,)))
        for point_x, point_y in points[near]:
            across, down = x - point_x, y - point_y
            distance = hypot(across, down) or 0.01
            if distance < clear:
                x += across / distance * (clear - distance)
                y += (down / distance or -1) * (clear - distance)
        labels[number] = (x, y)


def _inside(label: Point, size: float, width: float, height: float) -> Point:
    edge = size / 2 + EDGE
    return min(max(label[0], edge), width - edge), min(max(label[1], edge), height - edge)
