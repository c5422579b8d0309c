"""From a subject to the page itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from sitegen.pages.centre import centre_page
from sitegen.pages.edition import Edition
from sitegen.pages.entries import (
    partner_page,
    partners_page,
    programme_page,
    programmes_page,
    service_page,
    services_page,
)
from sitegen.pages.form import form_page
from sitegen.pages.network import centres_page, content_page, home_page, not_found_page
from sitegen.pages.region import region_page, regions_page
from sitegen.pages.subjects import (
    CentresSubject,
    CentreSubject,
    ContentSubject,
    FormSubject,
    HomeSubject,
    NotFoundSubject,
    PartnersSubject,
    PartnerSubject,
    ProgrammesSubject,
    ProgrammeSubject,
    RegionsSubject,
    RegionSubject,
    ServicesSubject,
    ServiceSubject,
    Subject,
)
from sitegen.pages.values import Page

COMPOSERS: dict[type[Subject], Callable[[Edition, Any], Page]] = {
    HomeSubject: home_page,
    CentresSubject: centres_page,
    CentreSubject: centre_page,
    RegionsSubject: regions_page,
    RegionSubject: region_page,
    ServicesSubject: services_page,
    ServiceSubject: service_page,
    PartnersSubject: partners_page,
    PartnerSubject: partner_page,
    ProgrammesSubject: programmes_page,
    ProgrammeSubject: programme_page,
    ContentSubject: content_page,
    FormSubject: form_page,
    NotFoundSubject: not_found_page,
}


class Planned(NamedTuple):
    """A page that is to be. Same fingerprint, same page."""

    subject: Subject
    path: str
    fingerprint: str


def planned(editions: Mapping[str, Edition], subjects: Iterable[Subject], look: bytes) -> Iterator[Planned]:
    """The pages of subjects; `look` stands for all that they do not say."""
    for subject in subjects:
        path = address(editions[subject.language], subject)
        assert path is not None  # a subject is of its own edition
        yield Planned(subject, path, blake2b(look + msgspec.msgpack.encode(subject), digest_size=16).hexdigest())


def address(edition: Edition, subject: Subject) -> str | None:
    """The path of a subject's page in an edition, whatever the subject's language; None: not written there."""
    match subject:
        case HomeSubject():
            return edition.home_path()
        case FormSubject():
            return edition.path("edit", "index")
        case NotFoundSubject():
            return edition.not_found_path()
        case CentresSubject(sheet=sheet):
            return edition.path("centres", "index", number=sheet.number)
        case CentreSubject(centre=centre):
            return edition.path("centres", centre.id)
        case RegionsSubject():
            return edition.path("regions", "index")
        case RegionSubject(region_code=code, sheet=sheet):
            region = edition.regions.get(code)
            return edition.region_path(region, number=sheet.number) if region else None
        case ServicesSubject():
            return edition.path("services", "index")
        case PartnersSubject():
            return edition.path("partners", "index")
        case ProgrammesSubject():
            return edition.path("programmes", "index")
        case ServiceSubject(id=id, sheet=sheet):
            return edition.path("services", id, number=sheet.number)
        case PartnerSubject(id=id, sheet=sheet):
            return edition.path("partners", id, number=sheet.number)
        case ProgrammeSubject(id=id, sheet=sheet):
            return edition.path("programmes", id, number=sheet.number)
        case ContentSubject(id=id):
            return edition.content_path(id)
    raise TypeError(type(subject))


def compose(edition: Edition, subject: Subject) -> Page:
    """The whole page of a subject. Pure: same edition and subject, same page."""
    return COMPOSERS[type(subject)](edition, subject)
