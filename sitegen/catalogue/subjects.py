"""What each paper is about: its whole input besides what all papers share, as pages have it.

A subject is cheap to make and to compare; the paper itself is composed and set only where its subject changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec

from sitegen.derive import Directory, Near, Summary
from sitegen.model import Centre
from sitegen.pages.papers import LARGEST_BOOK
from sitegen.pages.subjects import CentreSubject, Subject
from sitegen.regions import Region

SERVING_SHOWN = 2


class Signpost(msgspec.Struct, frozen=True, array_like=True):
    """Where the people of one region go."""

    region_code: str
    here: tuple[Summary, ...]
    serving: tuple[Summary, ...]
    near: Near | None


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a book: the centres of one region of the highest level (None: of none), in the book's order."""

    region_code: str | None
    centres: tuple[CentreSubject, ...]


class BookSubject(Subject, frozen=True, kw_only=True):
    scope: str | None  # region code; None: the whole network
    parts: tuple[Part, ...]
    signposts: tuple[Signpost, ...]


class PosterSubject(Subject, frozen=True, kw_only=True):
    about: CentreSubject


class HandoutSubject(Subject, frozen=True, kw_only=True):
    about: CentreSubject


class FormSubject(Subject, frozen=True, kw_only=True):
    pass


PaperSubject = BookSubject | PosterSubject | HandoutSubject | FormSubject


def plan_papers(directory: Directory, pages: Iterable[CentreSubject]) -> Iterator[PaperSubject]:
    """Every paper to print, the largest first. `pages` are the subjects of the centres' pages: papers tell the same."""
    by_language = defaultdict[str, dict[str, CentreSubject]](dict)
    for subject in pages:
        by_language[subject.language][subject.centre.id] = subject
    groups = _groups(directory)
    signposts = _signposts(directory)
    for language, subjects in by_language.items():
        parts = tuple(Part(code, tuple(subjects[id] for id in ids)) for code, ids in groups)
        if 0 < len(subjects) <= LARGEST_BOOK:
            yield BookSubject(language=language, scope=None, parts=parts, signposts=signposts)
        for part in parts:
            if part.region_code is not None:
                below = tuple(sign for sign in signposts if _is_in(directory, sign.region_code, part.region_code))
                yield BookSubject(language=language, scope=part.region_code, parts=(part,), signposts=below)
    for language, subjects in by_language.items():
        yield FormSubject(language=language)
        for subject in subjects.values():
            if subject.centre.status != "closed":
                yield PosterSubject(language=language, about=subject)
                yield HandoutSubject(language=language, about=subject)


def data_version(subject: PaperSubject) -> str:
    """Seven hexadecimal digits that stand for the data a paper was made from, the same in every language."""
    signposts = subject.signposts if isinstance(subject, BookSubject) else ()
    data = msgspec.msgpack.encode((centres_of(subject), signposts), order="deterministic")
    return blake2b(data, digest_size=4).hexdigest()[:7]


def newest_date(subject: PaperSubject) -> str | None:
    """The newest "2024", "2024-10" or "2024-10-09" of a source or an assurance."""
    return max((found for centre in centres_of(subject) for found in _dates(centre)), default=None)


def centres_of(subject: PaperSubject) -> tuple[Centre, ...]:
    if isinstance(subject, BookSubject):
        return tuple(about.centre for part in subject.parts for about in part.centres)
    return () if isinstance(subject, FormSubject) else (subject.about.centre,)


def _dates(centre: Centre) -> Iterator[str]:
    yield from (source.date for source in centre.sources if source.date)
    yield from (word.date.isoformat() for word in centre.assured)


def _groups(directory: Directory) -> list[tuple[str | None, list[str]]]:
    """Ids by region of the highest level; both in the order of codes, in which neighbours stand together."""
    groups = defaultdict[str | None, list[tuple[str, str, str]]](list)
    for summary in directory.summaries.values():
        paged = [region for region in directory.regions.lineage(summary.region_code) if _is_paged(directory, region)]
        name = next(iter(summary.name.values())).casefold()
        groups[paged[-1].code if paged else None].append((paged[0].code if paged else "", name, summary.id))
    return [(code, [id for _, _, id in sorted(groups[code])]) for code in sorted(groups, key=lambda code: code or "~")]


def _signposts(directory: Directory) -> tuple[Signpost, ...]:
    """For every region with a page that is not of the highest level; for those, where there is but one level."""
    below = [region for region in directory.paged_regions if region.parent is not None]
    return tuple(_signpost(directory, region) for region in below or directory.paged_regions)


def _signpost(directory: Directory, region: Region) -> Signpost:
    here = directory.inside(region.code)
    near = () if here else directory.near_region(region)
    serving = () if here else directory.serving(region)[:SERVING_SHOWN]
    known = {summary.id for summary in serving}
    return Signpost(region.code, here, serving, near[0] if near and near[0].centre.id not in known else None)


def _is_in(directory: Directory, code: str, scope: str) -> bool:
    return any(region.code == scope for region in directory.regions.lineage(code))


def _is_paged(directory: Directory, region: Region) -> bool:
    return region.level in directory.paged_levels
