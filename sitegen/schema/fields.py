"""Every field of every file, described once: its key, its shape, an example.

Labels and hints for people stand in templates/locale/LANGUAGE/fields.yaml under RECORD.FIELD, for instance
`location.region_code`.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sitegen import hours, model
from sitegen.nodes import Mapping, Node, Sequence, is_absent
from sitegen.schema import formats
from sitegen.schema.reading import Reading
from sitegen.schema.shapes import (
    LONG_WORDS,
    Choice,
    Either,
    Field,
    Line,
    ListOf,
    Phone,
    PostalCode,
    RecordOf,
    Reference,
    RouteWord,
    Spans,
    Value,
    Values,
    WeekOf,
    Words,
)

STATUSES = ("planned", "active", "temporarily_closed", "closed")
ACCURACIES = ("building", "street", "village", "district", "regency", "province")
WHEELCHAIR = ("yes", "limited", "no")
HOLIDAY_RULES = ("closed", "open")
PARTNER_KINDS = ("government", "university", "business", "finance", "community", "media", "other")
ASSURANCE_WAYS = ("visit", "call", "message", "email", "letter", "meeting", "form")
HOLIDAY_KINDS = ("national", "joint_leave")
SCHEMA_TYPES = (
    "GovernmentOffice",
    "Library",
    "MedicalClinic",
    "EmploymentAgency",
    "TouristInformationCenter",
    "CivicStructure",
    "LocalBusiness",
    "Organization",
)
"""What a centre can be to search engines, as schema.org names it."""

BLOCKS = (
    "name",
    "alternate_names",
    "operator",
    "status",
    "status_until",
    "status_note",
    "successor",
    "legal_status",
    "established",
    "revitalised",
    "serves",
    "location",
    "contacts",
    "opening_hours",
    "ignore_notices",
    "services",
    "partners",
    "consultants",
    "facilities",
    "commodities",
    "programmes",
    "awards",
    "events",
    "photos",
    "description",
    "notes",
    "assured",
    "sources",
)
"""The top-level fields of a centre's file: what a source supports, an assurance or a note is about."""

MAX_ADDRESS = 300  # characters

YES_NO = Value(formats.read_yes_no)
DATE = Value(formats.read_date)
LAST_DATE = Value(formats.read_date, mark="coming")
YEAR = Value(formats.read_year)
PAST_YEAR = Value(formats.read_year, mark="past")
COUNT = Value(formats.read_count)
WEB_ADDRESS = Value(formats.read_web_address)
EMAIL = Value(formats.read_email)
REGION_CODE = Value(formats.read_region_code, mark="region")
NEW_ID = Value(formats.read_id)
COLOUR = Value(formats.read_colour)
NAME = Words(Line(is_name=True))
WORDS = Words()

Make = Callable[[Values, Mapping, Reading], Any]
CheckKeys = Callable[[Values, Mapping, Reading], None]


def into(record: Callable[..., Any]) -> Make:
    """A record whose fields are named as the keys are, with nothing more to check."""
    return lambda values, node, reading: record(**values)


def value_at(node: Mapping, key: str) -> Node:
    """Where a key's value stands; the mapping itself if the key is not there."""
    return node.entries[key][1] if key in node.entries else node


def is_told(node: Mapping, key: str) -> bool:
    """Whether a key is there with a value, be it a wrong one."""
    return key in node.entries and not is_absent(node.entries[key][1])


# --- location and contacts ---


def tell_half_point(values: Values, node: Mapping, reading: Reading) -> None:
    told = [key for key in ("latitude", "longitude") if is_told(node, key)]
    if len(told) == 1 and told[0] in values:  # what can't be read may be both of them in one
        there, missing = ("latitude", "longitude") if is_told(node, "latitude") else ("longitude", "latitude")
        at = value_at(node, missing if missing in node.entries else there)
        reading.tell("coordinates-half", at, key=there, other=missing)


def make_location(values: Values, node: Mapping, reading: Reading) -> model.Location:
    """A point has both numbers, each within its own range."""
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if latitude is not None and longitude is not None:
        at = value_at(node, "latitude")
        if abs(latitude) > 90 >= abs(longitude):
            told = {"latitude": _typed(node, "longitude"), "longitude": _typed(node, "latitude")}
            reading.tell("coordinates-swapped", at, **told)
        elif abs(latitude) > 90:
            reading.tell("degrees-range", at, limit="90")
        elif abs(longitude) > 180:
            reading.tell("degrees-range", value_at(node, "longitude"), limit="180")
        else:
            reading.mark("point", f"{latitude},{longitude}", at)
            return model.Location(**values)
    return model.Location(**{**values, "latitude": None, "longitude": None})


def _typed(node: Mapping, key: str) -> str:
    return str(getattr(value_at(node, key), "text", ""))


