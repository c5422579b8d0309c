"""The real network's book and the example's papers, made once and read back."""

from pathlib import Path

import pytest

from sitegen.catalogue.book import make_book
from sitegen.catalogue.press import make_paper
from sitegen.catalogue.subjects import BookSubject
from sitegen.catalogue.typeset import Typesetter
from sitegen.catalogue.values import BookPaper
from support.papers import PROJECT, TEMPLATES, Desk, ReadPdf, open_desk


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    return Typesetter(TEMPLATES)


@pytest.fixture(scope="session")
def real() -> Desk:
    return open_desk(PROJECT)


@pytest.fixture(scope="session")
def example() -> Desk:
    return open_desk(PROJECT / "examples" / "libraries")


@pytest.fixture(scope="session")
def book(real: Desk) -> BookPaper:
    """The whole network's, in its first language."""
    subject = real.subjects[0]
    assert isinstance(subject, BookSubject)
    assert subject.scope is None
    return make_book(real.editions[subject.language], subject)


@pytest.fixture(scope="session")
def book_pdf(book: BookPaper, typesetter: Typesetter) -> ReadPdf:
    return ReadPdf(typesetter.pdf(book))


@pytest.fixture(scope="session")
def papers(example: Desk, typesetter: Typesetter, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of each kind, of the example that uses every field."""
    folder = tmp_path_factory.mktemp("papers")
    files: dict[str, Path] = {}
    for subject in example.subjects:
        about = getattr(subject, "about", None)
        if subject.language == "en" and (about is None or about.centre.id == "brindlewick"):
            paper = make_paper(example.editions["en"], subject)
            files.setdefault(paper.paper, folder / f"{paper.paper}.pdf")
            if not files[paper.paper].exists():
                files[paper.paper].write_bytes(typesetter.pdf(paper))
    return files
