"""Which pages there are: a subject for each, in each language, in a steady order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from sitegen.derive import Directory, Summary
from sitegen.model import Centre, Partner, Programme, Service
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

Entry = Service | Partner | Programme


MAX_DOTS = 300
"""Centres that a map can show as dots each."""

Photos = Mapping[str, tuple[PhotoSize, ...]]
"""The published sizes of each photo, by its file's path below content/photos/."""


def plan(directory: Directory, photos: Photos) -> Iterator[Subject]:
    """A subject for every page to publish, but for those of regions."""
    languages = directory.site.languages
    main = languages[0]
    in_all = [*_centre_pages(directory, photos, main), *_entry_pages(directory, main)]
    for language in languages:
        yield from _network_pages(directory, language)
        yield from (replace(subject, language=language) for subject in in_all)


def plan_regions(directory: Directory) -> Iterator[Subject]:
    """The same for regions: most of all pages, and they hang on `directory.around_regions` alone."""
    languages = directory.site.languages
    in_all = list(_region_pages(directory, languages[0]))
    for language in languages:
        yield from (replace(subject, language=language) for subject in in_all)


def _network_pages(directory: Directory, language: str) -> Iterator[Subject]:
    network = directory.network
    tops = _tallies(directory, top_regions(directory))
    services = _counted(directory, network.services, _services)
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
        yield PartnersSubject(language=language, partners=_counted(directory, network.partners, _partners))
    if network.programmes:
        yield ProgrammesSubject(language=language, programmes=_counted(directory, network.programmes, _programmes))
    yield FormSubject(language=language)
    yield NotFoundSubject(language=language)
    for page in directory.network.pages:
        if page.language == language:
            yield ContentSubject(language=language, id=page.id)
    first, *others = sheets(directory, centres, below=None)
    yield CentresSubject(language=language, sheet=first, notices=directory.notices_for(centres))
    for sheet in others:
        yield CentresSubject(language=language, sheet=sheet)


def _centre_pages(directory: Directory, photos: Photos, language: str) -> Iterator[Subject]:
    for centre in directory.network.centres:
        summary = directory.summaries[centre.id]
        yield CentreSubject(
            language=language,
            centre=centre,
            summary=summary,
            near=directory.near_centre(summary),
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
    by_service = _by(directory, _services)
    by_partner = _by(directory, _partners)
    by_programme = _by(directory, _programmes)
    for service in network.services:
        for sheet in sheets(directory, by_service[service.id], below=None):
            yield ServiceSubject(language=language, id=service.id, sheet=sheet)
    for partner in network.partners:
        for sheet in sheets(directory, by_partner[partner.id], below=None):
            yield PartnerSubject(language=language, id=partner.id, sheet=sheet)
    for programme in network.programmes:
        for sheet in sheets(directory, by_programme[programme.id], below=None):
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


def _by(directory: Directory, ids: Callable[[Centre], Iterable[str]]) -> defaultdict[str, list[Summary]]:
    found = defaultdict[str, list[Summary]](list)
    for centre in directory.network.centres:
        for id in dict.fromkeys(ids(centre)):
            found[id].append(directory.summaries[centre.id])
    return found


def _tallies(directory: Directory, regions: Iterable[Region]) -> tuple[Tally, ...]:
    return tuple(
        Tally(region.code, len(directory.inside(region.code)))
        for region in sorted(regions, key=lambda region: region.name)
    )


def _counted(
    directory: Directory, entries: Iterable[Entry], ids: Callable[[Centre], Iterable[str]]
) -> tuple[Tally, ...]:
    counts = Counter(id for centre in directory.network.centres for id in set(ids(centre)))
    return tuple(Tally(entry.id, counts[entry.id]) for entry in entries)


def _services(centre: Centre) -> Iterator[str]:
    return (offered.id for offered in centre.services)


def _partners(centre: Centre) -> Iterator[str]:
    return (partner.id for partner in centre.partners if partner.id)


def _programmes(centre: Centre) -> Iterable[str]:
    return centre.programmes
