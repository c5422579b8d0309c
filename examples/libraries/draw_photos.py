"""Draws the pictures of content/photos/: plain shapes, so that no real house or person is shown.

    python3 examples/libraries/draw_photos.py

Needs Pillow. The pictures are kept beside the content, as photos of a real network would be.
"""

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

PHOTOS = Path(__file__).parent / "content" / "photos"
SIZE = (1600, 1000)

NIGHT, SEA, WALL, ROOF, LAMP, WOOD = "#20304f", "#2f5d7c", "#e9dcc3", "#7a2e5d", "#ffd97a", "#8a5a36"
BOOKS = ("#7a2e5d", "#2f5d7c", "#b8862b", "#47704c", "#a6452f", "#51407a")

Pen = ImageDraw.ImageDraw


def draw_front(pen: Pen) -> None:
    """A house with a lit lamp above its door."""
    pen.rectangle((0, 820, 1600, 1000), fill="#3c4a3f")
    pen.rectangle((400, 380, 1200, 840), fill=WALL)
    pen.polygon([(340, 380), (800, 120), (1260, 380)], fill=ROOF)
    pen.rectangle((730, 580, 870, 840), fill=WOOD)
    for left in (480, 960):
        pen.rectangle((left, 500, left + 160, 660), fill=LAMP, outline=WOOD, width=12)
        pen.line((left + 80, 500, left + 80, 660), fill=WOOD, width=8)
    pen.ellipse((760, 470, 840, 550), fill=LAMP)


def draw_reading_room(pen: Pen) -> None:
    """Shelves of coloured books and a round table."""
    pen.rectangle((0, 0, 1600, 1000), fill=WALL)
    for row in range(3):
        foot = 240 + row * 230
        for column in range(34):
            left = 100 + column * 41
            height = 130 + (column**2 + column // 3 + row * 5) % 7 * 9
            pen.rectangle(
                (left, foot - height, left + 34, foot), fill=BOOKS[(column**2 // 3 + column + row) % len(BOOKS)]
            )
        pen.rectangle((80, foot, 1520, foot + 20), fill=WOOD)
    pen.rectangle((770, 860, 830, 1000), fill=WOOD)
    pen.ellipse((480, 790, 1120, 910), fill="#a06d44")


def draw_harbour(pen: Pen) -> None:
    """A boat with books below a moon."""
    pen.ellipse((1200, 100, 1360, 260), fill="#f4efd9")
    pen.rectangle((0, 700, 1600, 1000), fill=SEA)
    for number in range(9):
        left = 520 + number * 56
        pen.rectangle((left, 480 + number % 3 * 24, left + 46, 640), fill=BOOKS[number % len(BOOKS)])
    pen.polygon([(400, 630), (1140, 630), (1020, 800), (520, 800)], fill=WOOD)


def save(name: str, draw: Callable[[Pen], None]) -> None:
    picture = Image.new("RGB", SIZE, NIGHT)
    draw(ImageDraw.Draw(picture))
    path = PHOTOS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=85, optimize=True)


if __name__ == "__main__":
    save("brindlewick/front.jpg", draw_front)
    save("brindlewick/reading-room.png", draw_reading_room)
    save("marrowquay/harbour.jpg", draw_harbour)
