"""Icons as PNG, for devices that take no SVG: the woven mark of static/icons/icon.svg, drawn once more."""

import io
import re

LINE = re.compile(r"M([\d.]+) ([\d.]+)([hv])([\d.]+)")
SUPERSAMPLE = 4
STROKE = 1.8  # as in the SVG
MARK = 24.0  # its units are of a grid of 24


def draw_icon(svg: str, size: int, ground: str, *, margin: float = 6.0, round_corners: bool = True) -> bytes | None:
    """The mark in white on the ground, `size` pixels square, with `margin` units of the grid around it.

    None where the SVG is not made of straight lines alone: a network's own drawing wants its own PNG.
    """
    from PIL import Image, ImageDraw  # only where an icon is drawn anew

    paths = re.findall(r'<path[^>]* d="([^"]*)"', svg)
    lines = [line for path in paths for line in LINE.findall(path)]
    if not lines or LINE.sub("", "".join(paths)).strip():
        return None
    scale = size * SUPERSAMPLE / (MARK + 2 * margin)
    image = Image.new("RGBA", (size * SUPERSAMPLE,) * 2)
    draw = ImageDraw.Draw(image)
    corner = 6 * scale if round_corners else 0
    draw.rounded_rectangle((0, 0, image.width - 1, image.height - 1), corner, fill=ground)
    for x, y, direction, length in lines:
        left, top = (float(x) + margin) * scale, (float(y) + margin) * scale
        across, down = (float(length) * scale, 0.0) if direction == "h" else (0.0, float(length) * scale)
        draw.line((left, top, left + across, top + down), fill="#ffffff", width=round(STROKE * scale))
    file = io.BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()
