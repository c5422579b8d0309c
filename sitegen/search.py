"""What the search in the browser looks through: places, needs and centres, as plain values ready for JSON.

The regions of the highest levels are one small table, the *core*; regions below them and postal codes are many,
and are told one by one with a key to sort them by. Texts are a string, or a list with one for each language of
the site where they differ. docs/decisions/search.md says how the files are cut; static/js/lib/ reads them.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from sitegen.derive import Directory
from sitegen.holiday_calendar import make_calendar
from sitegen.hours import Notice, Schedule, data_for_browser
from sitegen.model import HELPING, Centre, Facility, LegalStatus, Partner, Programme, Service, Text
from sitegen.regions import VILLAGE, Region, Regions

CORE_REGIONS = 1000
"""As many regions may be in the core: levels are added to it, the highest first, while they fit."""

COMMODITIES = 500
"""As many kinds of goods are listed as needs; rarer ones are found by their words alone."""

COMMON = 0.3
"""A word in the names of more than this part of all centres says nothing about which one is meant."""

POSTAL_CODE = "postal_code"
"""The level of a postal code, among those of regions."""

Json = str | int | float | bool | Sequence["Json"] | Mapping[str, "Json"] | None


class DeepPlace(NamedTuple):
    """A region below the core, or the part of a region that has one postal code."""

    key: str  # what it is sorted and found by
    name: str
    level: str
    code: str  # of a postal code: the region's
    above: str  # code of the region that holds it
    island: str | None  # None: not known
    latitude: float | None
    longitude: float | None


def squash(text: str) -> str:
    """Letters and digits alone, small and without accents: "Kota Baru" and "Kotabaru" are one key.

    `squash` in static/js/lib/text.js does the same.
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).lower()))


