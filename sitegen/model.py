"""What a network is made of: frozen records, one for each thing the content describes.

Names follow Open Referral HSDS, schema.org and OpenStreetMap. Absence is None or an empty tuple and
means "not known", never "no". Records are msgspec structs, so that the cache, the fingerprints of
pages and the exports share one encoding.
"""

from datetime import date, datetime

import msgspec

from sitegen.hours import Hours, Notice, Week

Text = dict[str, str]
"""Words for readers by language code, in the order they were written; never empty."""

HELPING = frozenset({"active", "temporarily_closed"})
"""Statuses of centres that a citizen may be sent to."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every record here is.

    Defaults are encoded, too: msgspec leaves out only the very objects, so that equal records would differ.
    """


class Location(Record, frozen=True, kw_only=True):
    """Where a centre is (HSDS `location` and `address`)."""

    region_code: str  # Kemendagri, "35" to "35.01.04.2001": as exact as is known
    street_address: str | None = None
    postal_code: str | None = None
    landmark: Text | None = None
    latitude: float | None = None  # WGS 84, degrees; None: the region's reference point serves
    longitude: float | None = None
    accuracy: str | None = None  # building | street | village | district | regency | province
    wheelchair: str | None = None  # yes | limited | no (OpenStreetMap)


class Contact(Record, frozen=True, kw_only=True):
    """One way to reach a centre (HSDS `contact` and `phone`)."""

    label: Text | None = None
    phone: str | None = None  # as typed, for people
    phone_e164: str | None = None  # "+62357123456", for machines
    whatsapp: str | None = None  # as typed
    whatsapp_e164: str | None = None
    email: str | None = None
    website: str | None = None


class OfferedService(Record, frozen=True, kw_only=True):
    """A service as one centre offers it (HSDS `service_at_location`)."""

    id: str  # of a Service
    description: Text | None = None  # Markdown
    eligibility: Text | None = None
    required_documents: tuple[Text, ...] = ()
    cost: Text | None = None
    how_to_apply: Text | None = None
    weekly: Week | None = None  # None: as the centre's


class PartnerLink(Record, frozen=True, kw_only=True):
    """A partner of one centre: an entry of partners.yaml (`id`), or one told in full (`name`)."""

    id: str | None = None
    name: Text | None = None
    kind: str | None = None  # one of schema.PARTNER_KINDS
    role: Text | None = None


class Consultant(Record, frozen=True, kw_only=True):
    """A person who advises at a centre, and who agreed to be named."""

    name: str
    fields: tuple[str, ...] = ()  # service ids


class FacilityLink(Record, frozen=True, kw_only=True):
    """Something a centre has: an entry of facilities.yaml (`id`), or one told in full (`name`)."""

    id: str | None = None
    name: Text | None = None


class Award(Record, frozen=True, kw_only=True):
    name: Text
    year: int | None = None
    rank: int | None = None
    category: Text | None = None
    recipient: str | None = None  # a person or body, as the press published it


class Event(Record, frozen=True, kw_only=True):
    name: Text
    start: datetime  # local to the centre, without zone
    end: datetime | None = None
    register: str | None = None  # web address


class Photo(Record, frozen=True, kw_only=True):
    file: str  # below content/photos/
    alt: Text
    credit: str | None = None


class Assurance(Record, frozen=True, kw_only=True):
    """Somebody's word that a block is true (HSDS `assured_date`, `assurer_email`)."""

    about: str  # a top-level field of the centre's file, or "all"
    date: date
    by: str | None = None
    how: str | None = None  # one of schema.ASSURANCE_WAYS


class Source(Record, frozen=True, kw_only=True):
    """Where facts come from."""

    title: str
    date: str | None = None  # "2024", "2024-10" or "2024-10-09"
    url: str | None = None
    supports: tuple[str, ...] = ()  # top-level fields of the centre's file
    note: Text | None = None


class Note(Record, frozen=True, kw_only=True):
    """A caution shown beside a block: what is doubtful, or how sources differ."""

    about: str  # a top-level field of the centre's file
    text: Text


