"""Outline maps on pages: regions that can be opened, and a dot for each centre."""

from collections.abc import Iterable

from sitegen.derive import Summary
from sitegen.maps import RegionMap, country_map, province_map
from sitegen.pages.edition import Edition, relative
from sitegen.pages.values import Dot, Outline, OutlineMap
from sitegen.regions import Region


def network_map(edition: Edition, path: str, centres: Iterable[Summary]) -> OutlineMap | None:
    """All regions of the highest level."""
    drawing = country_map(edition.data_folder)
    title = edition.t("map.network", name=edition.plain(edition.site.short_name))
    return _outline_map(edition, path, drawing, title, centres, None) if drawing else None


def region_map(edition: Edition, path: str, region: Region, centres: Iterable[Summary]) -> OutlineMap | None:
    """A region among its siblings, or with its parts if it is of the highest level."""
    top = edition.regions.lineage(region.code)[-1]
    drawing = province_map(edition.data_folder, top.code)
    title = edition.t("map.region", name=edition.place(region.code))
    return _outline_map(edition, path, drawing, title, centres, region) if drawing else None


def _outline_map(
    edition: Edition,
    path: str,
    drawing: RegionMap,
    title: str,
    centres: Iterable[Summary],
    about: Region | None,
) -> OutlineMap:
    places = ((centre, drawing.project(centre.latitude, centre.longitude)) for centre in centres)
    return OutlineMap(
        width=drawing.width,
        height=drawing.height,
        title=title,
        outlines=tuple(_outline(edition, path, code, outline, about) for code, outline in drawing.paths.items()),
        dots=tuple(
            Dot(
                x=round(x),  # a tenth of a pixel would be seen by nobody
                y=round(y),
                name=edition.plain(centre.name),
                href=relative(path, edition.path("centres", centre.id)),
                exact=centre.exact,
            )
            for centre, (x, y) in places
            if centre.located
        ),
    )


def _outline(edition: Edition, path: str, code: str, outline: str, about: Region | None) -> Outline:
    region = edition.regions.get(code)
    here = about is not None and about.code == code
    linked = region is not None and region.level in edition.paged_levels and not here
    return Outline(
        d=outline,
        name=region.name if region else code,
        href=relative(path, edition.region_path(region)) if region and linked else None,
        strong=here,
    )
