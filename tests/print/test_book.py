"""The catalogue of the real network, read back: all of it is there, and every index leads to the right page."""

from itertools import chain
from pathlib import Path

import pytest

from sitegen.catalogue.glyphs import load_glyphs, prepare
from sitegen.catalogue.subjects import BookSubject
from sitegen.catalogue.typeset import Typesetter, page_count
from sitegen.catalogue.values import BookPaper, Entry
from sitegen.pages.papers import LARGEST_BOOK
from support.papers import TEMPLATES, Desk, ReadPdf, squeezed
from support.site import Site


@pytest.fixture(scope="module")
def entries(book: BookPaper) -> dict[str, Entry]:
    return {entry.id: entry for chapter in book.chapters for entry in chapter.entries}


@pytest.fixture(scope="module")
def page_of(book: BookPaper, book_pdf: ReadPdf, entries: dict[str, Entry]) -> dict[str, int]:
    """Each centre's page by its bookmark: the bookmarks of the third level are the centres, in the book's order."""
    pages = [page for depth, _, page in book_pdf.bookmarks if depth == 2]
    return dict(zip(entries, pages, strict=True))


def part(book_pdf: ReadPdf, title: str) -> str:
    """The text of one part of the book, its pages after each other."""
    starts = [(words, page) for depth, words, page in book_pdf.bookmarks if depth == 0]
    place = [words for words, _ in starts].index(title)
    end = starts[place + 1][1] if place + 1 < len(starts) else len(book_pdf.pages)  # they may share a page
    return "".join(book_pdf.pages[starts[place][1] - 1 : end])


def test_every_centre_is_there_and_says_what_is_known(
    book_pdf: ReadPdf, entries: dict[str, Entry], page_of: dict[str, int]
) -> None:
    assert len(entries) >= 76
    for id, entry in entries.items():
        text = "".join(book_pdf.pages[page_of[id] - 1 : page_of[id] + 1])
        told = [
            entry.name.text,
            *entry.address,
            *(reach.text for reach in entry.contacts),
            *(service.name for service in entry.services),
            entry.freshness.text,
        ]
        for words in told:
            assert squeezed(words) in text, (id, words)


def test_bookmarks_are_the_book(book: BookPaper, book_pdf: ReadPdf, entries: dict[str, Entry]) -> None:
    chapters = [words for depth, words, _ in book_pdf.bookmarks if depth == 1]
    assert set(chapters) >= {chapter.title for chapter in book.chapters}
    assert [words for depth, words, _ in book_pdf.bookmarks if depth == 2] == [
        entry.name.text for entry in entries.values()
    ]


def test_contents_tell_the_page_of_every_part(book: BookPaper, book_pdf: ReadPdf) -> None:
    text = part(book_pdf, book.words["contents"])
    parts = [(words, page) for depth, words, page in book_pdf.bookmarks if depth == 0]
    parts = [(words, page) for words, page in parts if words != book.words["contents"]]
    titles = [chapter.title for chapter in book.chapters]
    start = next(at for at, (_, words, _) in enumerate(book_pdf.bookmarks) if words == titles[0])
    chapters = [(words, page) for depth, words, page in book_pdf.bookmarks[start:] if depth == 1][: len(titles)]
    assert [words for words, _ in chapters] == titles
    for words, page in [*parts, *chapters]:
        assert f"{squeezed(words)}{page}" in text.replace(".", ""), words


def test_name_index(book: BookPaper, book_pdf: ReadPdf, entries: dict[str, Entry], page_of: dict[str, int]) -> None:
    """Every name that a centre has or had, with the centre's page."""
    text = part(book_pdf, book.words["name_index"])
    rows = list(chain.from_iterable(letter.rows for letter in book.letters))
    assert {row.id for row in rows} == set(entries)
    listed = {(row.id, f"{row.rest} {row.key}".strip()) for row in rows}
    for id, entry in entries.items():
        for name in (entry.name.text, *entry.also):
            assert (id, name) in listed or any(row.id == id and row.key == name for row in rows)
    for row in rows:
        words = row.key + (f", {row.rest}" if row.rest else "") + (f" → {row.see}" if row.see else "")
        assert f"{squeezed(words)}{page_of[row.id]}" in text, words


