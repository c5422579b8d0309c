"""What each page is about: the whole input of a page besides what all pages share.

A subject is cheap to make and to compare; the page itself (sitegen.pages.values) is composed from it only
where it has changed. Subjects carry records and numbers, no words and no addresses.
"""

import msgspec

from sitegen.derive import Near, Summary
from sitegen.model import Centre


class Subject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """What every subject is: of one page in one language."""

    language: str


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """How many centres there are behind a region, service, partner or programme."""

    id: str
    count: int


class Section(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a list: the centres of one region (None: of none that has a page)."""

    region_code: str | None
    centres: tuple[Summary, ...]


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of a list that may be cut into several."""

    number: int  # from 1
    count: int  # of sheets
    total: int  # centres in the whole list
    sections: tuple[Section, ...]
    starts: tuple[tuple[str | None, int, int], ...]  # region, its number of centres, the sheet it begins on


class HomeSubject(Subject):
    regions: tuple[Tally, ...]
    services: tuple[Tally, ...]
    centres: int
    dots: tuple[Summary, ...]  # centres shown on the map


class CentresSubject(Subject):
    sheet: Sheet


class PhotoSize(msgspec.Struct, frozen=True, array_like=True):
    """A published size of a photo: its path in the site, width and height in pixels."""

    path: str
    width: int
    height: int


class CentreSubject(Subject):
    centre: Centre
    summary: Summary
    near: tuple[Near, ...]
    successor: Summary | None
    photos: tuple[tuple[PhotoSize, ...], ...] = ()  # the sizes of each photo, smallest first


class RegionsSubject(Subject):
    regions: tuple[Tally, ...]


class RegionSubject(Subject):
    region_code: str
    sheet: Sheet
    serving: tuple[Summary, ...] = ()
    near: tuple[Near, ...] = ()
    children: tuple[Tally, ...] = ()


class ServicesSubject(Subject):
    services: tuple[Tally, ...]


class ServiceSubject(Subject):
    id: str
    sheet: Sheet


class PartnersSubject(Subject):
    partners: tuple[Tally, ...]


class PartnerSubject(Subject):
    id: str
    sheet: Sheet


class ProgrammesSubject(Subject):
    programmes: tuple[Tally, ...]


class ProgrammeSubject(Subject):
    id: str
    sheet: Sheet


class ContentSubject(Subject):
    id: str


class NotFoundSubject(Subject):
    pass
