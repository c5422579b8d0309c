"""Printed papers for tests: their values, and the files read back by other people's programs."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # it brings none
import zxingcpp
from pypdf.generic import DictionaryObject

from sitegen.catalogue.subjects import PaperSubject, plan_papers
from sitegen.content import Source, read_content
from sitegen.derive import derive
from sitegen.pages.edition import Edition
from sitegen.pages.plan import plan_centres
from sitegen.pipeline import _editions, _shared

PROJECT = Path(__file__).parents[2]
TEMPLATES = PROJECT / "templates" / "catalogue"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """What a network has to print."""

    editions: dict[str, Edition]
    subjects: list[PaperSubject]


def open_desk(root: Path) -> Desk:
    source = Source(project=PROJECT, root=root, now=NOW)
    content, problems = read_content(source, lambda step, done, of: None)
    assert content is not None, problems
    shared = _shared(content.network, printed=True)
    editions = _editions(content.site, shared, content.regions, content.translators, source.data_folder)
    directory = derive(content.site, content.network, content.regions)
    return Desk(editions, list(plan_papers(directory, plan_centres(directory, content.album.sizes))))


def squeezed(text: str) -> str:
    """Without any space: where lines break is not what tests are about."""
    return re.sub(r"[\s\u200b\u2060\u00ad]+", "", text)


@dataclass(frozen=True)
class ReadPdf:
    """A PDF file as readers see it."""

    data: bytes

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(BytesIO(self.data))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, in the order in which it stands in the file, without spaces."""
        with pypdfium2.PdfDocument(self.data) as document:
            return [squeezed(page.get_textpage().get_text_range()) for page in document]

    @cached_property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Depth, words and page (from 1) of each."""
        return self._bookmarks(self.reader.outline, 0)

    def _bookmarks(self, items: Any, depth: int) -> list[tuple[int, str, int]]:
        found: list[tuple[int, str, int]] = []
        for item in items:
            if isinstance(item, list):
                found += self._bookmarks(item, depth + 1)
            else:
                number = self.reader.get_destination_page_number(item)
                assert number is not None
                found.append((depth, str(item.title), number + 1))
        return found

    @cached_property
    def tags(self) -> list[DictionaryObject]:
        """Every element of the structure tree, in reading order."""
        return self.below(self.root["/StructTreeRoot"].get_object())

    @property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @staticmethod
    def kind(tag: DictionaryObject) -> str:
        """ "Table", "H1", …"""
        return str(tag["/S"]).removeprefix("/")

    def below(self, node: Any) -> list[DictionaryObject]:
        """The elements in an element, in reading order."""
        found: list[DictionaryObject] = []
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                found.append(kid)
                found += self.below(kid)
        return found

    def codes(self) -> list[str]:
        """What the QR codes say, page by page, read from a picture of the page."""
        found = []
        with pypdfium2.PdfDocument(self.data) as document:
            for page in document:
                picture = page.render(scale=2.5, grayscale=True).to_pil()
                found += [code.text for code in zxingcpp.read_barcodes(picture)]
        return found

    def fonts(self) -> dict[str, bool]:
        """Each font by name, and whether its letters are in the file."""
        found = {}
        for page in self.reader.pages:
            resources: Any = page["/Resources"]
            for font in resources.get("/Font", {}).values():
                font = font.get_object()
                parts = [part.get_object() for part in font.get("/DescendantFonts", [font])]
                for part in parts:
                    descriptor = part.get("/FontDescriptor", {}).get_object()
                    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    found[str(font["/BaseFont"])] = embedded or font.get("/Subtype") == "/Type3"
        return found