def test_service_index(book: BookPaper, book_pdf: ReadPdf, entries: dict[str, Entry], page_of: dict[str, int]) -> None:
    text = part(book_pdf, book.words["service_index"])
    given = {service.id for entry in entries.values() for service in entry.services}
    assert {service.id for service in book.services} == given
    for service in book.services:
        start = text.index(squeezed(service.name + book.words["terms"]) if service.terms else squeezed(service.name))
        rest = text[start:]
        for id in service.centres:
            entry = entries[id]
            row = squeezed(f"{entry.number} {entry.name.text}, {entry.place}")
            assert f"{row}{page_of[id]}" in rest, (service.name, id)


def test_region_index_has_every_region_with_the_right_page(
    real: Desk, book: BookPaper, book_pdf: ReadPdf, entries: dict[str, Entry], page_of: dict[str, int]
) -> None:
    text = part(book_pdf, book.words["region_index"])
    rows = [row for group in book.regions for row in group.rows]
    edition = next(iter(real.editions.values()))
    levels = [level.id for level in edition.site.levels if level.pages][1:]
    assert {row.id for row in rows} == {region.code for level in levels for region in edition.regions.at_level(level)}
    assert len(rows) == 514
    place = 0
    for row in rows:
        assert row.goals, row.name
        shown = row.name
        for goal in row.goals:
            assert goal.id is not None
            how = f" ({goal.how})" if goal.how else ""
            shown += f"{entries[goal.id].number} {goal.name}{how}{page_of[goal.id]}"
        found = text.find(squeezed(shown), place)
        assert found >= 0, shown
        place = found


def test_matrix_marks_what_is_given(book: BookPaper, book_pdf: ReadPdf, page_of: dict[str, int]) -> None:
    text = part(book_pdf, book.words["matrix"])
    for matrix in book.matrices:
        for row in matrix.rows:
            dots = "●" * sum(row.given)
            assert squeezed(f"{row.number}{row.name}{page_of[row.id]}") + dots in text


def test_maps_are_drawn_as_they_are(book: BookPaper) -> None:
    """Outlines are no text: whatever is done to long words for the fonts' sake is not done to them."""
    prepared = prepare(book, load_glyphs(TEMPLATES / "fonts"))
    assert isinstance(prepared, dict)
    drawings = [book.drawing, *(chapter.drawing for chapter in book.chapters)]
    shown = [prepared["drawing"], *(chapter["drawing"] for chapter in prepared["chapters"])]
    assert any(drawings)
    for drawing, after in zip(drawings, shown, strict=True):
        assert (drawing.paths if drawing else None) == (tuple(after["paths"]) if after else None)


def test_every_code_opens_a_page_of_the_site(
    real: Desk, book: BookPaper, book_pdf: ReadPdf, entries: dict[str, Entry], site: Site
) -> None:
    codes = book_pdf.codes()
    assert set(codes) == {book.colophon.url, *(entry.url for entry in entries.values())}
    base = next(iter(real.editions.values())).site.base_url
    for code in codes:
        path = code.removeprefix(base)
        assert (site.folder / (path if path.endswith(".html") else f"{path}index.html")).is_file(), code


def test_each_sheet_says_of_when_it_is(book: BookPaper, book_pdf: ReadPdf) -> None:
    stamp = squeezed(f"{book.words['version']} {book.stamp.version}")
    assert all(stamp in page for page in book_pdf.pages)


def test_small_enough(book_pdf: ReadPdf) -> None:
    assert len(book_pdf.data) <= 5_000_000
    assert page_count(book_pdf.data) == len(book_pdf.reader.pages)


def test_same_value_same_bytes(book: BookPaper, book_pdf: ReadPdf) -> None:
    assert Typesetter(TEMPLATES).pdf(book) == book_pdf.data


def test_a_book_for_each_region_with_a_centre(real: Desk, built_site: Path) -> None:
    books = [subject for subject in real.subjects if isinstance(subject, BookSubject)]
    centres = [about.centre for part_ in books[0].parts for about in part_.centres]
    tops = {centre.location.region_code.partition(".")[0] for centre in centres}
    assert len(centres) <= LARGEST_BOOK
    assert {book.scope for book in books} == {None, *tops}
    assert len(list(built_site.glob("cetak/katalog*.pdf"))) == len(tops) + 1