class Centre(Record, frozen=True, kw_only=True):
    """One public place, from one file in content/centres/."""

    id: str  # the file's name without .yaml, and the last part of the page's address
    name: Text
    location: Location
    alternate_names: tuple[str, ...] = ()
    operator: Text | None = None  # HSDS organization
    status: str = "active"  # planned | active | temporarily_closed | closed
    status_until: date | None = None  # temporarily_closed: the last day of it
    status_note: Text | None = None
    successor: str | None = None  # closed: the id of the centre that took over
    legal_status: str | None = None  # an id from the settings
    established: int | None = None  # year
    revitalised: int | None = None  # year
    serves: tuple[str, ...] = ()  # region codes of the catchment; (): its own region
    contacts: tuple[Contact, ...] = ()
    opening_hours: Hours | None = None
    ignore_notices: tuple[str, ...] = ()  # ids of notices that do not hold here
    services: tuple[OfferedService, ...] = ()
    partners: tuple[PartnerLink, ...] = ()
    consultants: tuple[Consultant, ...] = ()
    facilities: tuple[FacilityLink, ...] = ()
    commodities: tuple[Text, ...] = ()
    programmes: tuple[str, ...] = ()  # ids of Programmes
    awards: tuple[Award, ...] = ()
    events: tuple[Event, ...] = ()
    photos: tuple[Photo, ...] = ()
    description: Text | None = None  # Markdown
    notes: tuple[Note, ...] = ()
    assured: tuple[Assurance, ...] = ()
    sources: tuple[Source, ...] = ()

    def heeds(self, notice: Notice) -> bool:
        """Whether a notice is meant for this centre, which is not closed for good and has not opted out."""
        if self.status == "closed":
            return False
        meant = notice.scope.covers(self.id, self.location.region_code, self.legal_status)
        return meant and notice.id not in self.ignore_notices


class Service(Record, frozen=True, kw_only=True):
    """A kind of help, from content/services.yaml (HSDS `service`)."""

    id: str
    name: Text
    description: Text | None = None  # Markdown
    includes: tuple[Text, ...] = ()  # what it is made of, in short
    terms: tuple[str, ...] = ()  # the citizens' words for it, any language
    sources: tuple[Source, ...] = ()


class Partner(Record, frozen=True, kw_only=True):
    """A body that works with centres, from content/partners.yaml (HSDS `organization`)."""

    id: str
    name: Text
    kind: str
    description: Text | None = None  # Markdown
    website: str | None = None
    sources: tuple[Source, ...] = ()


class Programme(Record, frozen=True, kw_only=True):
    """A programme, competition or campaign, from content/programmes.yaml (HSDS `program`)."""

    id: str
    name: Text
    description: Text | None = None  # Markdown
    year: int | None = None
    website: str | None = None
    sources: tuple[Source, ...] = ()


class Facility(Record, frozen=True, kw_only=True):
    """A kind of room or equipment, from content/facilities.yaml."""

    id: str
    name: Text


class Holiday(Record, frozen=True, kw_only=True):
    """One day of content/holidays/YEAR.yaml."""

    date: date
    name: Text
    kind: str  # national | joint_leave
    estimated: bool = False  # not yet decreed, or hangs on the moon: never used as a fact


class HolidayYear(Record, frozen=True, kw_only=True):
    year: int
    source: str  # the decree, or the package and version it was taken from
    days: tuple[Holiday, ...]
    url: str | None = None


class ContentPage(Record, frozen=True, kw_only=True):
    """One page of words, from content/pages/ID.LANGUAGE.md."""

    id: str
    language: str
    title: str
    slug: str  # last part of the address
    description: str  # for search results, one sentence
    markdown: str


class Network(Record, frozen=True, kw_only=True):
    """All that content/ says, checked."""

    centres: tuple[Centre, ...]  # by id
    services: tuple[Service, ...]  # in the file's order, as are the next three
    partners: tuple[Partner, ...]
    programmes: tuple[Programme, ...]
    facilities: tuple[Facility, ...]
    holidays: tuple[HolidayYear, ...]  # by year
    notices: tuple[Notice, ...]  # by id
    pages: tuple[ContentPage, ...]  # by id, then language


