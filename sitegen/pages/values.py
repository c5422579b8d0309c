"""What each kind of page shows: frozen values, complete, in one language, with every link made.

A template may show what stands here, and nothing else. Same value and same look: same file. Addresses
(`href`) are relative to the page itself, so that a site works below any path and from a disk.
"""

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What every value here is."""


class Words(Value, frozen=True, kw_only=True):
    """Words from the content. `language` is set only where they are not in the page's language."""

    text: str
    language: str | None = None


class Rich(Value, frozen=True, kw_only=True):
    """Sanitised HTML made from Markdown; the one thing that templates let through unescaped."""

    html: str
    language: str | None = None


class Link(Value, frozen=True, kw_only=True):
    text: str
    href: str


class Alternate(Value, frozen=True, kw_only=True):
    """The same page in another language."""

    language: str
    name: str  # of the language, in itself: "English"
    href: str
    url: str  # absolute


class Head(Value, frozen=True, kw_only=True):
    """What every page has around its own matter."""

    path: str  # in the site: "pusat/riverton.html"
    language: str
    section: str | None  # the part of the site this belongs to, marked in the navigation: "centres", …
    title: str  # of the page; the site's name is added by the template
    description: str
    url: str  # absolute, canonical
    root: str  # prefix that leads to the site's root: "" or "../" or "../../"
    alternates: tuple[Alternate, ...] = ()  # other languages
    breadcrumbs: tuple[Link, ...] = ()  # from home to the parent; this page itself is not in it
    json_ld: str | None = None  # JSON, already safe inside a script element
    noindex: bool = False


class NavigationLink(Value, frozen=True, kw_only=True):
    """A way into one section of the site. `href` starts at the site's root, without a slash."""

    section: str  # as Head.section says it: "centres", "regions", "services", …
    text: str
    href: str


class Shell(Value, frozen=True, kw_only=True):
    """What stands around every page of one language. Addresses start at the site's root, without a slash:
    templates put Head.root in front."""

    home: str  # "index.html", "en/index.html"
    navigation: tuple[NavigationLink, ...] = ()
    footer: tuple[Link, ...] = ()  # about, accessibility, privacy, …


class Span(Value, frozen=True, kw_only=True):
    opens: str  # "08.00" or "08:00", as the language writes it
    closes: str
    next_day: bool = False


class Day(Value, frozen=True, kw_only=True):
    name: str
    spans: tuple[Span, ...]  # (): closed


class DatedHours(Value, frozen=True, kw_only=True):
    """An exception, a holiday or a notice: what holds on these days instead of the week."""

    when: str  # "24 Desember 2026", "10–16 Maret 2027"
    spans: tuple[Span, ...]  # (): closed
    first: str  # ISO dates, both included, for the script that marks today and hides what is over
    last: str
    reason: Words | None = None
    estimated: bool = False


class SeasonHours(Value, frozen=True, kw_only=True):
    name: Words
    when: str
    days: tuple[Day, ...]


class HoursTable(Value, frozen=True, kw_only=True):
    """A centre's hours in words, and the data for the script that says whether it is open."""

    days: tuple[Day, ...]
    zone: str  # "WITA"
    seasons: tuple[SeasonHours, ...] = ()
    exceptions: tuple[DatedHours, ...] = ()
    holidays: tuple[DatedHours, ...] = ()
    holidays_rule: str | None = None  # "Tutup pada hari libur nasional"
    data: str = ""  # JSON for static/js/hours.js


class HoursEstimate(Value, frozen=True, kw_only=True):
    """The network's usual hours, shown where a centre has told none. Never a fact, so no script reads them."""

    days: tuple[Day, ...]
    zone: str
    source: str
    href: str | None = None  # of the source


class Provenance(Value, frozen=True, kw_only=True):
    """What is known about the truth of one block."""

    assured: str | None = None  # "Dipastikan 1 November 2026 oleh Kepala UPTD, lewat telepon"; None: by nobody
    assured_date: str | None = None  # ISO, for the script that lets it age
    sources: tuple[int, ...] = ()  # numbers in CentrePage.sources
    notes: tuple[Words, ...] = ()
    report: Link | None = None


class SourceEntry(Value, frozen=True, kw_only=True):
    number: int
    title: str
    date: str | None = None  # in words
    href: str | None = None
    note: Words | None = None


class StatusMark(Value, frozen=True, kw_only=True):
    """A centre's status where it is not simply active."""

    kind: str  # planned | temporarily_closed | closed
    label: str
    text: Words | None = None
    until: str | None = None  # a date in words
    successor: Link | None = None


class ContactEntry(Value, frozen=True, kw_only=True):
    label: Words | None = None
    whatsapp: Link | None = None  # text: the number; href: wa.me with a question ready
    phone: Link | None = None
    email: Link | None = None
    website: Link | None = None


