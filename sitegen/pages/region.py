"""The page of a region: which centres are in it, which serve it, which are nearest."""

from collections.abc import Iterator

from sitegen.derive import Summary
from sitegen.pages.edition import Edition, region_name, relative
from sitegen.pages.lists import centre_item, listing, near_items, sheet_title
from sitegen.pages.maps import region_map
from sitegen.pages.notices import notices_named
from sitegen.pages.papers import region_papers
from sitegen.pages.reports import new_centre_link
from sitegen.pages.subjects import RegionsSubject, RegionSubject, Sheet, Tally
from sitegen.pages.values import Count, Link, RegionPage, RegionsPage


def region_page(edition: Edition, subject: RegionSubject) -> RegionPage:
    t, sheet = edition.t, subject.sheet
    region, *above = edition.paged_lineage(subject.region_code)
    path = edition.region_path(region, number=sheet.number)
    return RegionPage(
        head=edition.head(
            path,
            sheet_title(edition, t("region.title", name=region.name), sheet),
            t("region.description", name=edition.place(region.code), count=sheet.total),
            section="regions",
            trail=(
                (t("nav.regions"), edition.path("regions", "index")),
                *((upper.name, edition.region_path(upper)) for upper in reversed(above)),
            ),
            others={
                language: edition.region_path(region, number=sheet.number, language=language)
                for language in edition.other_languages
            },
        ),
        name=region.name,
        level=edition.level_name(region),
        parent=Link(text=above[0].name, href=relative(path, edition.region_path(above[0]))) if above else None,
        own=listing(edition, "regions", region_name(region), sheet),
        serving=tuple(centre_item(edition, path, summary) for summary in subject.serving),
        nearest=near_items(edition, path, subject.near),
        children=region_counts(edition, path, subject.children),
        neighbours=(),
        notices=notices_named(edition, subject.notices),
        map=region_map(edition, path, region, _centres(sheet)) if sheet.number == 1 else None,
        report=None if sheet.total else new_centre_link(edition, edition.place(region.code)),
        papers=region_papers(edition, path, region, sheet.total) if not above else (),
    )


def regions_page(edition: Edition, subject: RegionsSubject) -> RegionsPage:
    t = edition.t
    path = edition.path("regions", "index")
    return RegionsPage(
        head=edition.head(
            path,
            t("regions.title"),
            t("regions.description"),
            section="regions",
            others={
                language: edition.path("regions", "index", language=language) for language in edition.other_languages
            },
        ),
        regions=region_counts(edition, path, subject.regions),
    )


def _centres(sheet: Sheet) -> Iterator[Summary]:
    return (summary for section in sheet.sections for summary in section.centres)


def region_counts(edition: Edition, path: str, tallies: tuple[Tally, ...]) -> tuple[Count, ...]:
    """Regions with the number of centres in each, as links from the page `path`."""
    found = ((edition.regions.get(tally.id), tally.count) for tally in tallies)
    return tuple(
        Count(text=region.name, href=relative(path, edition.region_path(region)), count=count)
        for region, count in found
        if region
    )
