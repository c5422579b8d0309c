"""The committed JSON Schemas: in step with the field list, right by their own standard, and true to the content."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from sitegen.json_schema import OF_READER, make_schemas, plain_data
from sitegen.load import read_yaml
from sitegen.schema.fields import FILES
from sitegen.schema.shapes import Value, walk

PROJECT = Path(__file__).parents[2]
ROOTS = [PROJECT, PROJECT / "examples/libraries"]
PLACES = {
    "centre": "content/centres/*.yaml",
    "notice": "content/notices/*.yaml",
    "holidays": "content/holidays/*.yaml",
    "site_config": "site_config.yaml",
    **{name: f"content/{name}.yaml" for name in ("services", "partners", "programmes", "facilities")},
}


RIGHT = {"name": "A", "location": {"region_code": "35"}}
NOTICE = {"title": "A", "from": "2027-02-14", "to": "2027-02-14", "scope": {"all": True}}


def exception(**keys: Any) -> Any:
    return {"opening_hours": {"weekly": {"Senin": "08.00-16.00"}, "exceptions": [keys]}}


def schema(name: str) -> Any:
    return json.loads((PROJECT / f"schemas/{name}.schema.json").read_bytes())


def data_of(path: Path) -> Any:
    node = read_yaml(path.name, path.read_bytes(), [])
    assert node is not None
    return plain_data(node)


def test_committed_schemas_are_in_step() -> None:
    """If not: docs/developers/index.md, "To add a field", says how they are written."""
    made = make_schemas(PROJECT)
    committed = {f"schemas/{path.name}": path.read_bytes() for path in (PROJECT / "schemas").glob("*.json")}
    assert made == committed


@pytest.mark.parametrize("name", FILES)
def test_schema_is_right(name: str) -> None:
    Draft7Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", FILES)
def test_content_passes(name: str) -> None:
    validator = Draft7Validator(schema(name))
    paths = [path for root in ROOTS for path in sorted(root.glob(PLACES[name]))]
    assert paths
    for path in paths:
        problems = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(data_of(path))]
        assert problems == [], path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("centre", {"name": "A"}),
        ("centre", {"name": "A", "location": {"region_code": "35"}, "nama": "B"}),
        ("centre", {"name": "A", "location": {"region_code": "35"}, "status": "aktif"}),
        ("centre", {"name": "A", "location": {"region_code": "35", "latitude": "-8,2"}}),
        ("centre", {"name": "A", "location": {"region_code": "35"}, "services": "pembiayaan"}),
        ("centre", {**RIGHT, "location": {"region_code": "Kabupaten Pacitan"}}),
        ("centre", {**RIGHT, "location": {"region_code": "35,01"}}),
        ("centre", {**RIGHT, "location": {"region_code": "35", "latitude": -8.2}}),
        ("centre", {**RIGHT, "contacts": [{"label": "Loket"}]}),
        ("centre", {**RIGHT, "opening_hours": {"weekly": {"Snin": "08.00-16.00"}}}),
        ("centre", {**RIGHT, "opening_hours": {"weekly": {"Senin": "8-16"}}}),
        ("centre", {**RIGHT, "opening_hours": {"weekly": {"Senin": "08.00"}}}),
        ("centre", {**RIGHT, **exception(hours="08.00-12.00")}),
        ("centre", {**RIGHT, **exception(date="2026-12-24")}),
        ("centre", {**RIGHT, **exception(date="2026-12-24", hours="08.00-12.00", closed=True)}),
        ("centre", {**RIGHT, "consultants": [{"name": "A"}]}),
        ("centre", {**RIGHT, "consultants": [{"name": "A", "consent": False}]}),
        ("centre", {**RIGHT, "consultants": [{"name": "A", "consent": "tidak"}]}),
        ("centre", {**RIGHT, "consultants": [{"name": "A", "consent": "setuju"}]}),
        ("centre", {**RIGHT, "partners": [{"kind": "university"}]}),
        ("centre", {**RIGHT, "photos": [{"file": "C:\\Foto\\depan.jpg", "alt": "A"}]}),
        ("notice", {"title": "A", "from": "2027-02-14", "to": "2027-02-14", "scope": {"all": False}}),
        ("notice", {**NOTICE, "closed": True, "hours": "08.00-12.00"}),
        ("centre", {**RIGHT, "location": {"region_code": "35", "latitude": 95, "longitude": 111}}),
        ("centre", {**RIGHT, "established": "dua ribu"}),
        ("centre", {**RIGHT, "operator": "Dinas\nKoperasi"}),
        ("centre", {**RIGHT, "contacts": [{"phone": "telepon kantor"}]}),
        ("centre", {**RIGHT, "opening_hours": {"weekly": {"Senin": "25.00-26.00"}}}),
        ("services", [{"id": "Akses Modal", "name": "A"}]),
        ("holidays", {"year": 2026, "source": "SKB", "days": [{"date": "1/1/2026", "name": "A", "kind": "national"}]}),
        ("site_config", {"name": "A", "base_url": "https://a.example"}),
    ],
)
def test_wrong_data_fails(name: str, data: Any) -> None:
    assert not Draft7Validator(schema(name)).is_valid(data)


@pytest.mark.parametrize(
    "part",
    [
        {"location": {"region_code": 35.01, "latitude": None}},
        {"contacts": [{"phone": None, "email": "a@contoh.go.id"}]},
        {"opening_hours": {"weekly": {"SENIN s.d. Kam, Jum'at": "8:00–12:00 dan 13.00 - 16.00", "Min": "Tutup"}}},
        {"opening_hours": {"weekly": {"Setiap hari": "24 jam"}}},
        {"opening_hours": {"weekly": {"Ahad": "21.00-02.00"}}},
        {"consultants": [{"name": "A", "consent": "ya"}]},
        {"established": "2022", "awards": [{"name": "A", "year": "2024"}]},
        {"location": {"region_code": "35", "latitude": "-8.2071", "longitude": "111.1"}},
        {"services": [12], "operator": "Dinas Koperasi\n"},
        {"photos": [{"file": "contoh/depan.JPG", "alt": "A"}]},
        {"opening_hours": {"weekly": {" Senin ": "08.00-16.00\n", "Selasa": "24  jam"}}},
        {"contacts": [{"email": " a@contoh.go.id ", "website": "https://contoh.go.id\n"}]},
        {"consultants": [{"name": "A", "consent": "YA"}, {"name": "B", "consent": "True "}]},
        {"established": " 2022", "services": ["pembiayaan "], "status_until": "2026-12-31\n"},
        {"events": [{"name": "A", "start": "2026-12-03  09.00"}]},
    ],
)
def test_what_the_program_takes_passes(part: Any) -> None:
    assert Draft7Validator(schema("centre")).is_valid({**RIGHT, **part})


def test_an_exception_with_empty_keys_passes() -> None:
    data = {**RIGHT, **exception(date="2026-12-24", hours="08.00-12.00", closed=False, to=None)}
    assert Draft7Validator(schema("centre")).is_valid(data)


@pytest.mark.parametrize("name", FILES)
def test_examples_pass_their_own_schema(name: str) -> None:
    whole = schema(name)
    for record in (whole, *whole["definitions"].values()):
        for key, field in record.get("properties", {}).items():
            alone = {**field, "definitions": whole["definitions"]}
            for example in field["examples"]:
                assert Draft7Validator(alone).is_valid(example), f"{name}: {key}: {example!r}"


def test_every_reader_is_told() -> None:
    """A reader of texts without a schema of its own would pass as any text."""
    for shape in FILES.values():
        for record in walk(shape):
            for field in record.fields:
                if isinstance(field.shape, Value):
                    assert field.shape.read_text in OF_READER, f"{record.name}.{field.name}"