class ServiceEntry(Value, frozen=True, kw_only=True):
    """One service as one centre offers it."""

    link: Link
    description: Rich | None = None
    eligibility: Words | None = None
    required_documents: tuple[Words, ...] = ()
    cost: Words | None = None
    how_to_apply: Words | None = None
    days: tuple[Day, ...] = ()  # its own hours; (): as the centre's
    week: str = ""  # the same as JSON, for static/js/hours.js


class Named(Value, frozen=True, kw_only=True):
    """Something with a name, perhaps a page of its own, and a word on it."""

    name: Words
    href: str | None = None
    note: Words | None = None


class ConsultantEntry(Value, frozen=True, kw_only=True):
    name: str
    fields: tuple[Link, ...] = ()


class AwardEntry(Value, frozen=True, kw_only=True):
    name: Words
    detail: str | None = None  # "peringkat 1, kategori Kabupaten/Kota"
    year: str | None = None
    recipient: str | None = None


class EventEntry(Value, frozen=True, kw_only=True):
    name: Words
    when: str
    start: str  # ISO, for the script that hides what is over
    end: str | None = None
    register: str | None = None


class Picture(Value, frozen=True, kw_only=True):
    href: str
    srcset: str
    alt: Words
    width: int
    height: int
    credit: str | None = None


class MapPoint(Value, frozen=True, kw_only=True):
    """Where a centre is on the map, and how to get there."""

    latitude: str
    longitude: str
    accuracy: str  # in words: "titik acuan kabupaten, bukan letak gedung"
    exact: bool  # False: the point is a region's reference point
    geo_uri: str
    directions: tuple[Link, ...]  # to map services, plain links; (): the point is not exact enough


class CentreItem(Value, frozen=True, kw_only=True):
    """A centre in a list."""

    id: str
    name: Words
    href: str
    place: str  # "Kabupaten Pacitan, Jawa Timur"
    status: StatusMark | None = None
    address: str | None = None
    distance: str | None = None  # "23 km"
    other_island: bool = False
    services: tuple[str, ...] = ()  # names


class CentrePage(Value, frozen=True, kw_only=True):
    head: Head
    name: Words
    alternate_names: tuple[str, ...]
    place: tuple[Link, ...]  # its region's pages, smallest first
    status: StatusMark | None
    operator: Words | None
    legal_status: Named | None
    established: int | None
    revitalised: int | None
    description: Rich | None
    address: tuple[str, ...]  # lines; the last is the regions', so one alone means that the street is not known
    landmark: Words | None
    point: MapPoint
    wheelchair: str | None  # in words; None: not known
    wheelchair_kind: str | None  # yes | limited | no
    hours: HoursTable | None  # None: not known
    contacts: tuple[ContactEntry, ...]
    services: tuple[ServiceEntry, ...]
    consultants: tuple[ConsultantEntry, ...]
    partners: tuple[Named, ...]
    facilities: tuple[Named, ...]
    commodities: tuple[Words, ...]
    programmes: tuple[Named, ...]
    awards: tuple[AwardEntry, ...]
    events: tuple[EventEntry, ...]
    photos: tuple[Picture, ...]
    notices: tuple["NoticeEntry", ...]
    serves: tuple[Link, ...]  # its catchment
    nearest: tuple[CentreItem, ...]
    sources: tuple[SourceEntry, ...]
    provenance: dict[str, Provenance]  # by block: "location", "contacts", "opening_hours", "services", …
    remarks: tuple[Words, ...]  # notes about what nothing else is known of
    estimate: HoursEstimate | None = None  # None: hours are known, or the network has no usual ones
    service_hours: str | None = None  # JSON for static/js/hours.js; None: no service has hours of its own
    freshness: str | None = None  # JSON for static/js/freshness.js; None: nobody has assured anything
    zone: str | None = None  # IANA name, for the script that hides what is over
    calendar: str | None = None  # address of the file of its dates
    report: Link | None = None  # where to tell what is missing or wrong; None: no channel is set
    edit: str = ""  # address of the form, with this centre in it
    papers: tuple[Link, ...] = ()  # printed papers
    qr: str | None = None  # address of the QR code that leads here; None: nothing is printed


class NoticeEntry(Value, frozen=True, kw_only=True):
    title: Words
    text: Rich | None
    when: str
    first: str  # ISO dates, both included, for the script that hides what is over
    last: str
    hours: tuple[Span, ...] | None = None  # on these dates; (): closed; None: as always
    zone: str | None = None  # IANA name of whose dates they are; None: the reader's
    scope: str | None = None  # whom it is for, in words; None: all that are shown beside it


class Group(Value, frozen=True, kw_only=True):
    """Part of a list, under a heading."""

    name: str | None  # None: the list has one part only, and needs no heading
    anchor: str
    href: str | None  # of the group's own page
    items: tuple[CentreItem, ...]


class Jump(Value, frozen=True, kw_only=True):
    """A way into a long list: a region, how many there are, and where its part begins."""

    text: str
    count: int
    href: str


