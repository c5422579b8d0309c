"""What nobody typed but follows from what was typed: who serves whom, what is nearest, how many.

Pure: a checked network and the regions in, a `Directory` out. Pages are planned from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import msgspec

from sitegen.geo import NearestIndex, distance_km
from sitegen.model import HELPING, Centre, Network, Record, Site, Text
from sitegen.regions import Region, Regions


class Summary(Record, frozen=True, kw_only=True):
    """What a list tells of one centre."""

    id: str
    name: Text
    region_code: str
    status: str
    street_address: str | None
    latitude: float  # its own, or its region's reference point
    longitude: float
    exact: bool  # the point is its own
    located: bool  # known well enough for a distance: better than by a region of the highest level


class Near(Record, frozen=True, kw_only=True):
    """A centre seen from some point."""

    centre: Summary
    distance_km: float  # great circle, to 0.01
    about: bool  # one of the two points is only a reference point
    other_island: bool


class Directory(msgspec.Struct, frozen=True, dict=True):
    """The network with all that follows from it; nothing here changes after it is made."""

    site: Site
    network: Network
    regions: Regions
    summaries: Mapping[str, Summary]  # by centre id, in the order of ids

    @cached_property
    def centres(self) -> Mapping[str, Centre]:
        return {centre.id: centre for centre in self.network.centres}

    @cached_property
    def by_service(self) -> Mapping[str, tuple[Summary, ...]]:
        """The centres that offer each service."""
        return self._by(lambda centre: (offered.id for offered in centre.services))

    @cached_property
    def by_partner(self) -> Mapping[str, tuple[Summary, ...]]:
        return self._by(lambda centre: (partner.id for partner in centre.partners if partner.id))

    @cached_property
    def by_programme(self) -> Mapping[str, tuple[Summary, ...]]:
        return self._by(lambda centre: centre.programmes)

    @cached_property
    def _inside(self) -> Mapping[str, tuple[Summary, ...]]:
        found = defaultdict[str, list[Summary]](list)
        for summary in self.summaries.values():
            for region in self.regions.lineage(summary.region_code):
                found[region.code].append(summary)
        return {code: tuple(summaries) for code, summaries in found.items()}

    @cached_property
    def _serving(self) -> Mapping[str, tuple[Summary, ...]]:
        found = defaultdict[str, list[Summary]](list)
        for centre in self.network.centres:
            if centre.status in HELPING:
                for code in self.catchment(centre):
                    found[code].append(self.summaries[centre.id])
        return {code: tuple(summaries) for code, summaries in found.items()}

    @cached_property
    def _heeding(self) -> Mapping[str, frozenset[str]]:
        """The ids of the centres for which each notice holds, by its id."""
        return {
            notice.id: frozenset(centre.id for centre in self.network.centres if centre.heeds(notice))
            for notice in self.network.notices
        }

    @cached_property
    def _index(self) -> NearestIndex:
        return NearestIndex(
            (summary.id, summary.latitude, summary.longitude)
            for summary in self.summaries.values()
            if summary.located and summary.status in HELPING
        )

    @cached_property
    def paged_levels(self) -> frozenset[str]:
        """The levels of regions that have a page each."""
        return frozenset(level.id for level in self.site.levels if level.pages)

    @cached_property
    def paged_regions(self) -> tuple[Region, ...]:
        """Every region that has a page, by code."""
        levels = [level.id for level in self.site.levels if level.pages]
        found = (region for level in levels for region in self.regions.at_level(level))
        return tuple(sorted(found, key=lambda region: region.code))

    # Most changes of a centre's file leave all of these as they were.

    @property
    def around_near(self) -> tuple[object, ...]:
        """All that it hangs on which centres are near others."""
        return self.site, self.regions, self.summaries

    @property
    def around_regions(self) -> tuple[object, ...]:
        """All that the pages of regions hang on."""
        return *self.around_near, self._serving, self._heeding

    @property
    def around_lists(self) -> tuple[object, ...]:
        """All that the lists of centres and the pages of the whole network hang on."""
        network = self.network
        entries = network.services, network.partners, network.programmes, network.pages
        return *self.around_near, self._heeding, *entries, self.by_service, self.by_partner, self.by_programme

    @cached_property
    def above_pages(self) -> frozenset[str]:
        """The codes of all regions that hold one with a page: of thousands, few do."""
        lineages = (self.regions.lineage(region.code) for region in self.paged_regions)
        return frozenset(above.code for lineage in lineages for above in lineage[1:])

    def _by(self, ids: Callable[[Centre], Iterable[str]]) -> Mapping[str, tuple[Summary, ...]]:
        found = defaultdict[str, list[Summary]](list)
        for centre in self.network.centres:
            for id in dict.fromkeys(ids(centre)):
                found[id].append(self.summaries[centre.id])
        return {id: tuple(summaries) for id, summaries in found.items()}

    def home_region(self, centre: Centre | Summary) -> Region | None:
        """The most exact region with a page that a centre is in."""
        code = centre.region_code if isinstance(centre, Summary) else centre.location.region_code
        lineage = self.regions.lineage(code)
        return next((region for region in lineage if region.level in self.paged_levels), None)

    def catchment(self, centre: Centre) -> tuple[str, ...]:
        """The codes of the regions that a centre serves.

        Where it tells none: its own region, if more than the region of the highest level is known.
        """
        if centre.serves:
            return centre.serves
        region = self.home_region(centre)
        return (region.code,) if region and self.summaries[centre.id].located else ()

    def inside(self, code: str) -> tuple[Summary, ...]:
        """The centres in a region, by id, whatever their status."""
        return self._inside.get(code, ())

    def serving(self, region: Region) -> tuple[Summary, ...]:
        """The centres outside a region that serve it, the closest catchment first."""
        own = {summary.id for summary in self.inside(region.code)}
        found = dict[str, Summary]()
        for part in self.regions.lineage(region.code):
            for summary in self._serving.get(part.code, ()):
                if summary.id not in own:
                    found.setdefault(summary.id, summary)
        return tuple(found.values())

    def notices_for(self, centres: Iterable[Summary]) -> tuple[str, ...]:
        """The ids of the notices that hold for any of these centres."""
        ids = {summary.id for summary in centres}
        return tuple(id for id, heeding in self._heeding.items() if not ids.isdisjoint(heeding))

    def near_region(self, region: Region) -> tuple[Near, ...]:
        """The nearest centres outside a region, from its reference point."""
        if region.latitude is None or region.longitude is None:
            return ()
        own = frozenset(summary.id for summary in self.inside(region.code))
        return self._near(region.latitude, region.longitude, region, own, exact=False)

    def near_centre(self, summary: Summary) -> tuple[Near, ...]:
        """The nearest other centres; none where the centre's own place is hardly known."""
        if not summary.located:
            return ()
        region = self.regions.get(summary.region_code)
        own = frozenset({summary.id})
        return self._near(summary.latitude, summary.longitude, region, own, exact=summary.exact)

    def _near(
        self,
        latitude: float,
        longitude: float,
        region: Region | None,
        without: frozenset[str],
        *,
        exact: bool,
    ) -> tuple[Near, ...]:
        wanted = self.site.nearest_count
        ids = self._index.nearest(latitude, longitude, wanted + len(without))
        others = [self.summaries[id] for id in ids if id not in without]
        return tuple(self._seen(latitude, longitude, region, other, exact=exact) for other in others[:wanted])

    def _seen(self, latitude: float, longitude: float, region: Region | None, other: Summary, *, exact: bool) -> Near:
        there = self.regions.get(other.region_code)
        islands = {place.island for place in (region, there) if place and place.island}
        return Near(
            centre=other,
            distance_km=round(distance_km(latitude, longitude, other.latitude, other.longitude), 2),
            about=not (exact and other.exact),
            other_island=len(islands) == 2,
        )


def derive(site: Site, network: Network, regions: Regions) -> Directory:
    vague = site.levels[0].id if len(site.levels) > 1 else None
    summaries = (_summary(centre, regions, vague) for centre in network.centres)
    return Directory(site, network, regions, {summary.id: summary for summary in summaries})


def _summary(centre: Centre, regions: Regions, vague: str | None) -> Summary:
    """`vague` is the level of regions that is too large to say where a centre is."""
    location = centre.location
    lineage = regions.lineage(location.region_code)
    latitude, longitude, exact = _point(centre, lineage)
    return Summary(
        id=centre.id,
        name=centre.name,
        region_code=location.region_code,
        status=centre.status,
        street_address=location.street_address,
        latitude=latitude,
        longitude=longitude,
        exact=exact,
        located=exact or lineage[0].level != vague,
    )


def _point(centre: Centre, lineage: tuple[Region, ...]) -> tuple[float, float, bool]:
    location = centre.location
    if location.latitude is not None and location.longitude is not None:
        return location.latitude, location.longitude, location.accuracy in (None, "building", "street")
    for region in lineage:
        if region.latitude is not None and region.longitude is not None:
            return region.latitude, region.longitude, False
    raise ValueError(f"no reference point for {location.region_code}")
