"""Where the links of a Markdown text lead, and where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link may open; all else is dropped from pages."""

_LINK = re.compile(
    r"""(?:\]\(\s*<?|^[ ]*\[[^\]\n]+\]:[ ]*<?(?=[^\s>]+>?[ ]*(?:["'(].*)?$))(?P<target>[^\s)>]*)""", re.MULTILINE
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Link(NamedTuple):
    """The target of a link or an image as typed, and where it begins in the text."""

    target: str
    start: int
    is_image: bool


def links_in(markdown: str) -> Iterator[Link]:
    """All links, in order, also "[words]: target" further down.

    One in a code span counts, too: nobody types those by mistake.
    """
    for match in _LINK.finditer(markdown):
        yield Link(match["target"], match.start("target"), _ends_image(markdown[: match.start()]))


def _ends_image(before: str) -> bool:
    """Whether what stands before "](" are the words of an image; looked for backwards, as few brackets are theirs."""
    above, bracket, words = before.rpartition("[")
    return bool(bracket) and above.endswith("!") and "]" not in words and "\n" not in words


def scheme_of(target: str) -> str:
    """What stands before the colon, in small letters; "" for a link within the site."""
    match = _SCHEME.match(target)
    return match[1].lower() if match else ""


def file_of(target: str) -> str:
    """The name without ending of the page that a link within the site leads to; "" for this page."""
    return target.partition("#")[0].partition("?")[0].rpartition("/")[2].removesuffix(".html")