LOCATION = RecordOf(
    "location",
    (
        Field(
            "region_code", REGION_CODE, '"35.01.04"', required=True, also=("kode", "kode_wilayah", "region", "wilayah")
        ),
        Field("street_address", Line(MAX_ADDRESS), "Jl. Contoh No. 1", also=("alamat", "address", "jalan")),
        Field("postal_code", PostalCode(), '"63511"', also=("kode_pos", "kodepos", "postcode", "zip")),
        Field("landmark", Words(Line(MAX_ADDRESS)), "Belakang pasar", also=("patokan",)),
        Field("latitude", Value(formats.read_degrees), "-8.20712", also=("lat", "lintang")),
        Field("longitude", Value(formats.read_degrees), "111.10293", also=("lon", "lng", "long", "bujur")),
        Field("accuracy", Choice(ACCURACIES), "building", also=("ketelitian", "akurasi")),
        Field("wheelchair", Choice(WHEELCHAIR), "limited", also=("kursi_roda",)),
    ),
    make_location,
    tell_half_point,
)


def some_way(*ways: str) -> CheckKeys:
    """At least one way to reach somebody."""

    def tell(values: Values, node: Mapping, reading: Reading) -> None:
        if not any(is_told(node, way) for way in ways):
            reading.tell("contact-empty", node, options=", ".join(ways))

    return tell


def make_contact(values: Values, node: Mapping, reading: Reading) -> model.Contact:
    """A number is kept as typed and as machines dial it."""
    for key in ("phone", "whatsapp"):
        number: formats.PhoneNumber | None = values.pop(key, None)
        if number is not None:
            values[key], values[f"{key}_e164"] = number
    return model.Contact(**values)


CONTACT = RecordOf(
    "contact",
    (
        Field("label", WORDS, "Loket", also=("nama", "name", "keterangan")),
        Field("phone", Phone(), "(0357) 123456", also=("telepon", "telp", "tel", "hp", "telephone", "no_telepon")),
        Field("whatsapp", Phone(), "0812-3456-7890", also=("wa", "no_wa")),
        Field("email", EMAIL, "loket@example.go.id", also=("surel", "e_mail")),
        Field("website", WEB_ADDRESS, "https://example.go.id", also=("situs", "web", "url", "laman")),
    ),
    make_contact,
    some_way("phone", "whatsapp", "email", "website"),
)

# --- hours ---


def dates_of(values: Values, node: Mapping, reading: Reading) -> Values | None:
    """`from` and `to` as `first` and `last`; None where they are the wrong way round."""
    first, last = values.pop("from"), values.pop("to")
    if first > last:
        at = value_at(node, "to")
        reading.tell("dates-backwards", at, first=str(first), last=str(last))
        return None
    return {**values, "first": first, "last": last}


def make_season(values: Values, node: Mapping, reading: Reading) -> hours.Season | None:
    dated = dates_of(values, node, reading)
    return None if dated is None else hours.Season(**dated)


def tell_special_day(values: Values, node: Mapping, reading: Reading) -> None:
    """One `date`, or `from` and `to`; `hours`, or `closed: true`."""
    one_date, first, last = told = [is_told(node, key) for key in ("date", "from", "to")]
    all_read = sum(told) == len(values.keys() & {"date", "from", "to"})  # "A s.d. B" may be two
    if all_read and (one_date == (first or last) or first != last):
        reading.tell("dates-which", node)
    elif bool(values.get("closed", is_told(node, "closed"))) == is_told(node, "hours"):
        reading.tell("hours-or-closed", value_at(node, "closed"), typed="")


def make_special_day(values: Values, node: Mapping, reading: Reading) -> hours.SpecialDay | None:
    if "date" in values:
        values["from"] = values["to"] = values.pop("date")
    spans = spans_or_closed(values)
    dated = dates_of(values, node, reading) if "from" in values and "to" in values else None
    return None if spans is None or dated is None else hours.SpecialDay(**dated, spans=spans)


def spans_or_closed(values: Values) -> tuple[hours.Span, ...] | None:
    """The spans of `hours`, () for `closed: true`; None where neither could be read."""
    spans: tuple[hours.Span, ...] | None = values.pop("hours", None)
    return () if values.pop("closed", False) else spans


SEASON = RecordOf(
    "season",
    (
        Field("name", NAME, "Ramadan 1448 H", required=True, also=("nama",)),
        Field("from", DATE, "2027-02-08", required=True, also=("dari", "mulai", "start", "date", "tanggal")),
        Field("to", LAST_DATE, "2027-03-09", required=True, also=("sampai", "until", "end", "hingga")),
        Field("weekly", WeekOf(), "{Senin-Jumat: 08.00-15.00}", required=True, also=("mingguan", "jam", "hours")),
    ),
    make_season,
)

SPECIAL_DAY = RecordOf(
    "exception",
    (
        Field("date", LAST_DATE, "2026-12-24", also=("tanggal", "tgl")),
        Field("from", DATE, "2027-03-10", also=("dari", "mulai", "start")),
        Field("to", LAST_DATE, "2027-03-16", also=("sampai", "until", "end", "hingga")),
        Field("hours", Spans(), "08.00-12.00", also=("jam",)),
        Field("closed", YES_NO, "true", also=("tutup",)),
        Field("reason", WORDS, "Rapat kerja", also=("alasan", "keterangan")),
    ),
    make_special_day,
    tell_special_day,
)


