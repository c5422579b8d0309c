"""QR codes as drawings: one path of black squares, and as a small SVG file for pages."""

from functools import lru_cache

QUIET = 4
"""Modules of white around a code, as ISO/IEC 18004 wants it."""


@lru_cache(maxsize=4096)
def qr_path(address: str) -> tuple[int, str]:
    """The modules along one side, without the quiet zone, and SVG path data in units of modules."""
    import segno  # late: only where something is printed

    code = segno.make(address, error="m", micro=False, boost_error=False, mask=MASK)
    rows = [bytes(row) for row in code.matrix]
    return len(rows), "".join(_row(number, row) for number, row in enumerate(rows))


MASK = 3
"""One for all: choosing the best of eight takes ten times as long, and a code with any of them reads as well."""


def _row(number: int, row: bytes) -> str:
    """A rectangle for each run of black modules."""
    parts = []
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        if end < 0:
            end = len(row)
        parts.append(f"M{start} {number}h{end - start}v1H{start}z")
        start = row.find(1, end)
    return "".join(parts)


def qr_svg(address: str) -> str:
    """A whole SVG file with its quiet zone, black on white."""
    size, path = qr_path(address)
    whole = size + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-QUIET} {-QUIET} {whole} {whole}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M{-QUIET} {-QUIET}h{whole}v{whole}h-{whole}z"/>'
        f'<path d="{path}"/></svg>\n'
    )
