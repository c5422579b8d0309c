"""Fields without their colon, and what was most likely meant."""

import pytest

from sitegen.schema import fields
from sitegen.schema.reading import Context
from sitegen.schema.shapes import are_days, as_field
from sitegen.validate import read_centre
from sitegen.yaml_colons import first_of, with_colon


def is_key(word: str) -> bool:
    return word in ("name", "status") or are_days(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("name Pusat Layanan", "name: Pusat Layanan"),
        ("name = Pusat", "name: Pusat"),
        ("name;Pusat", "name: Pusat"),
        ("name - Pusat", "name: Pusat"),
        ("name\uff1aPusat", "name: Pusat"),
        ("name:Pusat", "name: Pusat"),
        ("name", "name:"),
        ("name =", "name:"),
        ("name -", "name:"),
        ("name |", "name: |"),
        ("Senin-Kamis 08.00-16.00", "Senin-Kamis: 08.00-16.00"),
        ("Senin - Kamis 08.00-16.00", "Senin - Kamis: 08.00-16.00"),
        ("Senin, Rabu 08.00-16.00", "Senin, Rabu: 08.00-16.00"),
        ("names Pusat", None),
        ("di pusat kota", None),
        ("", None),
    ],
)
def test_the_colon_stands_after_the_longest_name(typed: str, meant: str | None) -> None:
    assert with_colon(typed, is_key) == meant


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("name:Pusat Layanan status:active", "name:Pusat Layanan"),
        ("Senin - Kamis:08.00-16.00 Jumat:08.00-11.30", "Senin - Kamis:08.00-16.00"),
        ("name Pusat Layanan", "name Pusat Layanan"),
        ("di pusat kota", "di pusat kota"),
    ],
)
def test_the_first_of_several_fields(typed: str, first: str) -> None:
    assert first_of(typed, is_key) == first


def test_a_name_alone_is_no_field() -> None:
    assert as_field("status", fields.CENTRE.is_name) is None
    assert as_field("pembiayaan", fields.CENTRE.is_name) is None


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ('name: A\nlocation:\n  region_code:"35.01"\n  accuracy:village\n', 'region_code: "35.01"'),
        ("name = Pusat\nstatus: active\n", "name: Pusat"),
        ("contacts:\n  - phone (0357) 881234\n    email: a@contoh.go.id\n", "phone: (0357) 881234"),
        ("awards:\n  - PLUT Award\n    year: 2024\n", "name: PLUT Award"),
        ("opening_hours:\n  exceptions:\n    - date:2026-12-24\n      closed: true\n", "- date: 2026-12-24"),
        ("services:\n  - pemasaran\n  - kelembagaan\n    cost: gratis\n", "id: kelembagaan"),
        ("services:\n  - kelembagaan:\n    cost: gratis\n", "id: kelembagaan"),
        ("contacts =\n  - phone: (0357) 881234\n", "contacts:"),
        ("status: active\n// catatan\nestablished: 2022\n", "# catatan"),
    ],
)
def test_what_is_suggested_can_be_typed(text: str, guess: str) -> None:
    assert read_centre("x.yaml", text.encode(), Context()).problems[0].values["guess"] == guess


@pytest.mark.parametrize(
    "text",
    [
        "location:\n  street_address: Jl. Contoh\n    dekat pasar\n    name: x\n",
        "name: A\nlocation:\n  landmark:\n    Belakang pasar\n    Dekat: masjid\n",
    ],
)
def test_a_text_that_goes_on_lacks_no_colon(text: str) -> None:
    assert read_centre("x.yaml", text.encode(), Context()).problems[0].code == "yaml-syntax"
