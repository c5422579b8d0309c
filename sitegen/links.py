"""Where the links of a Markdown text lead, and where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link may open; all else is dropped from pages."""

_LINK = re.compile(r"\]\(\s*<?(?P<target>[^\s)>]+)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Link(NamedTuple):
    """A link's target as typed, and its place in the text; both count from 0."""

    target: str
    line: int
    column: int


def links_in(markdown: str) -> Iterator[Link]:
    """All inline links, in order. One in a code span counts, too: nobody types those by mistake."""
    for match in _LINK.finditer(markdown):
        start = match.start("target")
        line_start = markdown.rfind("\n", 0, start) + 1
        yield Link(match["target"], markdown.count("\n", 0, start), start - line_start)


def scheme_of(target: str) -> str:
    """What stands before the colon, in small letters; "" for a link within the site."""
    match = _SCHEME.match(target)
    return match[1].lower() if match else ""


def file_of(target: str) -> str:
    """The name without ending of the page that a link within the site leads to; "" for this page."""
    return target.partition("#")[0].partition("?")[0].rpartition("/")[2].removesuffix(".html")
