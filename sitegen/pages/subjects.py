"""What each page is about: the whole input of a page besides what all pages share.

A subject is cheap to make and to compare; the page itself (sitegen.pages.values) is composed from it only
where it has changed. Subjects carry records and numbers, no words and no addresses.
"""

import msgspec

from sitegen.derive import Near, Summary
from sitegen.model import Centre


class Subject(msgspec.Struct, frozen=True, kw_only=True, tag=True):
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


class HomeSubject(Subject, frozen=True, kw_only=True):
    regions: tuple[Tally, ...]
    services: tuple[Tally, ...]
    centres: int
    dots: tuple[Summary, ...]  # centres shown on the map


class CentresSubject(Subject, frozen=True, kw_only=True):
    sheet: Sheet
    notices: tuple[str, ...] = ()  # ids of those that hold for any of all centres


class PhotoSize(msgspec.Struct, frozen=True, array_like=True):
    """A published size of a photo: its path in the site, width and height in pixels."""

    path: str
    width: int
    height: int


class CentreSubject(Subject, frozen=True, kw_only=True):
    centre: Centre
    summary: Summary
    near: tuple[Near, ...]
    successor: Summary | None
    photos: tuple[tuple[PhotoSize, ...], ...] = ()  # the sizes of each photo, smallest first


class RegionsSubject(Subject, frozen=True, kw_only=True):
    regions: tuple[Tally, ...]


class RegionSubject(Subject, frozen=True, kw_only=True):
    region_code: str
    sheet: Sheet
    serving: tuple[Summary, ...] = ()
    near: tuple[Near, ...] = ()
    children: tuple[Tally, ...] = ()
    notices: tuple[str, ...] = ()  # ids of those that hold for any of its own centres, or of those that serve it


class ServicesSubject(Subject, frozen=True, kw_only=True):
    services: tuple[Tally, ...]


class ServiceSubject(Subject, frozen=True, kw_only=True):
    id: str
    sheet: Sheet


class PartnersSubject(Subject, frozen=True, kw_only=True):
    partners: tuple[Tally, ...]


class PartnerSubject(Subject, frozen=True, kw_only=True):
    id: str
    sheet: Sheet


class ProgrammesSubject(Subject, frozen=True, kw_only=True):
    programmes: tuple[Tally, ...]


class ProgrammeSubject(Subject, frozen=True, kw_only=True):
    id: str
    sheet: Sheet


class ContentSubject(Subject, frozen=True, kw_only=True):
    id: str


class FormSubject(Subject, frozen=True, kw_only=True):
    """The form for staff; what it shows of centres it fetches by itself."""


class NotFoundSubject(Subject, frozen=True, kw_only=True):
    pass
