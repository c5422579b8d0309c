"""What each printed paper shows: frozen values, complete, in one language.

They reach Typst as JSON. A text there is only ever a text; addresses, ids and drawings are told apart by the
name of their field (see `MACHINE_FIELDS`), so that what people read can be prepared for the fonts in one place.
"""

import msgspec

from sitegen.catalogue.blocks import Block
from sitegen.pages.values import DatedHours, Day, SeasonHours, Words

MACHINE_FIELDS = frozenset(
    {"id", "centres", "url", "href", "qr", "paths", "kind", "language", "paper", "date", "colours"}
)
"""Fields that machines read: never prepared for the eye."""


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """What every value here is. Nothing is left out when it is encoded: a template finds every field."""


class Colours(Printed, frozen=True, kw_only=True):
    """ "#rrggbb" each; readable as text on white."""

    accent: str
    tint: str
    rule: str


class Stamp(Printed, frozen=True, kw_only=True):
    """What stands on each sheet: of when the data are, and which."""

    newest: str | None  # date in words of the newest source or assurance; None: no date is known
    version: str  # of the data, seven hexadecimal digits
    date: tuple[int, int, int]  # year, month, day for the file's own properties


class Colophon(Printed, frozen=True, kw_only=True):
    """Who speaks, on every paper."""

    site: Words
    short_name: Words
    operator: Words
    disclaimer: Words
    fictional: bool
    licence: str | None
    attribution: Words | None
    url: str  # of the site, in this language
    shown_url: str  # as people type it
    qr: str


class Fact(Printed, frozen=True, kw_only=True):
    label: str
    words: Words
    note: Words | None = None


class Reach(Printed, frozen=True, kw_only=True):
    """One way to reach a centre."""

    kind: str  # whatsapp | phone | email | website
    label: str  # in words
    text: str
    href: str
    note: Words | None = None  # whose it is


class Status(Printed, frozen=True, kw_only=True):
    kind: str  # planned | temporarily_closed | closed
    label: str
    text: Words | None
    until: str | None
    successor: str | None


class Hours(Printed, frozen=True, kw_only=True):
    days: tuple[Day, ...]
    zone: str
    seasons: tuple[SeasonHours, ...]
    exceptions: tuple[DatedHours, ...]  # those not yet over when the data were written
    rule: str | None  # on holidays


class Service(Printed, frozen=True, kw_only=True):
    id: str
    name: str
    description: tuple[Block, ...]
    details: tuple[Fact, ...]  # for whom, what to bring, what it costs, how to apply
    days: tuple[Day, ...]  # its own hours; (): the centre's


class Listed(Printed, frozen=True, kw_only=True):
    """A row of names under one label: partners, facilities, awards …"""

    label: str
    names: tuple["Noted", ...]


class Noted(Printed, frozen=True, kw_only=True):
    name: Words
    note: str | None = None


class Freshness(Printed, frozen=True, kw_only=True):
    kind: str  # assured | gathered
    text: str


class Neighbour(Printed, frozen=True, kw_only=True):
    name: Words
    place: str
    distance: str
    other_island: bool


class Entry(Printed, frozen=True, kw_only=True):
    """One centre, all that is printed of it."""

    id: str
    number: int
    name: Words
    short: str  # the part of the name that tells it from others
    also: tuple[str, ...]  # alternate and former names
    place: str  # "Kabupaten Pacitan, Jawa Timur"
    status: Status | None
    address: tuple[str, ...]
    landmark: Words | None
    accuracy: str | None  # where the point is only a reference point
    wheelchair: str | None
    contacts: tuple[Reach, ...]
    hours: Hours | None
    services: tuple[Service, ...]
    description: tuple[Block, ...]
    description_language: str | None
    facts: tuple[Fact, ...]  # operator, legal status, built, …
    lists: tuple[Listed, ...]
    unknown: tuple[str, ...]  # what is not known, in words
    notes: tuple[Words, ...]
    freshness: Freshness
    long: bool  # may go over a page's end
    url: str
    shown_url: str
    qr: str


