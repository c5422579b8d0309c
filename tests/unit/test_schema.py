"""The field list: complete, in words, and true to its own examples."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen import model
from sitegen.config import load_translator
from sitegen.load import read_yaml_text
from sitegen.nodes import Mapping, Sequence
from sitegen.problems import WrongValueError
from sitegen.schema import fields, formats
from sitegen.schema.reading import Context, Reading
from sitegen.schema.shapes import Field, RecordOf, closest, walk

PROJECT = Path(__file__).parents[2]
CONTEXT = Context(legal_statuses=("dinas", "uptd"))


def all_records() -> dict[str, RecordOf]:
    shapes = [*fields.FILES.values(), fields.PAGE]
    return {record.name: record for shape in shapes for record in walk(shape)}


def all_fields() -> Iterator[tuple[str, Field]]:
    for name, record in all_records().items():
        for field in record.fields:
            yield f"{name}.{field.name}", field


FIELDS = dict(all_fields())


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_field_has_words(language: str) -> None:
    t = load_translator(PROJECT, language, with_fields=True)
    missing = [path for path in FIELDS for part in ("label", "hint") if not t.has(f"field.{path}.{part}")]
    assert missing == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_words_without_a_field(language: str) -> None:
    path = f"templates/locale/{language}/fields.yaml"
    node = read_yaml_text(path, (PROJECT / path).read_text(encoding="utf-8"), [])
    assert isinstance(node, Mapping)
    words = node.entries["field"][1]
    assert isinstance(words, Mapping)
    assert set(words.entries) == set(FIELDS)


@pytest.mark.parametrize("path", FIELDS)
def test_example_reads(path: str) -> None:
    field = FIELDS[path]
    reading = Reading("content/x/contoh.yaml", CONTEXT)
    node = read_yaml_text("x", f"{field.name}: {field.example}\n", reading.problems)
    assert isinstance(node, Mapping)
    value = field.shape.read(node.entries[field.name][1], reading)
    assert reading.problems == []
    assert value is not None


def test_blocks_are_the_centres_fields() -> None:
    assert tuple(field.name for field in fields.CENTRE.fields) == fields.BLOCKS


@pytest.mark.parametrize(
    ("record", "shape"),
    [(model.Centre, fields.CENTRE), (model.Location, fields.LOCATION), (model.Award, fields.AWARD),
     (model.Source, fields.SOURCE), (model.OfferedService, fields.OFFERED_SERVICE), (model.Service, fields.SERVICE),
     (model.Partner, fields.PARTNER), (model.Programme, fields.PROGRAMME), (model.Facility, fields.FACILITY),
     (model.Site, fields.SITE)],
)  # fmt: skip
def test_records_and_fields_agree(record: type[model.Record], shape: RecordOf) -> None:
    """What the file may say is what the record holds; the id of a centre is its file's name."""
    assert {field.name for field in shape.fields} == set(record.__struct_fields__) - (
        {"id"} if record is model.Centre else set()
    )