class Pager(Value, frozen=True, kw_only=True):
    """Where in a list that is cut into several pages we are."""

    number: int
    count: int
    previous: str | None = None
    next: str | None = None
    pages: tuple[Link, ...] = ()  # first, those around this one, last


class Listing(Value, frozen=True, kw_only=True):
    """Centres under the regions they are in, one page of it."""

    total: int
    groups: tuple[Group, ...]
    jumps: tuple[Jump, ...] = ()
    pager: Pager | None = None


class Count(Value, frozen=True, kw_only=True):
    """A thing that can be opened, with the number of centres behind it."""

    text: str
    href: str
    count: int
    note: str | None = None


class HomePage(Value, frozen=True, kw_only=True):
    head: Head
    tagline: str
    lead: str
    search_action: str  # address of the page of all centres
    centres: int
    provinces: tuple[Count, ...]
    services: tuple["ServiceCard", ...]
    notices: tuple[NoticeEntry, ...]
    map: "OutlineMap | None" = None
    papers: tuple[Link, ...] = ()  # printed papers


class ServiceCard(Value, frozen=True, kw_only=True):
    name: Words
    href: str
    terms: tuple[str, ...]  # a few of the citizens' words for it
    count: int


class ListingPage(Value, frozen=True, kw_only=True):
    """All centres, or a part of them that is a page of its own."""

    head: Head
    lead: str | None
    listing: Listing
    search_action: str | None = None  # set where the page has the search form: on the list of all centres
    notices: tuple[NoticeEntry, ...] = ()


class RegionPage(Value, frozen=True, kw_only=True):
    """A province, kabupaten or kota (or whatever level has pages): what is here, and what is nearest."""

    head: Head
    name: str
    level: str  # in words: "Kabupaten"
    parent: Link | None
    own: Listing  # centres in it
    serving: tuple[CentreItem, ...]  # centres elsewhere whose catchment holds it
    nearest: tuple[CentreItem, ...]  # by distance from its reference point, own ones left out
    children: tuple[Count, ...]  # regions below it that have pages
    neighbours: tuple[Link, ...]  # its siblings with pages, before and after
    notices: tuple[NoticeEntry, ...] = ()  # for centres in it, or that serve it
    map: "OutlineMap | None" = None
    report: Link | None = None  # where to tell that a centre is missing; None: there are some, or no channel is set
    papers: tuple[Link, ...] = ()  # printed papers


class RegionsPage(Value, frozen=True, kw_only=True):
    """All regions of the highest level."""

    head: Head
    regions: tuple[Count, ...]


class ServicesPage(Value, frozen=True, kw_only=True):
    head: Head
    services: tuple[ServiceCard, ...]


class ServicePage(Value, frozen=True, kw_only=True):
    head: Head
    name: Words
    description: Rich | None
    includes: tuple[Words, ...]
    terms: tuple[str, ...]
    sources: tuple[SourceEntry, ...]
    listing: Listing
    first: bool  # the first of its pages tells of the service itself


class Card(Value, frozen=True, kw_only=True):
    """A partner or programme in a list."""

    name: Words
    href: str
    note: str | None = None
    count: int = 0


class CardsPage(Value, frozen=True, kw_only=True):
    """All partners by kind, or all programmes."""

    head: Head
    groups: tuple["CardGroup", ...]


class CardGroup(Value, frozen=True, kw_only=True):
    name: str | None
    cards: tuple[Card, ...]


class EntryPage(Value, frozen=True, kw_only=True):
    """One partner or one programme."""

    head: Head
    name: Words
    kind: str  # in words
    description: Rich | None
    year: int | None
    website: str | None
    sources: tuple[SourceEntry, ...]
    listing: Listing
    first: bool


class TextPage(Value, frozen=True, kw_only=True):
    head: Head
    body: Rich
    attribution: bool = False  # shows where the regions and boundaries come from


class FormPage(Value, frozen=True, kw_only=True):
    """The form for staff, which its script makes; and how to do without it."""

    head: Head
    centres: str  # address of the list of all centres
    repository: str | None  # where the files are kept
    email: str | None  # where a change may be told in words


class NotFoundPage(Value, frozen=True, kw_only=True):
    """The page a host shows for any wrong address: its links start at the site's root."""

    head: Head
    search_action: str
    links: tuple[Link, ...]


class OutlineMap(Value, frozen=True, kw_only=True):
    """Outlines and dots, as SVG paths in one coordinate system."""

    width: int
    height: int
    title: str
    outlines: tuple["Outline", ...]
    dots: tuple["Dot", ...]


class Outline(Value, frozen=True, kw_only=True):
    d: str
    name: str
    href: str | None = None
    strong: bool = False  # the region the page is about


class Dot(Value, frozen=True, kw_only=True):
    x: int
    y: int
    name: str
    href: str | None = None
    exact: bool = False


Page = (
    CentrePage
    | HomePage
    | ListingPage
    | RegionPage
    | RegionsPage
    | ServicesPage
    | ServicePage
    | CardsPage
    | EntryPage
    | TextPage
    | FormPage
    | NotFoundPage
)