def make_hours(values: Values, node: Mapping, reading: Reading) -> hours.Hours:
    told = hours.Hours(**values)
    _tell_contradictions(value_at(node, "seasons"), [(s.first, s.last, s.weekly) for s in told.seasons], reading)
    _tell_contradictions(value_at(node, "exceptions"), [(e.first, e.last, e.spans) for e in told.exceptions], reading)
    return told


def _tell_contradictions(node: Node, rules: list[tuple[date, date, object]], reading: Reading) -> None:
    """Two rules for one day with different hours. Of one inside the other the shorter counts, so that is none."""
    items = node.items if isinstance(node, Sequence) else []
    if len(items) != len(rules):
        return  # something else is wrong, and told
    for number, (first, last, said) in enumerate(rules):
        for before, (start, end, other) in enumerate(rules[:number]):
            inside = (start <= first and last <= end) or (first <= start and end <= last)
            meet = first <= end and start <= last
            if meet and said != other and (not inside or (start, end) == (first, last)):
                values = {"line": str(items[before].line), "date": str(max(first, start))}
                reading.tell("dates-overlap", items[number], severity="warning", **values)
                break


HOURS = RecordOf(
    "hours",
    (
        Field(
            "weekly",
            WeekOf(),
            "{Senin-Kamis: 08.00-16.00}",
            required=True,
            also=("mingguan", "jam", "minggu", "jam_buka", "jam_kerja", "jam_operasional"),
        ),
        Field("seasons", ListOf(SEASON), "[]", also=("musim",)),
        Field("exceptions", ListOf(SPECIAL_DAY), "[]", also=("pengecualian",)),
        Field("holidays", Choice(HOLIDAY_RULES), "closed", also=("libur", "hari_libur")),
    ),
    make_hours,
)

# --- what a centre offers, and with whom ---

OFFERED_SERVICE = RecordOf(
    "offered_service",
    (
        Field("id", Reference("service"), "kelembagaan", required=True, also=("layanan", "nama", "name")),
        Field("description", LONG_WORDS, "Pendampingan NIB, merek, **halal**.", also=("keterangan", "deskripsi")),
        Field("eligibility", WORDS, "Pemilik usaha mikro", also=("syarat",)),
        Field("required_documents", ListOf(WORDS), "[KTP, Foto produk]", also=("dokumen", "berkas")),
        Field("cost", WORDS, "gratis", also=("biaya", "tarif")),
        Field(
            "how_to_apply", Words(Line(MAX_ADDRESS)), "Datang langsung atau WhatsApp", also=("cara", "cara_mendaftar")
        ),
        Field("weekly", WeekOf(), "{Rabu: 09.00-12.00}", also=("jam",)),
    ),
    into(model.OfferedService),
)


def tell_id_or_name(values: Values, node: Mapping, reading: Reading) -> None:
    """An entry either names another file's entry by `id`, or tells its own `name`."""
    if is_told(node, "id") == is_told(node, "name"):
        reading.tell("id-or-name", node)


def by_id_or_name(record: Callable[..., Any]) -> Make:
    return lambda values, node, reading: record(**values) if "id" in values or "name" in values else None


PARTNER_LINK = RecordOf(
    "partner_link",
    (
        Field("id", Reference("partner"), "telkomsel"),
        Field("name", NAME, "Universitas Contoh", also=("nama",)),
        Field("kind", Choice(PARTNER_KINDS), "university", also=("jenis",)),
        Field("role", WORDS, "Inkubasi", also=("peran",)),
    ),
    by_id_or_name(model.PartnerLink),
    tell_id_or_name,
)

FACILITY_LINK = RecordOf(
    "facility_link",
    (
        Field("id", Reference("facility"), "galeri"),
        Field("name", NAME, "Ruang foto produk", also=("nama",)),
    ),
    by_id_or_name(model.FacilityLink),
    tell_id_or_name,
)


def tell_no_consent(values: Values, node: Mapping, reading: Reading) -> None:
    """What else stands there can't be read, and that is told."""
    if not values.get("consent", is_told(node, "consent")):
        reading.tell("consent", value_at(node, "consent"), typed=values["name"])


def make_consultant(values: Values, node: Mapping, reading: Reading) -> model.Consultant | None:
    """A person is named only with `consent: true`."""
    return model.Consultant(**values) if values.pop("consent", False) else None


CONSULTANT = RecordOf(
    "consultant",
    (
        Field("name", Line(is_name=True), "Nama Konsultan", required=True, also=("nama",)),
        Field("fields", ListOf(Reference("service")), "[pemasaran]", also=("bidang",)),
        Field("consent", YES_NO, "true", also=("izin", "persetujuan")),
    ),
    make_consultant,
    tell_no_consent,
)

AWARD = RecordOf(
    "award",
    (
        Field("name", NAME, "Penghargaan Contoh", required=True, also=("nama",)),
        Field("year", PAST_YEAR, "2024", also=("tahun",)),
        Field("rank", COUNT, "1", also=("peringkat", "juara")),
        Field("category", WORDS, "Kabupaten/Kota", also=("kategori",)),
        Field("recipient", Line(is_name=True), "Nama Penerima", also=("penerima",)),
    ),
    into(model.Award),
)