def test_other_words_for_a_key_are_no_keys() -> None:
    for record in all_records().values():
        for field in record.fields:
            assert set(field.also).isdisjoint(record.by_key), f"{record.name}.{field.name}"


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (formats.read_degrees, "-8.20712", -8.20712),
        (formats.read_degrees, "−8.2", -8.2),  # the minus sign of typographers
        (formats.read_partial_date, "2024-10", "2024-10"),
        (formats.read_yes_no, "Ya", True),
        (formats.read_yes_no, "false", False),
        (formats.read_region_code, "35.01.04.2001", "35.01.04.2001"),
        (formats.read_region_code, "N.1.01", "N.1.01"),
        (formats.read_web_address, "http://www.plut.example:8080/a?b=c#d", "http://www.plut.example:8080/a?b=c#d"),
        (formats.read_web_address, "https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        (formats.read_email, "a.b+c@example.co.id", "a.b+c@example.co.id"),
        (formats.read_photo_path, "contoh/depan.JPG", "contoh/depan.JPG"),
        (formats.read_colour, "#ABCDEF", "#abcdef"),
    ],
)
def test_reads(read: object, text: str, value: object) -> None:
    assert callable(read)
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "code", "guess"),
    [
        (formats.read_degrees, "111,10293", "decimal-comma", "111.10293"),
        (formats.read_degrees, "1e3", "degrees", None),
        (formats.read_degrees, "nan", "degrees", None),
        (formats.read_degrees, "٣", "degrees", None),  # other digits
        (formats.read_date, "31/12/2026", "date", "2026-12-31"),
        (formats.read_date, "31-12-2026", "date", "2026-12-31"),
        (formats.read_date, "2026-1-5", "date", "2026-01-05"),
        (formats.read_date, "31 Desember 2026", "date", "2026-12-31"),
        (formats.read_date, "17 Agustus 2026", "date", "2026-08-17"),
        (formats.read_date, "31/31/2026", "date", None),
        (formats.read_date, "2026-02-30", "date-not-real", None),
        (formats.read_date_time, "2026-12-03", "date-time", None),
        (formats.read_date_time, "3 Des 2026 pukul 9.00", "date-time", "2026-12-03 09.00"),
        (formats.read_date_time, "2026-12-03 23:59:59", "date-time", "2026-12-03 23.59"),
        (formats.read_date_time, "2026-12-03 25.00", "hours-time", None),
        (formats.read_region_code, "35,01", "region-code", '"35.01"'),
        (formats.read_region_code, "Pacitan", None, None),  # may be a code elsewhere; the table decides
        (formats.read_year, "sejak 2022", "year", "2022"),
        (formats.read_year, "22", "year", None),
        (formats.read_count, "0", "whole-number", None),
        (formats.read_yes_no, "mungkin", "yes-no", None),
        (formats.read_id, "Akses Modal!", "id-form", "akses-modal"),
        (formats.read_id, "Café Díli", "id-form", "cafe-dili"),
        (formats.read_email, "mailto:a@b.example", "email", "a@b.example"),
        (formats.read_email, "a..b@c.example", "email", "a.b@c.example"),
        (formats.read_web_address, "www.example.go.id/x", "web-address", "https://www.example.go.id/x"),
        (formats.read_web_address, "javascript:alert(1)", "web-address-scheme", None),
        (formats.read_web_address, "data:text/html,x", "web-address-scheme", None),
        (formats.read_web_address, "ftp://example.org", "web-address-scheme", None),
        (formats.read_web_address, "https://user@example.org/", "web-address-host", None),
        (formats.read_web_address, "https://example.org\\@evil.example", "web-address-host", None),
        (formats.read_web_address, "https://localhost/", "web-address-host", None),
        (formats.read_web_address, "https://127.0.0.1/", "web-address-host", None),
        (formats.read_web_address, "https://0x7f.1/", "web-address-host", None),
        (formats.read_web_address, "https://[::1]/", "web-address", None),
        (formats.read_web_address, "https://example.org:22/", "web-address-host", None),
        (formats.read_web_address, "https://exаmple.org/", "web-address-host", None),  # a Cyrillic а
        (formats.read_web_address, "https://xn--exmple-4nf.org/", "web-address-host", None),  # the same, encoded
        (formats.read_web_address, 'https://example.org/"x', "web-address-character", None),
        (formats.read_photo_path, "../x.jpg", "photo-path", None),
        (formats.read_photo_path, "a/b/c/d.jpg", "photo-path", None),
        (formats.read_base_url, "https://example.org/x?y", "base-url", "https://example.org/x/"),
        (formats.read_colour, "red", "colour", None),
        (formats.read_country, "id", "country-code", "ID"),
        (formats.read_language, "ind", "language-code", None),
    ],
)
def test_refuses(read: object, text: str, code: str | None, guess: str | None) -> None:
    assert callable(read)
    if code is None:
        read(text)
        return
    with pytest.raises(WrongValueError) as refused:
        read(text)
    assert refused.value.code == code
    assert refused.value.values.get("guess") == guess


@pytest.mark.parametrize(
    ("text", "e164"),
    [("(0357) 881234", "+62357881234"), ("0812-3456-7890", "+6281234567890"), ("+62 21 1234 5678", "+622112345678"),
     ("62 812 3456 7890", "+6281234567890")],
)  # fmt: skip
def test_phones(text: str, e164: str) -> None:
    assert formats.read_phone(text, "ID") == (text, e164)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("*123#", "phone-code"),
        ("#21", "phone-code"),
        ("+65 6123 4567", "phone-country"),
        ("112", "phone-short"),
        ("0809 1 234567", "phone-priced"),
        ("12", "phone"),
        ("telepon", "phone-letters"),
        ("(O357) 881234", "phone-letters"),
        ("0812345678901234567", "phone"),
    ],
)
def test_refused_phones(text: str, code: str) -> None:
    with pytest.raises(WrongValueError) as refused:
        formats.read_phone(text, "ID")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("country", "text", "right"), [("ID", "63511", True), ("ID", "6351", False), ("GB", "QV1 1AA", True)]
)
def test_postal_codes(country: str, text: str, right: bool) -> None:
    if right:
        assert formats.read_postal_code(text, country) == text
    else:
        with pytest.raises(WrongValueError):
            formats.read_postal_code(text, country)


