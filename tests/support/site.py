"""The built site as the tests look at it: every page read once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Attributes that hold addresses; `srcset` holds several.
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href")
SELECTOR = ",".join(f"[{name}]" for name in ADDRESSES if ":" not in name)
OTHERS = ("admin/", "panduan/")
"""Folders whose pages others make, and check: docs/decisions/handbook.md."""

HASHED = re.compile(r"[\w.-]+\.[0-9a-f]{10}\.\w+")
EVENT = re.compile(r"<[^<>]*\s(on[a-z]+)\s*=")


@dataclass(frozen=True)
class Reference:
    """An address in a page, and where it stands."""

    tag: str
    attribute: str
    address: str
    rel: str = ""
    hreflang: str = ""

    @property
    def loads(self) -> bool:
        """Whether a browser fetches it without being asked; a link is only followed."""
        if self.tag == "link":
            return self.rel not in {"canonical", "alternate", "license", "author", "next", "prev"}
        return self.tag not in {"a", "area", "form", "button", "base"}

    @property
    def is_local(self) -> bool:
        parts = urlsplit(self.address)
        return not parts.scheme and not parts.netloc


@dataclass(frozen=True)
class Page:
    path: str  # in the site
    language: str
    references: tuple[Reference, ...]
    ids: frozenset[str]
    repeated_ids: frozenset[str]
    inline: tuple[str, ...]  # script, style and event attributes that stand in the page itself
    noindex: bool
    named: frozenset[str]  # files under a content hash that are named anywhere, as for a script

    @property
    def is_for_wrong_addresses(self) -> bool:
        """Such a page is shown under any address, so its links can't be relative, and nothing leads to it."""
        return self.path.rpartition("/")[2] == "404.html"

    def rel(self, rel: str) -> list[Reference]:
        return [reference for reference in self.references if reference.tag == "link" and reference.rel == rel]

    def target(self, address: str) -> tuple[str, str]:
        """The file that a local address leads to, and the anchor in it."""
        parts = urlsplit(address)
        path = unquote(parts.path)
        target = normpath(f"{dirname(self.path)}/{path}".lstrip("/")) if path else self.path
        return target + ("/" if path.endswith("/") else ""), unquote(parts.fragment)


class Site(Mapping[str, Page]):
    """Pages by path; beside them the folder, the names of all files and the address it is published under."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self._pages = {
            name: read_page(name, (folder / name).read_text("utf-8"))
            for name in sorted(self.files)
            if name.endswith(".html") and not name.startswith(OTHERS)
        }
        (canonical,) = self._pages["index.html"].rel("canonical")
        self.base_url = urljoin(canonical.address, ".")

    def __getitem__(self, path: str) -> Page:
        return self._pages[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def file_at(self, url: str) -> str | None:
        """The file under an absolute address of this site; None: it is not one of this site."""
        if not url.startswith(self.base_url):
            return None
        path = unquote(urlsplit(url[len(self.base_url) :]).path)
        return path + "index.html" if not path or path.endswith("/") else path


def read_page(path: str, text: str) -> Page:
    tree = LexborHTMLParser(text)
    ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
    return Page(
        path=path,
        language=(tree.root.attributes.get("lang") if tree.root else None) or "",
        references=tuple(reference for node in tree.css(SELECTOR) for reference in _references(node)),
        ids=frozenset(ids),
        repeated_ids=frozenset(name for name in ids if ids.count(name) > 1),
        inline=tuple(_inline(tree, text)),
        noindex=any("noindex" in (node.attributes.get("content") or "") for node in tree.css("meta[name=robots]")),
        named=frozenset(HASHED.findall(text)),
    )


def _references(node: LexborNode) -> Iterator[Reference]:
    for name in ADDRESSES:
        value = node.attributes.get(name)
        if value is None:
            continue
        rel, hreflang = node.attributes.get("rel") or "", node.attributes.get("hreflang") or ""
        addresses = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
        yield from (Reference(node.tag or "", name, address, rel, hreflang) for address in addresses)


def _inline(tree: LexborHTMLParser, text: str) -> Iterator[str]:
    for node in tree.css("script:not([src])"):
        if node.attributes.get("type") != "application/ld+json":
            yield "script"
    yield from ("style" for _ in tree.css("style, [style]"))
    yield from EVENT.findall(text)


def no_faults(faults: Iterable[str]) -> None:
    """Fail with the first of them."""
    found = list(faults)
    assert not found, "\n".join([f"{len(found)} faults", *found[:20]])