def make_event(values: Values, node: Mapping, reading: Reading) -> model.Event:
    end = values.get("end")
    if end is not None and end <= values["start"]:
        reading.tell("event-backwards", value_at(node, "end"), first=_typed(node, "start"))
        del values["end"]
    else:  # otherwise it isn't known which of them is wrong
        reading.mark("event", (end or values["start"]).date().isoformat(), value_at(node, "start"))
    return model.Event(**values)


EVENT = RecordOf(
    "event",
    (
        Field("name", NAME, "Pelatihan kemasan", required=True, also=("nama", "acara")),
        Field(
            "start", Value(formats.read_date_time), "2026-12-03 09.00", required=True, also=("mulai", "tanggal", "date")
        ),
        Field("end", Value(formats.read_date_time), "2026-12-03 12.00", also=("selesai", "sampai")),
        Field("register", WEB_ADDRESS, "https://example.go.id/daftar", also=("daftar", "pendaftaran", "url")),
    ),
    make_event,
)

PHOTO = RecordOf(
    "photo",
    (
        Field(
            "file",
            Value(formats.read_photo_path, mark="photo"),
            "contoh/depan.jpg",
            required=True,
            also=("berkas", "foto"),
        ),
        Field("alt", WORDS, "Gedung pusat dari arah jalan", required=True, also=("keterangan",)),
        Field("credit", Line(), "Nama Pemotret", also=("fotografer", "kredit")),
    ),
    into(model.Photo),
)

# --- how it is known ---

BLOCK = Choice(BLOCKS)


def make_assurance(values: Values, node: Mapping, reading: Reading) -> model.Assurance:
    reading.mark("assured", values["date"].isoformat(), value_at(node, "date"))
    return model.Assurance(**values)


ASSURANCE = RecordOf(
    "assurance",
    (
        Field("about", Choice(("all", *BLOCKS)), "opening_hours", required=True, also=("tentang",)),
        Field("date", DATE, "2026-11-01", required=True, also=("tanggal",)),
        Field("by", Line(is_name=True), "Kepala UPTD", also=("oleh",)),
        Field("how", Choice(ASSURANCE_WAYS), "call", also=("cara",)),
    ),
    make_assurance,
)

SOURCE = RecordOf(
    "source",
    (
        Field("title", Line(), "ANTARA", required=True, also=("judul", "nama", "name")),
        Field("date", Value(formats.read_partial_date, mark="past"), "2024-10-09", also=("tanggal",)),
        Field("url", WEB_ADDRESS, "https://example.com/berita", also=("alamat", "link", "tautan", "website")),
        Field("supports", ListOf(BLOCK), "[awards, legal_status]", also=("mendukung",)),
        Field("note", Words(Line(MAX_ADDRESS)), "Tanggal disimpulkan dari isi berita.", also=("catatan",)),
    ),
    into(model.Source),
)

NOTE = RecordOf(
    "note",
    (
        Field("about", BLOCK, "legal_status", required=True, also=("tentang",)),
        Field(
            "text", Words(Line(MAX_ADDRESS * 2)), "Sumber lain menyebut 2023.", required=True, also=("isi", "catatan")
        ),
    ),
    into(model.Note),
)

# --- the centre ---


UNIQUE = {
    **dict.fromkeys(("services", "partners", "facilities", "programmes", "serves", "commodities"), "id"),
    "consultants": "name",
    "photos": "file",
}
"""Lists in which nothing stands twice, and the key by which their records are told apart."""


def make_centre(values: Values, node: Mapping, reading: Reading) -> model.Centre:
    """Nothing stands twice, and what two fields say goes together."""
    for key, own in UNIQUE.items():
        tell_twice(value_at(node, key), reading, own)
    name = values["name"]
    reading.mark("name", next(iter(name.values())), value_at(node, "name"))
    if values.get("status") == "temporarily_closed" and "status_until" in values:
        reading.mark("until", values["status_until"].isoformat(), value_at(node, "status_until"))
    if values.get("revitalised", formats.LAST_YEAR) < values.get("established", 0):
        at, other = value_at(node, "revitalised"), str(values["established"])
        reading.tell("revitalised-first", at, severity="warning", other=other)
    _tell_never_open(values, node, reading)
    return model.Centre(id=reading.file_id, **values)


def _tell_never_open(values: Values, node: Mapping, reading: Reading) -> None:
    """Services at hours at which the centre is closed, in its usual week and in every season."""
    told, services = values.get("opening_hours"), values.get("services", ())
    at = value_at(node, "services")
    items = at.items if isinstance(at, Sequence) else []
    if told is None or len(items) != len(services):
        return
    weeks = (told.weekly, *(season.weekly for season in told.seasons))
    for item, service in zip(items, services, strict=True):
        if isinstance(item, Mapping) and service.weekly and not any(hours.meet(service.weekly, week) for week in weeks):
            reading.tell("service-never-open", value_at(item, "weekly"), severity="warning")


def tell_status_faults(values: Values, node: Mapping, reading: Reading) -> None:
    """What goes with one status only."""
    status = values.get("status", "active")
    if is_told(node, "status_until") and status != "temporarily_closed":
        reading.tell("status-until", value_at(node, "status_until"), severity="warning", status=status)
    if is_told(node, "successor") and status != "closed":
        reading.tell("successor-not-closed", value_at(node, "successor"), severity="warning", status=status)
    if status == "closed" and not is_told(node, "successor"):
        reading.tell("closed-no-successor", value_at(node, "status"), severity="warning")