class Dot(Printed, frozen=True, kw_only=True):
    """A centre on a drawing: where it is, and where its number stands, in units of the drawing."""

    number: int
    x: float
    y: float
    label_x: float
    label_y: float
    exact: bool


class Drawing(Printed, frozen=True, kw_only=True):
    width: int  # units, like all places on it
    height: int
    scale: float  # millimetres a unit
    plate: float  # of a number, millimetres across
    paths: tuple[str, ...]  # SVG path data, one a region, to be filled by the even-odd rule
    dots: tuple[Dot, ...]
    numbered: bool  # False: too many to number
    alt: str
    caption: str


class Chapter(Printed, frozen=True, kw_only=True):
    """The centres of one region."""

    id: str
    title: str
    level: str  # "Provinsi"
    drawing: Drawing | None
    entries: tuple[Entry, ...]


class Goal(Printed, frozen=True, kw_only=True):
    """A centre that people of some region may go to."""

    id: str | None  # in this book; None: it stands in another one
    how: str  # "" where it is in the region itself, else in words: "melayani", "sekitar 23 km"
    kind: str  # here | serving | near
    name: str
    place: str | None  # of a centre that is not in this book


class RegionRow(Printed, frozen=True, kw_only=True):
    id: str
    name: str
    goals: tuple[Goal, ...]


class RegionIndex(Printed, frozen=True, kw_only=True):
    name: str
    rows: tuple[RegionRow, ...]


class ServiceIndex(Printed, frozen=True, kw_only=True):
    id: str
    name: str
    description: tuple[Block, ...]
    terms: tuple[str, ...]
    centres: tuple[str, ...]  # ids


class NameRow(Printed, frozen=True, kw_only=True):
    """A name as people look for it: "Riverton, Library of" under R."""

    id: str
    key: str  # the part of the name that tells it from others
    rest: str  # what stands before that in full, and is the same for many
    see: str | None  # the name it has now, where this is another one


class Letter(Printed, frozen=True, kw_only=True):
    letter: str
    rows: tuple[NameRow, ...]


class Matrix(Printed, frozen=True, kw_only=True):
    """Which centre gives which service, cut into tables that fit the page's width."""

    services: tuple[str, ...]
    rows: tuple["MatrixRow", ...]


class MatrixRow(Printed, frozen=True, kw_only=True):
    id: str
    number: int
    name: str
    given: tuple[bool, ...]  # a service each


class Form(Printed, frozen=True, kw_only=True):
    """What is wrong, or missing: to be filled in by hand."""

    days: tuple[str, ...]
    blocks: tuple[str, ...]
    channels: tuple[Reach, ...]  # where to send it


class Paper(Printed, frozen=True, kw_only=True):
    """What every paper has."""

    paper: str  # the template's name
    language: str
    title: str
    description: str
    stamp: Stamp
    colophon: Colophon
    colours: Colours
    words: dict[str, str]  # of the template itself


class BookPaper(Paper, frozen=True, kw_only=True):
    scope: str | None  # a region's name; None: the whole network
    level: str | None
    compact: bool
    tally: tuple[tuple[str, str], ...]  # figures for the cover: ("76", "pusat layanan")
    drawing: Drawing | None
    chapters: tuple[Chapter, ...]
    matrices: tuple[Matrix, ...]
    services: tuple[ServiceIndex, ...]
    regions: tuple[RegionIndex, ...]
    letters: tuple[Letter, ...]
    form: Form


class PosterPaper(Paper, frozen=True, kw_only=True):
    entry: Entry
    days: tuple[str, ...]  # of a week, to write hours beside where none are known


class HandoutPaper(Paper, frozen=True, kw_only=True):
    entry: Entry
    near: tuple[Neighbour, ...]


class FormPaper(Paper, frozen=True, kw_only=True):
    form: Form
