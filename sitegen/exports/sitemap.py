"""sitemap.xml (sitemaps.org 0.9) with the other languages of each page, cut where the standard's limit is."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import msgspec

LIMIT = 20_000
"""Addresses in one file: the standard allows 50,000 and 50 MB uncompressed."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'


class Entry(msgspec.Struct, frozen=True):
    """A page: its absolute address, and those of the same page by language (its own among them)."""

    url: str
    languages: Mapping[str, str]


def sitemaps(entries: Sequence[Entry], base_url: str) -> dict[str, bytes]:
    """The files to publish by path; sitemap.xml is among them, as a list of the others where they are many."""
    parts = [entries[start : start + LIMIT] for start in range(0, len(entries), LIMIT)]
    if len(parts) <= 1:
        return {"sitemap.xml": _sitemap(entries)}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    index = "".join(f"<sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in names)
    files = {name: _sitemap(part) for name, part in zip(names, parts, strict=True)}
    files["sitemap.xml"] = (
        f'{HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{index}</sitemapindex>\n'
    ).encode()
    return files


def _sitemap(entries: Sequence[Entry]) -> bytes:
    return f"{HEAD}{URLSET}\n{''.join(map(_url, entries))}</urlset>\n".encode()


def _url(entry: Entry) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(url)}/>'
        for language, url in entry.languages.items()
        if len(entry.languages) > 1
    )
    return f"<url><loc>{escape(entry.url)}</loc>{links}</url>\n"
