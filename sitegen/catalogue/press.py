"""The press: which papers are stale, made on every core, and written.

A paper is made anew only where its subject or what all papers share has changed. It is always set in a forked
worker where there are workers: Typst starts threads, and a process that has them can't be forked safely.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.catalogue.book import make_book
from sitegen.catalogue.paper import make_form_paper, make_handout, make_poster
from sitegen.catalogue.qr import qr_svg
from sitegen.catalogue.subjects import (
    BookSubject,
    FormSubject,
    HandoutSubject,
    PaperSubject,
    PosterSubject,
    centres_of,
)
from sitegen.catalogue.typeset import Typesetter, page_count
from sitegen.catalogue.values import Paper
from sitegen.pages.edition import Edition
from sitegen.pages.papers import book_path, form_path, handout_path, poster_path, qr_image_path
from sitegen.workers import spread
from sitegen.write import FileState, Publication

Stale = tuple[PaperSubject, str, str]
"""A paper to make, where it is published, and the fingerprint of all that it is made from."""

TOGETHER = 300
"""Centres in the papers that are set at a time: one with every field takes 3.5 MB, half of that in a compact book."""


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """What the press did. Pages and bytes are those of papers made now; kept ones are only counted."""

    states: tuple[FileState, ...]
    made: int = 0
    kept: int = 0
    pages: int = 0
    size: int = 0  # bytes


def paper_path(edition: Edition, subject: PaperSubject) -> str:
    match subject:
        case BookSubject(scope=scope):
            return book_path(edition, scope)
        case PosterSubject(about=about):
            return poster_path(edition, about.centre.id)
        case HandoutSubject(about=about):
            return handout_path(edition, about.centre.id)
        case FormSubject():
            return form_path(edition)


def make_paper(edition: Edition, subject: PaperSubject) -> Paper:
    """The whole value of a paper. Pure: same edition and subject, same value."""
    match subject:
        case BookSubject():
            return make_book(edition, subject)
        case PosterSubject():
            return make_poster(edition, subject)
        case HandoutSubject():
            return make_handout(edition, subject)
        case FormSubject():
            return make_form_paper(edition, subject)


def print_papers(
    publication: Publication,
    editions: Mapping[str, Edition],
    subjects: Sequence[PaperSubject],
    folder: Path,
    look: bytes,
    done: Callable[[int, int], None],
) -> Printed:
    """Every paper as it is published. `folder` has templates and fonts; `look` stands for all that papers share."""
    kept: list[FileState] = []
    stale: list[Stale] = []
    for subject in subjects:
        path = paper_path(editions[subject.language], subject)
        fingerprint = blake2b(look + msgspec.msgpack.encode(subject), digest_size=16).hexdigest()
        state = publication.kept(path, fingerprint)
        if state:
            kept.append(state)
        else:
            stale.append((subject, path, fingerprint))
    codes = _qr_images(publication, editions, subjects)
    made = _set_all(publication, editions, stale, folder, done)
    return Printed(
        states=(*kept, *codes, *(state for state, _ in made)),
        made=len(made),
        kept=len(kept),
        pages=sum(pages for _, pages in made),
        size=sum(state.size for state, _ in made),
    )


def _set_all(
    publication: Publication,
    editions: Mapping[str, Edition],
    stale: Sequence[Stale],
    folder: Path,
    done: Callable[[int, int], None],
) -> list[tuple[FileState, int]]:
    """The state and the number of pages of each."""

    @cache
    def typesetter() -> Typesetter:
        return Typesetter(folder)

    def make(paper: Stale) -> tuple[FileState, int]:
        subject, path, fingerprint = paper
        pdf = typesetter().pdf(make_paper(editions[subject.language], subject))
        return publication.write(path, pdf, fingerprint), page_count(pdf)

    made: list[tuple[FileState, int]] = []
    for batch in _batches(stale):
        before = len(made)
        made += spread(make, batch, worth=1, done=lambda count, before=before: done(before + count, len(stale)))  # type: ignore[misc]
    return made


def _batches(stale: Sequence[Stale]) -> Iterator[list[Stale]]:
    """What may be in memory together, the largest first, so that no core is left with one. The workers of a batch
    end with it: a typesetter keeps what it has set, and gives it back to nobody else."""
    batch: list[Stale] = []
    room = TOGETHER
    for paper in sorted(stale, key=lambda paper: len(centres_of(paper[0])), reverse=True):
        weight = len(centres_of(paper[0]))
        if batch and weight > room:
            yield batch
            batch, room = [], TOGETHER
        batch.append(paper)
        room -= weight
    if batch:
        yield batch


def _qr_images(
    publication: Publication, editions: Mapping[str, Edition], subjects: Sequence[PaperSubject]
) -> list[FileState]:
    """One small file for each centre's page, beside its poster."""
    states = []
    for subject in subjects:
        if isinstance(subject, PosterSubject):
            edition, id = editions[subject.language], subject.about.centre.id
            url = edition.url(edition.path("centres", id))
            fingerprint = blake2b(f"qr 1 {url}".encode(), digest_size=16).hexdigest()
            states.append(
                publication.put(qr_image_path(edition, id), fingerprint, lambda url=url: qr_svg(url).encode())  # type: ignore[misc]
            )
    return states