class Colours(Record, frozen=True, kw_only=True):
    """The network's own colour, in light and in dark; everything else is the design's."""

    accent: str = "#0b5d5b"  # "#rrggbb", on white: contrast 4.5 or more
    accent_dark: str = "#7fd1c7"  # on the dark ground: contrast 4.5 or more


class Level(Record, frozen=True, kw_only=True):
    """A level of regions, highest first, as regions.csv names it."""

    id: str  # "province"
    name: Text  # {"id": "Provinsi", "en": "Province"}
    pages: bool = False  # each region of this level has a page


class LegalStatus(Record, frozen=True, kw_only=True):
    id: str
    name: Text
    description: Text | None = None


class Reports(Record, frozen=True, kw_only=True):
    """Where people report mistakes; a channel that is absent is not offered."""

    issues: str | None = None  # address of a new-issue page
    email: str | None = None
    whatsapp_e164: str | None = None


class Security(Record, frozen=True, kw_only=True):
    """Where people tell of a hole in the site, in confidence; one of both channels at least."""

    expires: date  # after that day nobody should trust the channels any more
    email: str | None = None
    website: str | None = None  # of a form
    policy: str | None = None  # address of a page that says what happens then


class OfficeHours(Record, frozen=True, kw_only=True):
    """The network's usual hours: an estimate, never a fact about one centre."""

    weekly: Week
    source: str
    url: str | None = None


class Freshness(Record, frozen=True, kw_only=True):
    """From how many days after an assurance a block counts as ageing, and as old."""

    ageing_days: int = 180
    old_days: int = 365


class Licence(Record, frozen=True, kw_only=True):
    name: str
    url: str


class MapBackground(Record, frozen=True, kw_only=True):
    """Pictures to lie under the interactive map, from a server of the network's choice; nothing else is let in."""

    tiles: str  # web address with {z}, {x} and {y}, 256 pixels square, Web Mercator, sent with CORS
    attribution: Text
    max_zoom: int = 18

    @property
    def origin(self) -> str:
        """ "https://tiles.example.org": what the policy has to allow."""
        return "/".join(self.tiles.split("/")[:3])


class Site(Record, frozen=True, kw_only=True):
    """site_config.yaml: all that belongs to one network and is not content."""

    name: Text
    short_name: Text
    tagline: Text
    description: Text
    base_url: str  # "https://example.org/path/", ends with a slash
    languages: tuple[str, ...]  # the first is the main one and lives at the root
    routes: dict[str, Text]  # "centres": {"id": "pusat", "en": "centres"}
    operator: Text  # who runs the directory
    disclaimer: Text  # shown on every page's foot
    fictional: bool = False  # every page says that all of it is made up
    colours: Colours = Colours()
    levels: tuple[Level, ...] = ()
    legal_statuses: tuple[LegalStatus, ...] = ()
    country: str | None = "ID"  # ISO 3166-1 alpha-2; None: none that exists
    phone_country: str = "ID"  # whose rules telephone numbers follow, ISO 3166-1 alpha-2
    schema_type: str = "GovernmentOffice"  # schema.org's type of a centre
    reports: Reports = Reports()
    office_hours: OfficeHours | None = None
    freshness: Freshness = Freshness()
    licence: Licence | None = None  # of the content
    attribution: Text | None = None  # of the reference data: regions, boundaries
    map: MapBackground | None = None  # None: the outlines alone, and nothing foreign
    repository: str | None = None
    security: Security | None = None  # None: no security.txt
    cms: bool = False  # a configuration of Sveltia CMS is published at admin/
    handbook: str | None = None  # its address, with a slash at the end; problems link to their pages in it
    listing_size: int = 100  # centres on one page of a list
    nearest_count: int = 5
    catalogue: str = "full"  # full | compact: how much of each centre the printed book tells
