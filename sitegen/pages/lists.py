"""Lists of centres: items, groups under regions, jumps into long lists, sheets."""

from sitegen.derive import Near, Summary
from sitegen.pages.edition import Edition, relative
from sitegen.pages.subjects import Sheet
from sitegen.pages.values import CentreItem, Group, Jump, Link, Listing, Pager, StatusMark

AROUND = 2
"""Sheets shown on either side of the present one."""


def centre_item(edition: Edition, path: str, summary: Summary, near: Near | None = None) -> CentreItem:
    """A centre as it stands in a list on the page `path`."""
    return CentreItem(
        id=summary.id,
        name=edition.words(summary.name),
        href=relative(path, edition.path("centres", summary.id)),
        place=edition.place(summary.region_code),
        status=_short_status(edition, summary),
        address=summary.street_address,
        distance=edition.t.distance(near.distance_km, about=near.about) if near else None,
        other_island=near.other_island if near else False,
    )


def near_items(edition: Edition, path: str, near: tuple[Near, ...]) -> tuple[CentreItem, ...]:
    return tuple(centre_item(edition, path, seen.centre, seen) for seen in near)


def listing(edition: Edition, part: str, name: str, sheet: Sheet) -> Listing:
    """One sheet of a list on the page `name` of a part of the site. A single group needs no heading."""
    path = edition.path(part, name, number=sheet.number)
    groups = tuple(
        Group(
            name=_region_name(edition, section.region_code) if len(sheet.starts) > 1 else None,
            anchor=_anchor(section.region_code),
            href=_region_href(edition, path, section.region_code),
            items=tuple(centre_item(edition, path, summary) for summary in section.centres),
        )
        for section in sheet.sections
    )
    jumps = tuple(
        Jump(
            text=_region_name(edition, code),
            count=count,
            href=("" if number == sheet.number else relative(path, edition.path(part, name, number=number)))
            + f"#{_anchor(code)}",
        )
        for code, count, number in sheet.starts
    )
    return Listing(
        total=sheet.total,
        groups=groups,
        jumps=jumps if len(jumps) > 1 else (),
        pager=_pager(edition, part, name, sheet),
    )


def sheet_title(edition: Edition, title: str, sheet: Sheet) -> str:
    if sheet.number == 1:
        return title
    return edition.t("listing.sheet_title", title=title, number=sheet.number, of=sheet.count)


def sheet_alternates(edition: Edition, part: str, name: str, sheet: Sheet) -> dict[str, str]:
    return {
        language: edition.path(part, name, number=sheet.number, language=language)
        for language in edition.other_languages
    }


def _short_status(edition: Edition, summary: Summary) -> StatusMark | None:
    if summary.status == "active":
        return None
    return StatusMark(kind=summary.status, label=edition.t(f"status.{summary.status}"))


def _region_name(edition: Edition, code: str | None) -> str:
    region = edition.regions.get(code) if code else None
    return region.name if region else edition.t("listing.whole_region")


def _anchor(code: str | None) -> str:
    return f"r-{code}" if code else "r"


def _region_href(edition: Edition, path: str, code: str | None) -> str | None:
    region = edition.regions.get(code) if code else None
    return relative(path, edition.region_path(region)) if region else None


def _pager(edition: Edition, part: str, name: str, sheet: Sheet) -> Pager | None:
    if sheet.count == 1:
        return None
    path = edition.path(part, name, number=sheet.number)

    def href(number: int) -> str | None:
        if not 1 <= number <= sheet.count:
            return None
        return relative(path, edition.path(part, name, number=number))

    around = range(sheet.number - AROUND, sheet.number + AROUND + 1)
    numbers = sorted({1, sheet.count, *around} & set(range(1, sheet.count + 1)))
    return Pager(
        number=sheet.number,
        count=sheet.count,
        previous=href(sheet.number - 1),
        next=href(sheet.number + 1),
        pages=tuple(Link(text=str(number), href=href(number) or "") for number in numbers),
    )
