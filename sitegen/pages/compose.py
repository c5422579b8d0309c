"""From a subject to the page itself."""

from collections.abc import Callable
from typing import Any

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
from sitegen.pages.network import centres_page, content_page, home_page, not_found_page
from sitegen.pages.region import region_page, regions_page
from sitegen.pages.subjects import (
    CentresSubject,
    CentreSubject,
    ContentSubject,
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
    NotFoundSubject: not_found_page,
}


def compose(edition: Edition, subject: Subject) -> Page:
    """The whole page of a subject. Pure: same edition and subject, same page."""
    return COMPOSERS[type(subject)](edition, subject)
