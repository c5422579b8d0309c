"""What a centre's page tells machines: schema.org, as JSON-LD. Only facts; no estimates, no reference points."""

from collections.abc import Iterator, Mapping

from sitegen.hours import opening_hours_specification
from sitegen.model import Centre, Location
from sitegen.pages.edition import Edition
from sitegen.pages.subjects import CentreSubject


def centre_json_ld(edition: Edition, subject: CentreSubject) -> Mapping[str, object]:
    centre = subject.centre
    url = edition.url(edition.path("centres", centre.id))
    return {
        "@context": "https://schema.org",
        "@type": edition.site.schema_type,
        "@id": url,
        "url": url,
        "name": edition.plain(centre.name),
        **dict(_facts(edition, subject)),
    }


def _facts(edition: Edition, subject: CentreSubject) -> Iterator[tuple[str, object]]:
    centre = subject.centre
    if centre.alternate_names:
        yield "alternateName", list(centre.alternate_names)
    yield "address", _address(edition, centre.location)
    if subject.summary.exact:
        yield (
            "geo",
            {
                "@type": "GeoCoordinates",
                "latitude": subject.summary.latitude,
                "longitude": subject.summary.longitude,
            },
        )
    for name, field in (("telephone", "phone_e164"), ("email", "email")):
        found = next((value for contact in centre.contacts if (value := getattr(contact, field))), None)
        if found:
            yield name, found
    websites = [contact.website for contact in centre.contacts if contact.website]
    if websites:
        yield "sameAs", websites
    if centre.operator:
        yield "parentOrganization", {"@type": "Organization", "name": edition.plain(centre.operator)}
    if centre.opening_hours and centre.status == "active":
        yield "openingHoursSpecification", opening_hours_specification(centre.opening_hours)
    areas = _areas(edition, centre)
    if areas:
        yield "areaServed", areas


def _address(edition: Edition, location: Location) -> Mapping[str, str]:
    names = [region.name for region in edition.paged_lineage(location.region_code)]
    parts = {
        "streetAddress": location.street_address,
        "addressLocality": names[0] if len(names) > 1 else None,
        "addressRegion": names[-1] if names else None,
        "postalCode": location.postal_code,
        "addressCountry": edition.site.country,
    }
    return {"@type": "PostalAddress"} | {name: value for name, value in parts.items() if value}


def _areas(edition: Edition, centre: Centre) -> list[Mapping[str, str]]:
    regions = filter(None, map(edition.regions.get, centre.serves))
    return [{"@type": "AdministrativeArea", "name": region.name} for region in regions]
