"""Posters, handouts, the form and a book: each as readers, archives and screen readers want it."""

import shutil
from itertools import pairwise
from pathlib import Path

import msgspec
import page
import pytest

from sitegen.catalogue.paper import make_poster
from sitegen.catalogue.press import make_paper
from sitegen.catalogue.subjects import BookSubject, PosterSubject, centres_of
from sitegen.catalogue.typeset import Typesetter
from sitegen.catalogue.values import PosterPaper
from sitegen.pages.values import Words
from support.papers import PROJECT, Desk, ReadPdf, open_desk, squeezed

KINDS = ("book", "form", "handout", "poster")

HOSTILE = [
    '#eval("1") #read("/etc/passwd") #import "x"',
    "$x^2$ @label *bold* _italic_ `raw` = Heading <label>",
    "\\ \\\\ \\u{41} \" ' ] [ } { // /* */ ~ --- ...",
    "- list + enum / term: https://example.org/#x",
    "السلام عليكم 123 مركز",
    "ꦥꦸꦱꦠ꧀ꦭꦪꦤꦤ꧀",
    "ᬧᬸᬲᬢ᭄ᬮᬬᬦᬦ᭄",
    "ᮕᮥᮞᮒ᮪ ᨄᨘᨔ ᯇᯮᯘᯖ᯲",
    "😀 🏪 ☎️ 👩🏽 1️⃣",
    "Kopi & Teh <3, O'Brien, #1, -5, ½ € Å ñ ş Ω Ж",
    "a" * 400,
    "é" * 3 + "e\u0301\u0323",
]


@pytest.fixture(params=KINDS)
def paper(request: pytest.FixtureRequest, papers: dict[str, Path]) -> ReadPdf:
    return ReadPdf(papers[request.param].read_bytes())


def test_tagged_with_language_title_and_bookmarks(paper: ReadPdf) -> None:
    root = paper.root
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert paper.reader.metadata is not None
    assert paper.reader.metadata.title
    assert paper.bookmarks
    xmp = bytes(root["/Metadata"].get_data()).decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_pictures_have_words_and_headings_skip_nothing(paper: ReadPdf) -> None:
    figures = [tag for tag in paper.tags if paper.kind(tag) == "Figure"]
    assert all(str(tag["/Alt"]).strip() for tag in figures)
    levels = [int(paper.kind(tag)[1:]) for tag in paper.tags if paper.kind(tag) in {"H1", "H2", "H3", "H4"}]
    assert levels
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_tables_have_headings(paper: ReadPdf) -> None:
    tables = [tag for tag in paper.tags if paper.kind(tag) == "Table"]
    for table in tables:
        assert "TH" in {paper.kind(tag) for tag in paper.below(table)}


def test_all_fonts_are_in_the_file(paper: ReadPdf) -> None:
    assert paper.fonts()
    assert all(paper.fonts().values())


AMBIGUOUS = "PDFA2A-STREAM-LENGTH-001"
"""A compressed stream may end with the byte of a carriage return; the checker takes it for part of the line's end."""


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("kind", KINDS)
def test_another_program_finds_nothing_against_the_standards(kind: str, profile: str, papers: dict[str, Path]) -> None:
    """PDF/UA-1 and PDF/A-2a, by a checker that passes veraPDF's own files of right and wrong cases."""
    report = page.validate_pdf(papers[kind], profile=profile)
    assert [(found.rule_id, found.message) for found in report.failures if found.rule_id != AMBIGUOUS] == []


@pytest.mark.parametrize("kind", ["form", "handout", "poster"])
def test_one_sheet(kind: str, papers: dict[str, Path]) -> None:
    assert len(ReadPdf(papers[kind].read_bytes()).pages) == 1


@pytest.fixture(scope="module")
def poster(example: Desk) -> PosterPaper:
    subject = next(subject for subject in example.subjects if isinstance(subject, PosterSubject))
    return make_poster(example.editions[subject.language], subject)


def named(poster: PosterPaper, name: str) -> PosterPaper:
    entry = msgspec.structs.replace(poster.entry, name=Words(text=name))
    return msgspec.structs.replace(poster, entry=entry)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text(text: str, poster: PosterPaper, typesetter: Typesetter) -> None:
    """Nothing that is typed runs, breaks the setting or changes the page around it."""
    shown = ReadPdf(typesetter.pdf(named(poster, text)))
    assert len(shown.pages) == 1
    plain = ReadPdf(typesetter.pdf(named(poster, "x")))
    assert shown.bookmarks == plain.bookmarks
    if text.isascii():
        assert squeezed(text) in shown.pages[0]


def test_every_paper_of_hostile_content_is_set(typesetter: Typesetter, tmp_path: Path) -> None:
    desk = open_desk(shutil.copytree(PROJECT / "tests" / "sites" / "hostile", tmp_path / "hostile"))
    for subject in desk.subjects:
        paper = make_paper(desk.editions[subject.language], subject)
        shown = ReadPdf(typesetter.pdf(paper))
        assert len(shown.pages) == 1 or isinstance(subject, BookSubject)
        words = squeezed("".join(shown.pages))
        for about in centres_of(subject):
            assert squeezed(next(iter(about.name.values()))) in words or not next(iter(about.name.values())).isascii()


@pytest.mark.parametrize("text", ["中文", "\U000e0041", "ꦲ\u0301", "\ue000", "𒀀"])
def test_what_no_font_shows_becomes_a_box(text: str, poster: PosterPaper, typesetter: Typesetter) -> None:
    assert "□" in ReadPdf(typesetter.pdf(named(poster, text))).pages[0]


def test_a_poster_opens_its_page(papers: dict[str, Path]) -> None:
    codes = ReadPdf(papers["poster"].read_bytes()).codes()
    assert len(codes) == 1
    assert codes[0].endswith("/brindlewick.html")