def tell_twice(node: Node, reading: Reading, key: str = "id") -> None:
    """Texts that stand more than once in a list of texts, or of records that have them under a key."""
    seen: dict[str, int] = {}
    for item in node.items if isinstance(node, Sequence) else ():
        at = item.entries[key][1] if isinstance(item, Mapping) and key in item.entries else item
        text = getattr(at, "text", None)
        if text in seen:
            reading.tell("entry-twice", at, line=str(seen[text]))
        elif text:
            seen[text] = at.line


CENTRE = RecordOf(
    "centre",
    (
        Field("name", NAME, "Pusat Layanan Kabupaten Contoh", required=True, also=("nama",)),
        Field("alternate_names", ListOf(Line(is_name=True)), "[Pusat Contoh]", also=("nama_lain", "alias")),
        Field("operator", NAME, "Dinas Koperasi Kabupaten Contoh", also=("pengelola", "organization", "dinas")),
        Field("status", Choice(STATUSES), "active"),
        Field("status_until", DATE, "2027-02-28", also=("sampai",)),
        Field("status_note", Words(Line(MAX_ADDRESS)), "Atap sedang diperbaiki.", also=("keterangan_status",)),
        Field("successor", Reference("centre"), "pusat-kabupaten-lain", also=("pengganti",)),
        Field("legal_status", Choice("legal_statuses"), "uptd", also=("bentuk", "status_hukum", "kelembagaan")),
        Field("established", PAST_YEAR, "2022", also=("berdiri", "didirikan", "tahun")),
        Field("revitalised", PAST_YEAR, "2024", also=("revitalisasi", "revitalized")),
        Field("serves", ListOf(REGION_CODE), '["35.01"]', also=("melayani", "wilayah")),
        Field("location", LOCATION, '{region_code: "35.01.04"}', required=True, also=("lokasi", "alamat", "address")),
        Field(
            "contacts",
            ListOf(CONTACT),
            "[{phone: (0357) 123456}]",
            also=("kontak", "contact", "telepon", "phone", "telp", "whatsapp", "email"),
        ),
        Field(
            "opening_hours",
            HOURS,
            "{weekly: {Senin-Jumat: 08.00-16.00}}",
            also=("jam", "jam_buka", "hours", "jam_layanan"),
        ),
        Field("ignore_notices", ListOf(Reference("notice")), "[pemeliharaan]"),
        Field(
            "services",
            ListOf(Either(Reference("service"), OFFERED_SERVICE, lambda name: model.OfferedService(id=name))),
            "[pembiayaan]",
            also=("layanan", "service"),
        ),
        Field(
            "partners",
            ListOf(Either(Reference("partner"), PARTNER_LINK, lambda name: model.PartnerLink(id=name))),
            "[telkomsel]",
            also=("mitra", "partner"),
        ),
        Field(
            "consultants", ListOf(CONSULTANT), "[{name: Nama, fields: [pemasaran], consent: true}]", also=("konsultan",)
        ),
        Field(
            "facilities",
            ListOf(Either(Reference("facility"), FACILITY_LINK, lambda name: model.FacilityLink(id=name))),
            "[coworking, galeri]",
            also=("fasilitas",),
        ),
        Field("commodities", ListOf(WORDS), "[gula kelapa]", also=("komoditas", "produk")),
        Field("programmes", ListOf(Reference("programme")), "[program-contoh]", also=("program", "programs")),
        Field("awards", ListOf(AWARD), "[{name: Penghargaan Contoh, year: 2024}]", also=("penghargaan",)),
        Field("events", ListOf(EVENT), "[{name: Pelatihan, start: 2026-12-03 09.00}]", also=("acara", "kegiatan")),
        Field("photos", ListOf(PHOTO), "[{file: contoh/depan.jpg, alt: Gedung dari jalan}]", also=("foto",)),
        Field("description", LONG_WORDS, "Gedung dua lantai di pusat kota.", also=("deskripsi", "keterangan")),
        Field("notes", ListOf(NOTE), "[{about: legal_status, text: Belum dikonfirmasi.}]", also=("catatan", "note")),
        Field("assured", ListOf(ASSURANCE), "[{about: all, date: 2026-11-01}]", also=("dipastikan",)),
        Field("sources", ListOf(SOURCE), "[{title: ANTARA, date: 2024-10-09}]", also=("sumber", "source")),
    ),
    make_centre,
    tell_status_faults,
)

# --- the lists that centres refer to ---

SERVICE = RecordOf(
    "service",
    (
        Field("id", NEW_ID, "pembiayaan", required=True),
        Field("name", NAME, "Pembiayaan", required=True, also=("nama",)),
        Field("description", LONG_WORDS, "Bantuan mencari modal.", also=("deskripsi", "keterangan")),
        Field("includes", ListOf(WORDS), "[Akses KUR]", also=("termasuk",)),
        Field("terms", ListOf(Line()), "[modal, pinjaman]", also=("istilah", "kata")),
        Field("sources", ListOf(SOURCE), "[{title: ANTARA, date: 2024-10-09}]", also=("sumber",)),
    ),
    into(model.Service),
)