def split_words(text: str) -> list[str]:
    """The words of a text, each squashed; a letter or two before a hyphen belongs to the next: "e-katalog"."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    plain = _SHORT_BEGINNING.sub(r"\1", _IN_WORDS.sub("", _AFTER_SHORT.sub(r"\1 ", plain.lower())))
    return _NO_WORD.sub(" ", plain).split()


_AFTER_SHORT = re.compile(r"([^\W\d_]{2})\.")  # "kab.sleman" is two words, "N.T.T." is one
_IN_WORDS = re.compile(r"['’.\u0300-\u036f]")
_SHORT_BEGINNING = re.compile(r"(?<!\w)([^\W\d_]{1,2})-(?=\w)")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class PlaceIndex:
    """All places of the reference data; nothing here depends on the content."""

    regions: Regions
    levels: tuple[str, ...]  # the highest first
    names: tuple[Text, ...]  # of the levels
    languages: tuple[str, ...]
    data_folder: Path

    @cached_property
    def core(self) -> Mapping[str, int]:
        """The number of each region of the core, by code; what holds a region comes before it."""
        found: list[Region] = []
        for level in self.core_levels:
            found += self.regions.at_level(level)
        order = {level: number for number, level in enumerate(self.levels)}
        found.sort(key=lambda region: (order[region.level], region.code))
        return {region.code: number for number, region in enumerate(found)}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the regions of the core, by number."""
        return tuple(self.core)

    @cached_property
    def core_levels(self) -> tuple[str, ...]:
        """At least the highest level."""
        chosen: list[str] = []
        total = 0
        for level in self.levels:
            total += self._sizes[level]
            if chosen and total > CORE_REGIONS:
                break
            chosen.append(level)
        return tuple(chosen)

    @cached_property
    def level_words(self) -> tuple[tuple[str, int], ...]:
        """Words that stand before names and tell the level ("kabupaten", "kec"), with the level's number."""
        found = dict[tuple[str, int], None]()
        for number, name in enumerate(self.names):
            for text in name.values():
                found |= {(squash(word), number): None for word in text.split("/")}
        for word, level in _read_table(self.data_folder / "level_words.csv", "word", "level"):
            if level in self.levels:
                found[squash(word), self.levels.index(level)] = None
        return tuple(found)

    def lineage(self, code: str) -> tuple[int | None, tuple[Region, ...]]:
        """The number of the smallest region of the core that a region is in, and the regions below that."""
        deeper: list[Region] = []
        for region in self.regions.lineage(code):
            if region.code in self.core:
                return self.core[region.code], tuple(deeper)
            deeper.append(region)
        return None, tuple(deeper)

    def deep_places(self) -> list[DeepPlace]:
        """Every place that is not in the core, by key."""
        places: list[DeepPlace] = []
        for region in self.regions:
            if region.code not in self.core:  # also by what follows its first word: "Priok" for Tanjung Priok
                places += _called(region, squash(region.name), squash(region.name.partition(" ")[2]))
        islands = {region.code: region.island for region in self.regions}
        for code, name, _, latitude, longitude, island in self._read_villages():
            above = code.rpartition(".")[0]
            point = (float(latitude), float(longitude)) if latitude else (None, None)
            landmass = island or islands.get(above)
            places.append(DeepPlace(squash(name), name, VILLAGE, code, above, landmass, *point))
        places += _postal_codes(self._read_villages(), islands)
        for alias, code in self.regions.aliases:
            named = self.regions.get(code)
            if named and code not in self.core:
                places += _called(named, squash(alias))
        return sorted(places, key=lambda place: (place.key, place.code))

    def _read_villages(self) -> Iterator[list[str]]:
        """Rows of all files: code, name, postal code, latitude, longitude, island. They are too many to be kept."""
        for path in sorted((self.data_folder / "villages").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                yield from list(csv.reader(file))[1:]

    @cached_property
    def _sizes(self) -> Counter[str]:
        sizes = Counter(region.level for region in self.regions)
        if (self.data_folder / "villages").is_dir():
            sizes[VILLAGE] += CORE_REGIONS + 1  # they are never loaded all at once
        return sizes


def _called(region: Region, *keys: str) -> Iterator[DeepPlace]:
    """A region by each of these keys that is one."""
    for key in dict.fromkeys(filter(None, keys)):
        yield DeepPlace(
            key=key,
            name=region.name,
            level=region.level,
            code=region.code,
            above=region.parent or "",
            island=region.island,
            latitude=region.latitude,
            longitude=region.longitude,
        )


def _postal_codes(villages: Iterable[Sequence[str]], islands: Mapping[str, str | None]) -> Iterator[DeepPlace]:
    """Each postal code in each region that holds villages with it, at the middle of those; `islands` of regions."""
    points = defaultdict[tuple[str, str], list[tuple[float, float]]](list)
    reached = defaultdict[tuple[str, str], set[str | None]](set)
    for code, _, postal_code, latitude, longitude, island in villages:
        if postal_code and latitude:
            above = code.rpartition(".")[0]
            points[postal_code, above].append((float(latitude), float(longitude)))
            reached[postal_code, above].add(island or islands.get(above))
    for (postal_code, code), found in points.items():
        middle = [fmean(axis) for axis in zip(*found, strict=True)]
        landmasses = reached[postal_code, code]
        only = landmasses.pop() if len(landmasses) == 1 else None
        yield DeepPlace(squash(postal_code), postal_code, POSTAL_CODE, code, code, only, *middle)


def make_place_index(directory: Directory, data_folder: Path) -> PlaceIndex:
    site = directory.site
    told = {level.id: level.name for level in site.levels}
    others = {region.level: {site.languages[0]: region.level} for region in directory.regions}
    levels = {**told, **{level: name for level, name in others.items() if level not in told}}
    return PlaceIndex(directory.regions, tuple(levels), tuple(levels.values()), site.languages, data_folder)


def core_regions(places: PlaceIndex, directory: Directory) -> dict[str, Json]:
    """The regions of the core in columns, in the order of their numbers.

    `above`: the number of the region that holds it, -1: none; `code`: see `short_code`; `at`: latitude and longitude
    in thousandths of a degree, about 100 m, less those of the region above; `count`: centres in it.
    """
    regions = [region for code in places.core if (region := places.regions.get(code))]
    islands = {island: number for number, island in enumerate(sorted({r.island for r in regions if r.island}))}
    return {
        "code": [short_code(region.code, region.parent or "") for region in regions],
        "name": [region.name for region in regions],
        "level": [places.levels.index(region.level) for region in regions],
        "above": [places.core.get(region.parent or "", -1) for region in regions],
        "at": [step for region in regions for step in _steps(region, places.regions.get(region.parent or ""))],
        "island": [islands.get(region.island or "", -1) for region in regions],
        "islands": list(islands),
        "count": [len(directory.inside(region.code)) for region in regions],
    }


def short_code(code: str, above: str) -> str:
    """What a code has after that of the region above; the whole of it after "=" where it begins otherwise."""
    return code.removeprefix(above) if code.startswith(above) else f"={code}"


def _steps(region: Region, above: Region | None) -> Iterator[int | None]:
    for own, start in (
        (region.latitude, above.latitude if above else None),
        (region.longitude, above.longitude if above else None),
    ):
        yield None if own is None else round(own * 1000) - round((start or 0) * 1000)


def thousandths(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * 1000)


class CentreIndex:
    """The centres as the search tells them, and the lists that they point into by number."""

    def __init__(self, directory: Directory, places: PlaceIndex) -> None:
        self.languages = directory.site.languages
        self._directory = directory
        self._places = places
        network = directory.network
        lists: dict[str, Sequence[Service | Facility | Programme | Partner | LegalStatus]] = {
            "services": network.services,
            "facilities": network.facilities,
            "programmes": network.programmes,
            "partners": network.partners,
            "legal_statuses": directory.site.legal_statuses,
        }
        self._numbers = {
            kind: {entry.id: number for number, entry in enumerate(entries)} for kind, entries in lists.items()
        }
        goods = Counter(self._goods_key(text) for centre in network.centres for text in centre.commodities)
        chosen = sorted(goods, key=lambda key: (-goods[key], key))[:COMMODITIES]
        self._goods = {key: number for number, key in enumerate(sorted(chosen))}

    def entries(self) -> dict[str, Json]:
        """What a centre can offer: [id, name] and, for services, all words by which people ask for it."""
        network, site = self._directory.network, self._directory.site
        services: list[Json] = []
        for service in network.services:
            phrases = [*service.terms, *(text for part in service.includes for text in part.values())]
            services.append([service.id, self.text(service.name), list(dict.fromkeys(phrases))])
        return {
            "services": services,
            "facilities": [[entry.id, self.text(entry.name)] for entry in network.facilities],
            "programmes": [[entry.id, self.text(entry.name)] for entry in network.programmes],
            "partners": [[entry.id, self.text(entry.name)] for entry in network.partners],
            "legal_statuses": [[entry.id, self.text(entry.name)] for entry in site.legal_statuses],
            "commodities": [self.text(dict(key)) for key in self._goods],
        }

    def centre(self, centre: Centre) -> dict[str, Json]:
        """One centre; what is empty is left out. Numbers point into `entries` and into the core."""
        summary = self._directory.summaries[centre.id]
        number, deeper = self._places.lineage(summary.region_code)
        region = self._places.regions.get(summary.region_code)
        told: dict[str, Json] = {
            "id": centre.id,
            "name": self.text(centre.name),
            "also": list(centre.alternate_names) or None,
            "region": number,
            "below": [[part.code, part.name] for part in deeper] or None,
            "at": [summary.latitude, summary.longitude] if summary.located else None,
            "exact": 1 if summary.exact else None,
            "island": region.island if region and deeper else None,
            "status": centre.status if centre.status != "active" else None,
            "address": centre.location.street_address,
            "legal_status": self._number("legal_statuses", centre.legal_status),
            "services": self._listed("services", (offered.id for offered in centre.services)),
            "facilities": self._linked("facilities", ((link.id, link.name) for link in centre.facilities)),
            "programmes": self._listed("programmes", centre.programmes),
            "partners": self._linked("partners", ((link.id, link.name) for link in centre.partners)),
            "commodities": [self._goods.get(self._goods_key(text), self.text(text)) for text in centre.commodities]
            or None,
            "serves": self._told_catchment(centre),
        }
        return {key: value for key, value in told.items() if value is not None}

    def schedule(self, centre: Centre) -> Json:
        """The hours of a centre without the network's holidays; None where none are known."""
        if centre.opening_hours is None or centre.status not in HELPING:
            return None
        region = self._places.regions.get(centre.location.region_code)
        schedule = Schedule(
            hours=centre.opening_hours,
            zone=(region.time_zone if region else None) or "UTC",
            notices=self._notices(centre),
            closed=centre.status == "temporarily_closed",
            closed_until=centre.status_until,
        )
        told = [data_for_browser(schedule, language, "") for language in self.languages]
        if centre.opening_hours.holidays == "open":
            for data in told:
                data["on_holidays"] = "open"
        return told[0] if all(data == told[0] for data in told) else told  # type: ignore[return-value]  # it is JSON

    def calendar(self) -> dict[str, Json]:
        """The network's holidays by date, as in a schedule."""
        calendar = make_calendar(self._directory.network.holidays)
        return {
            "holidays": {str(day): self.text(name) for day, name in calendar.holidays.items()},
            "estimated": {str(day): self.text(name) for day, name in calendar.estimated.items()},
            "calendar_until": str(calendar.until) if calendar.until else None,
        }

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The words that each centre may be called by, by id."""
        return {
            centre.id: frozenset(split_words(" ".join((*centre.name.values(), *centre.alternate_names))))
            for centre in self._directory.network.centres
        }

    def common_words(self) -> list[str]:
        """Words that so many centres have in their names that they tell nothing."""
        centres = self._directory.network.centres
        counts = Counter(word for words in self.names.values() for word in words)
        least = max(4, COMMON * len(centres))
        return sorted(word for word, count in counts.items() if count >= least)

    def catchments(self) -> dict[str, list[Centre]]:
        """The centres that serve a region, by its code."""
        found = defaultdict[str, list[Centre]](list)
        for centre in self._directory.network.centres:
            if centre.status in HELPING:
                for code in self._directory.catchment(centre):
                    found[code].append(centre)
        return found

    def text(self, text: Text) -> Json:
        """A string, or a list with one for each language where they differ."""
        first = next(iter(text.values()))
        told = [text.get(language, first) for language in self.languages]
        return told[0] if len(set(told)) == 1 else list(told)

    def _notices(self, centre: Centre) -> tuple[Notice, ...]:
        code, legal_status = centre.location.region_code, centre.legal_status
        return tuple(
            notice
            for notice in self._directory.network.notices
            if notice.id not in centre.ignore_notices and notice.scope.covers(centre.id, code, legal_status)
        )

    def _number(self, kind: str, id: str | None) -> int | None:
        return self._numbers[kind].get(id) if id else None

    def _listed(self, kind: str, ids: Iterable[str]) -> Json:
        numbers = self._numbers[kind]
        return [numbers[id] for id in dict.fromkeys(ids) if id in numbers] or None

    def _linked(self, kind: str, links: Iterable[tuple[str | None, Text | None]]) -> Json:
        """Entries by number, and what only this centre has by its words."""
        found = [self._number(kind, id) if id else name and self.text(name) for id, name in links]
        return [value for value in found if value is not None] or None

    def _told_catchment(self, centre: Centre) -> Json:
        """The codes of the regions that a centre serves; None where it is just its own one of the core."""
        summary = self._directory.summaries[centre.id]
        number, _ = self._places.lineage(summary.region_code)
        own = self._places.codes[number] if number is not None and summary.located else None
        catchment = list(self._directory.catchment(centre))
        return None if catchment == ([own] if own else []) else list(catchment)

    @staticmethod
    def _goods_key(text: Text) -> tuple[tuple[str, str], ...]:
        return tuple(text.items())


def _read_table(path: Path, *columns: str) -> Sequence[tuple[str, ...]]:
    """The named columns of a table; () if there is none."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row[column] for column in columns) for row in csv.DictReader(file)]
