"""Printed papers for tests: their values, and the files read back by other people's programs."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import zxingcpp
from pypdf.generic import DictionaryObject

from sitegen.catalogue.subjects import PaperSubject, plan_papers
from sitegen.content import Source, read_content
from sitegen.derive import derive
from sitegen.pages.edition import Edition
from sitegen.pages.plan import plan
from sitegen.pipeline import _editions

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
    editions = _editions(
        content.site, content.network, content.regions, content.translators, source.data_folder, printed=True
    )
    directory = derive(content.site, content.network, content.regions)
    return Desk(editions, list(plan_papers(directory, plan(directory, content.album.sizes))))


def squeezed(text: str) -> str:
    """Without any space: where lines break is not what tests are about."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


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
        return list(self._bookmarks(self.reader.outline, 0))

    def _bookmarks(self, items: list[object], depth: int) -> "list[tuple[int, str, int]]":
        found = []
        for item in items:
            if isinstance(item, list):
                found += self._bookmarks(item, depth + 1)
            else:
                number = self.reader.get_destination_page_number(item)  # type: ignore[arg-type]  # pypdf's own item
                assert number is not None
                found.append((depth, str(item.title), number + 1))  # type: ignore[attr-defined]
        return found

    @cached_property
    def tags(self) -> list[DictionaryObject]:
        """Every element of the structure tree, in reading order."""
        return list(self._tags(self.reader.trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]

    def _tags(self, node: DictionaryObject) -> "list[DictionaryObject]":
        found = []
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                found.append(kid)
                found += self._tags(kid)
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
            for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
                font = font.get_object()
                parts = [part.get_object() for part in font.get("/DescendantFonts", [font])]
                for part in parts:
                    descriptor = part.get("/FontDescriptor", {}).get_object()
                    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    found[str(font["/BaseFont"])] = embedded or font.get("/Subtype") == "/Type3"
        return found