PARTNER = RecordOf(
    "partner",
    (
        Field("id", NEW_ID, "universitas-contoh", required=True),
        Field("name", NAME, "Universitas Contoh", required=True, also=("nama",)),
        Field("kind", Choice(PARTNER_KINDS), "university", required=True, also=("jenis",)),
        Field("description", LONG_WORDS, "Membina inkubasi usaha.", also=("deskripsi", "keterangan")),
        Field("website", WEB_ADDRESS, "https://example.ac.id", also=("situs", "url")),
        Field("sources", ListOf(SOURCE), "[{title: ANTARA, date: 2024-10-09}]", also=("sumber",)),
    ),
    into(model.Partner),
)

PROGRAMME = RecordOf(
    "programme",
    (
        Field("id", NEW_ID, "program-contoh", required=True),
        Field("name", NAME, "Program Contoh", required=True, also=("nama",)),
        Field("description", LONG_WORDS, "Lomba antarpusat.", also=("deskripsi", "keterangan")),
        Field("year", YEAR, "2024", also=("tahun",)),
        Field("website", WEB_ADDRESS, "https://example.go.id/program", also=("situs", "url")),
        Field("sources", ListOf(SOURCE), "[{title: ANTARA, date: 2024-10-09}]", also=("sumber",)),
    ),
    into(model.Programme),
)

FACILITY = RecordOf(
    "facility",
    (
        Field("id", NEW_ID, "galeri", required=True),
        Field("name", NAME, "Galeri produk", required=True, also=("nama",)),
    ),
    into(model.Facility),
)

# --- calendar, notices, pages of words ---

HOLIDAY = RecordOf(
    "holiday",
    (
        Field("date", DATE, "2026-08-17", required=True, also=("tanggal",)),
        Field("name", NAME, "Hari Kemerdekaan", required=True, also=("nama",)),
        Field("kind", Choice(HOLIDAY_KINDS), "national", required=True, also=("jenis",)),
        Field("estimated", YES_NO, "true", also=("perkiraan",)),
    ),
    into(model.Holiday),
)


def make_holiday_year(values: Values, node: Mapping, reading: Reading) -> model.HolidayYear | None:
    """The file is named after its year, and all its days are in it."""
    year = values["year"]
    if reading.file_id != str(year):
        reading.tell("holiday-file", value_at(node, "year"), guess=f"{year}.yaml")
        return None  # which of both is right decides what its days should be
    days = value_at(node, "days")
    for item in days.items if isinstance(days, Sequence) else ():
        at = item.entries["date"][1] if isinstance(item, Mapping) and "date" in item.entries else None
        typed = getattr(at, "text", "")
        if at is not None and typed[:4].isdigit() and typed[:4] != str(year):
            reading.tell("holiday-year", at, year=str(year), guess=f"{year}{typed[4:]}")
    _tell_holidays_twice(days, values["days"], reading)
    return model.HolidayYear(**values)


def _tell_holidays_twice(node: Node, days: tuple[model.Holiday, ...], reading: Reading) -> None:
    """The same name on the same date; two holidays may well share a date."""
    items = node.items if isinstance(node, Sequence) else []
    if len(items) != len(days):
        return  # something else is wrong, and told
    first: dict[tuple[object, ...], Node] = {}
    for item, day in zip(items, days, strict=True):
        same = first.setdefault((day.date, *day.name.values()), item)
        if same is not item:
            reading.tell("entry-twice", item, typed=str(day.date), line=str(same.line))


HOLIDAY_YEAR = RecordOf(
    "holidays",
    (
        Field("year", YEAR, "2026", required=True, also=("tahun",)),
        Field("source", Line(MAX_ADDRESS), "SKB Tiga Menteri", required=True, also=("sumber",)),
        Field("url", WEB_ADDRESS, "https://example.go.id/skb", also=("tautan", "link")),
        Field(
            "days",
            ListOf(HOLIDAY),
            "[{date: 2026-08-17, name: Hari Kemerdekaan, kind: national}]",
            required=True,
            also=("hari",),
        ),
    ),
    make_holiday_year,
)


def tell_scope_faults(values: Values, node: Mapping, reading: Reading) -> None:
    """A scope that takes in no centre, or all of them and some. What can't be read may have been meant to."""
    listed = [key for key in ("regions", "legal_statuses", "centres") if is_told(node, key)]
    filled = [key for key in listed if _is_filled(value_at(node, key))]
    takes_all = values.get("all", is_told(node, "all"))
    if takes_all and filled:
        reading.tell("scope-all-and-some", value_at(node, "all"), other=", ".join(filled))
    elif not takes_all and not filled:
        reading.tell("scope-nobody", node)


def _is_filled(node: Node) -> bool:
    return not isinstance(node, Sequence) or bool(node.items)


def make_scope(values: Values, node: Mapping, reading: Reading) -> hours.Scope:
    reading.mark("scope", "", node)
    return hours.Scope(**values)


