"""Sanitised HTML as a tree of blocks and runs: what Typst gets instead of markup of any kind."""

from html.parser import HTMLParser

import msgspec


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text in one manner."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    href: str | None = None


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph (`runs`), or a list or quotation (`items`, blocks each)."""

    kind: str  # paragraph | code | bullets | numbers | quote
    runs: tuple[Run, ...] = ()
    items: tuple[tuple["Block", ...], ...] = ()
    start: int = 1


KINDS = {"p": "paragraph", "pre": "code", "ul": "bullets", "ol": "numbers", "blockquote": "quote"}
LEADING = ("https://", "http://", "mailto:", "tel:")
"""What a link on paper may begin with: from a file on its own no other one leads anywhere."""

LONGEST_LINK = 2000
"""Characters of an address that still becomes a link; Typst refuses some four times as long."""

LEAVES = frozenset({"paragraph", "code"})
MANNERS = {"strong": "bold", "em": "italic", "del": "struck", "code": "code"}


def read_blocks(html: str) -> tuple[Block, ...]:
    """The blocks of what sitegen.markdown made; tags that it does not let through are not known here."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.blocks()


class _Open:
    """A block that is being read."""

    def __init__(self, kind: str, start: int = 1) -> None:
        self.kind = kind
        self.start = start
        self.runs: list[Run] = []
        self.items: list[list[Block]] = [] if kind in ("bullets", "numbers") else [[]]

    def made(self) -> Block | None:
        """The finished block; None if nothing is in it."""
        if self.kind in LEAVES:
            runs = _trimmed(self.runs) if self.kind == "paragraph" else self.runs
            return Block(kind=self.kind, runs=tuple(runs)) if runs else None
        items = tuple(tuple(item) for item in self.items if item)
        return Block(kind=self.kind, items=items, start=self.start) if items else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [_Open("quote")]  # the whole text
        self._manners: list[str] = []
        self._hrefs: list[str | None] = []

    def blocks(self) -> tuple[Block, ...]:
        while len(self._open) > 1:
            self._close()
        return tuple(self._open[0].items[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in KINDS:
            self._close_leaf()
            start = dict(attrs).get("start") or "1"
            self._open.append(_Open(KINDS[tag], int(start) if start.isdecimal() else 1))
        elif tag == "li":
            self._close_leaf()
            self._open[-1].items.append([])
        elif tag == "br":
            self._leaf().runs.append(Run(text="\n"))
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self._hrefs.append(href if href.startswith(LEADING) and len(href) <= LONGEST_LINK else None)
        elif tag in MANNERS:
            self._manners.append(MANNERS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in KINDS:
            self._close_leaf()
            if self._open[-1].kind == KINDS[tag] and len(self._open) > 1:
                self._close()
        elif tag == "li":
            self._close_leaf()
        elif tag == "a" and self._hrefs:
            self._hrefs.pop()
        elif tag in MANNERS and MANNERS[tag] in self._manners:
            self._manners.remove(MANNERS[tag])

    def handle_data(self, data: str) -> None:
        leaf = self._open[-1].kind in LEAVES
        if not leaf and not data.strip():
            return
        block = self._leaf()
        text = data if block.kind == "code" else data.replace("\n", " ")
        block.runs.append(
            Run(
                text=text,
                bold="bold" in self._manners,
                italic="italic" in self._manners,
                struck="struck" in self._manners,
                code="code" in self._manners,
                href=self._hrefs[-1] if self._hrefs else None,
            )
        )

    def _leaf(self) -> _Open:
        """The paragraph that text goes to; a list's item may begin with text."""
        if self._open[-1].kind not in LEAVES:
            self._open.append(_Open("paragraph"))
        return self._open[-1]

    def _close_leaf(self) -> None:
        if self._open[-1].kind in LEAVES:
            self._close()

    def _close(self) -> None:
        made = self._open.pop().made()
        if made is not None:
            above = self._open[-1]
            if not above.items:
                above.items.append([])
            above.items[-1].append(made)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without blanks at either end."""
    kept = list(runs)
    while kept and not kept[0].text.strip():
        del kept[0]
    while kept and not kept[-1].text.strip():
        del kept[-1]
    if kept:
        kept[0] = msgspec.structs.replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = msgspec.structs.replace(kept[-1], text=kept[-1].text.rstrip())
    return kept
