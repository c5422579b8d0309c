"""Which pages there are: a subject for each, in each language, in a steady order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from sitegen.derive import Directory, Near, Summary
from sitegen.latest import Latest
from sitegen.model import Partner, Programme, Service
from sitegen.pages.subjects import (
    CentresSubject,
    CentreSubject,
    ContentSubject,
    FormSubject,
    HomeSubject,
    NotFoundSubject,
    PartnersSubject,
    PartnerSubject,
    PhotoSize,
    ProgrammesSubject,
    ProgrammeSubject,
    RegionsSubject,
    RegionSubject,
    Section,
    ServicesSubject,
    ServiceSubject,
    Sheet,
    Subject,
    Tally,
)
from sitegen.regions import Region

S = TypeVar("S", bound=Subject)

Entry = Service | Partner | Programme

MAX_DOTS = 300
"""Centres that a map can show as dots each."""

Photos = Mapping[str, tuple[PhotoSize, ...]]
"""The published sizes of each photo, by its file's path below content/photos/."""


_NEAR = Latest[Mapping[str, tuple[Near, ...]]]()


def plan_centres(directory: Directory, photos: Photos) -> Iterator[CentreSubject]:
    """A subject for the page of every centre."""
    near = _NEAR.of(directory.around_near, lambda: _near(directory))
    return _in_all_languages(directory, partial(_centre_pages, directory, photos, near))


def plan_regions(directory: Directory) -> Iterator[Subject]:
    """The pages of regions: most of all, and they hang on `directory.around_regions` alone."""
    return _in_all_languages(directory, partial(_region_pages, directory))


def plan_lists(directory: Directory) -> Iterator[Subject]:
    """All other pages: the network's own, and lists of centres. They hang on `directory.around_lists` alone."""
    for language in directory.site.languages:
        yield from _network_pages(directory, language)
    yield from _in_all_languages(directory, partial(_entry_pages, directory))


def _in_all_languages(directory: Directory, plan: Callable[[str], Iterable[S]]) -> Iterator[S]:
    """Planned in the main language: nothing but their language is another in the others."""
    main, *others = directory.site.languages
    subjects = list(plan(main))
    yield from subjects
    for language in others:
        yield from (replace(subject, language=language) for subject in subjects)


def _near(directory: Directory) -> Mapping[str, tuple[Near, ...]]:
    """The nearest other centres, by a centre's id."""
    return {id: directory.near_centre(summary) for id, summary in directory.summaries.items()}


def _network_pages(directory: Directory, language: str) -> Iterator[Subject]:
    network = directory.network
    tops = _tallies(directory, top_regions(directory))
    services = _counted(network.services, directory.by_service)
    centres = tuple(directory.summaries.values())
    yield HomeSubject(
        language=language,
        regions=tops,
        services=services,
        centres=len(centres),
        dots=centres if len(centres) <= MAX_DOTS else (),
    )
    if directory.paged_levels:
        yield RegionsSubject(language=language, regions=tops)
    if services:
        yield ServicesSubject(language=language, services=services)
    if network.partners:
        yield PartnersSubject(language=language, partners=_counted(network.partners, directory.by_partner))
    if network.programmes:
        yield ProgrammesSubject(language=language, programmes=_counted(network.programmes, directory.by_programme))
    yield FormSubject(language=language)
    yield NotFoundSubject(language=language)
    for page in directory.network.pages:
        if page.language == language:
            yield ContentSubject(language=language, id=page.id)
    first, *others = sheets(directory, centres, below=None)
    yield CentresSubject(language=language, sheet=first, notices=directory.notices_for(centres))
    for sheet in others:
        yield CentresSubject(language=language, sheet=sheet)


def _centre_pages(
    directory: Directory, photos: Photos, near: Mapping[str, tuple[Near, ...]], language: str
) -> Iterator[CentreSubject]:
    for centre in directory.network.centres:
        summary = directory.summaries[centre.id]
        yield CentreSubject(
            language=language,
            centre=centre,
            summary=summary,
            near=near[centre.id],
            successor=directory.summaries.get(centre.successor or ""),
            photos=tuple(photos[photo.file] for photo in centre.photos),
        )


def _region_pages(directory: Directory, language: str) -> Iterator[Subject]:
    for region in directory.paged_regions:
        own, serving = directory.inside(region.code), directory.serving(region)
        cut = sheets(directory, own, below=region)
        yield RegionSubject(
            language=language,
            region_code=region.code,
            sheet=cut[0],
            serving=serving,
            near=directory.near_region(region),
            children=_tallies(directory, _parts(directory, region)),
            notices=directory.notices_for((*own, *serving)),
        )
        for sheet in cut[1:]:
            yield RegionSubject(language=language, region_code=region.code, sheet=sheet)