SCOPE = RecordOf(
    "scope",
    (
        Field("all", YES_NO, "true", also=("semua",)),
        Field("regions", ListOf(REGION_CODE), '["35"]', also=("wilayah",)),
        Field("legal_statuses", ListOf(Choice("legal_statuses")), "[uptd]"),
        Field("centres", ListOf(Reference("centre")), "[pusat-kabupaten-contoh]", also=("pusat",)),
    ),
    make_scope,
    tell_scope_faults,
)


def tell_hours_and_closed(values: Values, node: Mapping, reading: Reading) -> None:
    if values.get("closed") and is_told(node, "hours"):
        reading.tell("hours-or-closed", value_at(node, "closed"), typed="")


def make_notice(values: Values, node: Mapping, reading: Reading) -> hours.Notice | None:
    spans = spans_or_closed(values)
    dated = dates_of(values, node, reading)
    return None if dated is None else hours.Notice(id=reading.file_id, **dated, spans=spans)


NOTICE = RecordOf(
    "notice",
    (
        Field("title", WORDS, "Semua pusat tutup", required=True, also=("judul", "name", "nama")),
        Field("text", LONG_WORDS, "Kantor tutup karena pemilihan umum.", also=("isi", "teks")),
        Field("from", DATE, "2027-02-14", required=True, also=("dari", "mulai", "start", "date", "tanggal")),
        Field("to", LAST_DATE, "2027-02-14", required=True, also=("sampai", "until", "end", "hingga")),
        Field("scope", SCOPE, "{all: true}", required=True, also=("untuk", "cakupan")),
        Field("hours", Spans(), "08.00-12.00", also=("jam",)),
        Field("closed", YES_NO, "true", also=("tutup",)),
    ),
    make_notice,
    tell_hours_and_closed,
)

PAGE = RecordOf(
    "page",
    (
        Field("title", Line(), "Tentang direktori ini", required=True, also=("judul",)),
        Field("slug", NEW_ID, "tentang", also=("alamat",)),
        Field(
            "description", Line(MAX_ADDRESS), "Siapa yang membuat direktori ini.", required=True, also=("deskripsi",)
        ),
    ),
    lambda values, node, reading: values,
)

# --- the settings ---

LANGUAGES = ListOf(Value(formats.read_language))

COLOURS = RecordOf(
    "colours",
    (
        Field("accent", COLOUR, '"#0b5d5b"'),
        Field("accent_dark", COLOUR, '"#7fd1c7"'),
    ),
    into(model.Colours),
)

LEVEL = RecordOf(
    "level",
    (
        Field("id", NEW_ID, "province", required=True),
        Field("name", NAME, "Provinsi", required=True, also=("nama",)),
        Field("pages", YES_NO, "true", also=("halaman",)),
    ),
    into(model.Level),
)

LEGAL_STATUS = RecordOf(
    "legal_status",
    (
        Field("id", NEW_ID, "uptd", required=True),
        Field("name", NAME, "UPTD", required=True, also=("nama",)),
        Field("description", Words(Line(MAX_ADDRESS)), "Unit pelaksana teknis daerah.", also=("keterangan",)),
    ),
    into(model.LegalStatus),
)


def make_reports(values: Values, node: Mapping, reading: Reading) -> model.Reports:
    number: formats.PhoneNumber | None = values.pop("whatsapp", None)
    return model.Reports(**values, whatsapp_e164=number.e164 if number else None)


REPORTS = RecordOf(
    "reports",
    (
        Field("issues", WEB_ADDRESS, "https://example.org/issues/new"),
        Field("email", EMAIL, "direktori@example.org", also=("surel",)),
        Field("whatsapp", Phone(), "0812-3456-7890", also=("wa",)),
    ),
    make_reports,
)


SECURITY = RecordOf(
    "security",
    (
        Field("email", EMAIL, "keamanan@example.org", also=("surel",)),
        Field("website", WEB_ADDRESS, "https://example.org/keamanan", also=("situs", "url")),
        Field("expires", DATE, "2027-10-31", required=True, also=("sampai",)),
        Field("policy", WEB_ADDRESS, "https://example.org/SECURITY.md", also=("kebijakan",)),
    ),
    into(model.Security),
    some_way("email", "website"),
)

OFFICE_HOURS = RecordOf(
    "office_hours",
    (
        Field("weekly", WeekOf(), "{Senin-Jumat: 08.00-16.00}", required=True, also=("jam",)),
        Field("source", Line(MAX_ADDRESS), "Perpres 21/2023", required=True, also=("sumber",)),
        Field("url", WEB_ADDRESS, "https://example.go.id/perpres-21-2023", also=("tautan",)),
    ),
    into(model.OfficeHours),
)

FRESHNESS = RecordOf(
    "freshness",
    (
        Field("ageing_days", COUNT, "180"),
        Field("old_days", COUNT, "365"),
    ),
    into(model.Freshness),
)

LICENCE = RecordOf(
    "licence",
    (
        Field("name", Line(), "CC BY 4.0", required=True, also=("nama",)),
        Field("url", WEB_ADDRESS, "https://creativecommons.org/licenses/by/4.0/deed.id", required=True),
    ),
    into(model.Licence),
)