def read_centre(text: str) -> tuple[model.Centre | None, list[str]]:
    reading = Reading("content/centres/contoh.yaml", CONTEXT)
    node = read_yaml_text("content/centres/contoh.yaml", text, reading.problems)
    assert node is not None
    return fields.CENTRE.read(node, reading), [problem.code for problem in reading.problems]


RIGHT = 'name: Contoh\nlocation: {region_code: "35.01"}\n'


@pytest.mark.parametrize(("length", "right"), [(200, True), (201, False)])
def test_text_limit(length: int, right: bool) -> None:
    _, codes = read_centre(RIGHT + f"operator: {'a' * length}\n")
    assert codes == ([] if right else ["too-long"])


@pytest.mark.parametrize(("length", "right"), [(5000, True), (5001, False)])
def test_long_text_limit(length: int, right: bool) -> None:
    _, codes = read_centre(RIGHT + f"description: {'a' * length}\n")
    assert codes == ([] if right else ["too-long"])


@pytest.mark.parametrize(("count", "right"), [(200, True), (201, False)])
def test_list_limit(count: int, right: bool) -> None:
    _, codes = read_centre(RIGHT + f"commodities: [{', '.join(map(str, range(count)))}]\n")
    assert codes == ([] if right else ["too-many-items"])


def test_everything_wrong_is_told_at_once() -> None:
    centre, codes = read_centre(
        "nama: Contoh\nstatus: aktif\nestablished: dulu\nlocation: {latitude: -8,2}\nservices: pembiayaan\n"
    )
    assert centre is None
    assert sorted(codes) == sorted(["unknown-key", "choice", "year", "decimal-comma", "list-wanted", "missing-key"])


def test_empty_keys_are_not_known() -> None:
    centre, codes = read_centre(RIGHT + "established:\ncontacts:\n")
    assert codes == []
    assert centre is not None
    assert centre.established is None


def test_scalars_stay_text() -> None:
    centre, codes = read_centre(
        "name: no\nalternate_names: [08.00, 1e3, 0x10]\n"
        "location: {region_code: 35.10, postal_code: 60111, wheelchair: no}\n"
    )
    assert codes == []
    assert centre is not None
    assert centre.name == {"id": "no"}
    assert centre.alternate_names == ("08.00", "1e3", "0x10")
    assert centre.location.region_code == "35.10"
    assert centre.location.wheelchair == "no"


def test_harmless_text_is_kept() -> None:
    for text in ("Kopi & Teh <3", "O'Brien", "كوبي", "ꦥꦭꦺꦴꦠ꧀", "Kopi ☕ 100%", "“Naik Kelas” dan lain-lain"):
        centre, codes = read_centre(RIGHT + f"operator: {text}\n")
        assert codes == []
        assert centre is not None
        assert centre.operator == {"id": text}


def test_special_days() -> None:
    centre, codes = read_centre(
        RIGHT + "opening_hours:\n  weekly: {Senin: 08.00-12.00}\n  exceptions:\n"
        "    - {date: 2026-12-24, hours: tutup}\n    - {from: 2027-03-10, to: 2027-03-16, closed: ya}\n"
    )
    assert codes == []
    assert centre is not None
    assert centre.opening_hours is not None
    assert [(day.first.day, day.last.day, day.spans) for day in centre.opening_hours.exceptions] == [
        (24, 24, ()),
        (10, 16, ()),
    ]


def test_place_inside_quotes() -> None:
    """The column is that of the fault, also within quotation marks and lists of hours."""
    reading = Reading("x", CONTEXT)
    node = read_yaml_text("x", '- "Senin, Snin"\n', reading.problems)
    assert isinstance(node, Sequence)
    week = fields.HOURS.by_key["weekly"].shape
    text = read_yaml_text("x", 'w: {"Senin, Snin": 08.00-12.00}\n', reading.problems)
    assert isinstance(text, Mapping)
    week.read(text.entries["w"][1], reading)
    assert [(problem.place.line, problem.place.column) for problem in reading.problems] == [(1, 13)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("pembiayan", "pembiayaan"), ("lomba", "lomba-contoh"), ("xyz", None)],
)
def test_closest(typed: str, meant: str | None) -> None:
    assert closest(typed, ["pembiayaan", "pemasaran", "lomba-contoh"]) == meant