def _entry_pages(directory: Directory, language: str) -> Iterator[Subject]:
    network = directory.network
    for service in network.services:
        for sheet in sheets(directory, directory.by_service.get(service.id, ()), below=None):
            yield ServiceSubject(language=language, id=service.id, sheet=sheet)
    for partner in network.partners:
        for sheet in sheets(directory, directory.by_partner.get(partner.id, ()), below=None):
            yield PartnerSubject(language=language, id=partner.id, sheet=sheet)
    for programme in network.programmes:
        for sheet in sheets(directory, directory.by_programme.get(programme.id, ()), below=None):
            yield ProgrammeSubject(language=language, id=programme.id, sheet=sheet)


def top_regions(directory: Directory) -> Iterator[Region]:
    """The highest regions that have a page."""
    levels = directory.site.levels
    return _paged(directory, directory.regions.at_level(levels[0].id) if levels else ())


def _paged(directory: Directory, regions: Iterable[Region]) -> Iterator[Region]:
    """Those that have a page; in place of one that has none, those below it."""
    for region in regions:
        if region.level in directory.paged_levels:
            yield region
        else:
            yield from _parts(directory, region)


def _parts(directory: Directory, region: Region) -> Iterator[Region]:
    """What a page of a region leads down to."""
    if region.code in directory.above_pages:
        yield from _paged(directory, directory.regions.children(region.code))


def sheets(directory: Directory, centres: Iterable[Summary], *, below: Region | None) -> list[Sheet]:
    """A list of centres, by the regions just below `below` (None: the highest), cut into sheets.

    There is one sheet at least. Regions and centres stand in the order of their names.
    """
    sections = _sections(directory, centres, below)
    cut = _cut(sections, directory.site.listing_size)
    begins = dict[str | None, int]()
    for number, part in enumerate(cut, start=1):
        for section in part:
            begins.setdefault(section.region_code, number)
    starts = tuple((code, len(group), begins[code]) for code, group in sections)
    total = sum(len(group) for _, group in sections)
    return [
        Sheet(number=number, count=len(cut), total=total, sections=tuple(part), starts=starts)
        for number, part in enumerate(cut, start=1)
    ]


def _cut(sections: Iterable[tuple[str | None, tuple[Summary, ...]]], size: int) -> list[list[Section]]:
    """The sections dealt out to sheets of at most `size` centres; a long section goes on on the next one."""
    cut: list[list[Section]] = [[]]
    room = size
    for code, rest in sections:
        while rest:
            if not room:
                cut.append([])
                room = size
            cut[-1].append(Section(code, rest[:room]))
            rest, room = rest[room:], max(0, room - len(rest))
    return cut


def _sections(
    directory: Directory, centres: Iterable[Summary], below: Region | None
) -> list[tuple[str | None, tuple[Summary, ...]]]:
    groups = defaultdict[str | None, list[Summary]](list)
    for summary in centres:
        groups[_part(directory, summary, below)].append(summary)
    return [
        (code, tuple(sorted(group, key=_by_name)))
        for code, group in sorted(groups.items(), key=lambda item: _region_order(directory, item[0]))
    ]


def _part(directory: Directory, summary: Summary, below: Region | None) -> str | None:
    """The code of the region with a page, just below `below`, that a centre is in."""
    lineage = [
        region for region in directory.regions.lineage(summary.region_code) if region.level in directory.paged_levels
    ]
    codes = [region.code for region in reversed(lineage)]
    position = codes.index(below.code) + 1 if below and below.code in codes else 0
    return codes[position] if position < len(codes) else None


def _region_order(directory: Directory, code: str | None) -> tuple[bool, str]:
    """Centres that are in no smaller region come first: they serve the whole of it."""
    region = directory.regions.get(code) if code else None
    return (region is not None, region.name if region else "")


def _by_name(summary: Summary) -> tuple[str, str]:
    return next(iter(summary.name.values())).casefold(), summary.id


def _tallies(directory: Directory, regions: Iterable[Region]) -> tuple[Tally, ...]:
    return tuple(
        Tally(region.code, len(directory.inside(region.code)))
        for region in sorted(regions, key=lambda region: region.name)
    )


def _counted(entries: Iterable[Entry], found: Mapping[str, tuple[Summary, ...]]) -> tuple[Tally, ...]:
    return tuple(Tally(entry.id, len(found.get(entry.id, ()))) for entry in entries)