MAP = RecordOf(
    "map",
    (
        Field("tiles", Value(formats.read_tiles_address), "https://tiles.example.org/{z}/{x}/{y}.png", required=True),
        Field("attribution", Words(Line(MAX_ADDRESS)), "© OpenStreetMap", required=True, also=("atribusi",)),
        Field("max_zoom", COUNT, "18"),
    ),
    into(model.MapBackground),
)

ROUTE = Words(RouteWord())

CATALOGUES = ("full", "compact")

ROUTES = RecordOf(
    "routes",
    (
        Field("centres", ROUTE, "{id: pusat, en: centres}", also=("pusat",)),
        Field("regions", ROUTE, "{id: wilayah, en: regions}", also=("wilayah",)),
        Field("services", ROUTE, "{id: layanan, en: services}", also=("layanan",)),
        Field("partners", ROUTE, "{id: mitra, en: partners}", also=("mitra",)),
        Field("programmes", ROUTE, "{id: program, en: programmes}", also=("program",)),
        Field("pages", Words(RouteWord(may_be_empty=True)), '{id: "", en: ""}', also=("halaman",)),
        Field("page", ROUTE, "{id: hal, en: page}", also=("hal",)),
        Field("edit", ROUTE, "{id: sunting, en: edit}", also=("sunting",)),
        Field("print", ROUTE, "{id: cetak, en: print}", also=("cetak",)),
    ),
    lambda values, node, reading: values,
)

SITE = RecordOf(
    "site",
    (
        Field("name", NAME, "Direktori Pusat Layanan", required=True, also=("nama", "title", "judul")),
        Field("short_name", NAME, "Pusat Layanan", also=("nama_pendek",)),
        Field("tagline", WORDS, "Bantuan untuk usaha Anda", also=("semboyan",)),
        Field(
            "description", Words(Line(MAX_ADDRESS)), "Letak, jam buka, dan layanan semua pusat.", also=("deskripsi",)
        ),
        Field(
            "base_url",
            Value(formats.read_base_url),
            "https://direktori.example/",
            required=True,
            also=("url", "alamat"),
        ),
        Field("languages", LANGUAGES, "[id, en]", also=("bahasa",)),
        Field("routes", ROUTES, "{centres: {id: pusat, en: centres}}", also=("alamat_bagian",)),
        Field("operator", Words(Line(MAX_ADDRESS)), "Relawan", also=("pengelola",)),
        Field("disclaimer", Words(Line(MAX_ADDRESS * 2)), "Bukan situs resmi pemerintah.", also=("penafian",)),
        Field("fictional", YES_NO, "true", also=("rekaan",)),
        Field("colours", COLOURS, '{accent: "#0b5d5b"}', also=("warna", "colors")),
        Field("levels", ListOf(LEVEL), "[{id: province, name: Provinsi, pages: true}]", also=("tingkat",)),
        Field("legal_statuses", ListOf(LEGAL_STATUS), "[{id: uptd, name: UPTD}]"),
        Field("country", Value(formats.read_country_or_none), "ID", also=("negara",)),
        Field("phone_country", Value(formats.read_phone_country), "ID"),
        Field("schema_type", Choice(SCHEMA_TYPES), "GovernmentOffice"),
        Field("reports", REPORTS, "{email: direktori@example.org}", also=("laporan",)),
        Field(
            "office_hours",
            OFFICE_HOURS,
            "{weekly: {Senin-Jumat: 08.00-16.00}, source: Peraturan kantor}",
            also=("jam_kantor",),
        ),
        Field("freshness", FRESHNESS, "{ageing_days: 180, old_days: 365}"),
        Field(
            "licence",
            LICENCE,
            "{name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}",
            also=("lisensi", "license"),
        ),
        Field("attribution", Words(Line(MAX_ADDRESS * 3)), '"Batas wilayah: sumbernya."', also=("atribusi",)),
        Field(
            "map",
            MAP,
            '{tiles: "https://tiles.example.org/{z}/{x}/{y}.png", attribution: © OpenStreetMap}',
            also=("peta",),
        ),
        Field("repository", WEB_ADDRESS, "https://example.org/kode", also=("repositori",)),
        Field("security", SECURITY, "{email: keamanan@example.org, expires: 2027-10-31}", also=("keamanan",)),
        Field("cms", YES_NO, "true"),
        Field("handbook", Value(formats.read_base_url), "https://direktori.example/panduan/", also=("panduan",)),
        Field("listing_size", COUNT, "100"),
        Field("nearest_count", COUNT, "5"),
        Field("catalogue", Choice(CATALOGUES), "full", also=("katalog",)),
    ),
    lambda values, node, reading: values,
)

FILES: dict[str, RecordOf | ListOf] = {
    "centre": CENTRE,
    "services": ListOf(SERVICE),
    "partners": ListOf(PARTNER),
    "programmes": ListOf(PROGRAMME),
    "facilities": ListOf(FACILITY),
    "notice": NOTICE,
    "holidays": HOLIDAY_YEAR,
    "site_config": SITE,
}
"""What each kind of file holds: for the reader, the JSON Schemas and the handbook."""
