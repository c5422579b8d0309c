"""JSON Schemas (draft-07) of the content files, for editors: completion, hints and first checks while typing.

They are made from the field list, with Indonesian words, and committed to schemas/. An editor reads YAML's own types,
so `35.01` may reach a schema as a number; what a schema lets through the program still checks.
"""

import json
from pathlib import Path
from typing import Any

from sitegen import hours
from sitegen.config import load_translator
from sitegen.i18n import Translator
from sitegen.load import read_yaml_text
from sitegen.nodes import Mapping, Node, Scalar
from sitegen.schema import formats
from sitegen.schema.fields import FILES
from sitegen.schema.shapes import (
    Choice,
    Either,
    Field,
    Line,
    ListOf,
    Markdown,
    Phone,
    PostalCode,
    RecordOf,
    Reference,
    RouteWord,
    Shape,
    Spans,
    Value,
    WeekOf,
    Words,
    walk,
)

Schema = dict[str, Any]
"""One JSON Schema: what JSON can hold."""

DRAFT = "http://json-schema.org/draft-07/schema#"
LANGUAGE = "id"  # of the descriptions
FOLDER = "schemas"

TEXT: Schema = {"type": "string", "minLength": 1}
TEXT_OR_NUMBER: Schema = {"type": ["string", "number"]}


def _formed(pattern: str, *types: str) -> Schema:
    """A text of this form; blanks around it are left out when it is read, so that they are not told of here either.

    A number in quotes is a text to an editor; `pattern` holds for texts alone, `minimum` for numbers alone.
    """
    return {"type": ["string", *types] if types else "string", "pattern": rf"^\s*(?:{pattern})\s*$"}


def _any_case(*words: str) -> str:
    """Schemas have no sign for "in small or capital letters"."""
    return "|".join(
        "".join(f"[{c.upper()}{c}]" if c.isalpha() else c.replace(" ", " +") for c in word) for word in words
    )


ID: Schema = _formed(formats.ID.pattern, "integer")
YES: Schema = {"anyOf": [{"const": True}, _formed(_any_case("true", "ya", "yes"))]}

OF_READER: dict[Any, Schema] = {
    formats.read_id: ID,
    formats.read_region_code: _formed("[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+){0,5}", "number"),
    formats.read_degrees: {**_formed("[-−]?[0-9]+(?:[.][0-9]+)?", "number"), "minimum": -180, "maximum": 180},
    formats.read_year: {
        **_formed("[0-9]{4}", "integer"),
        "minimum": formats.FIRST_YEAR,
        "maximum": formats.LAST_YEAR,
    },
    formats.read_count: {**_formed("[1-9][0-9]{0,5}", "integer"), "minimum": 1},
    formats.read_date: _formed("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    formats.read_partial_date: _formed("[0-9]{4}(?:-[0-9]{2}){0,2}", "integer"),
    formats.read_date_time: _formed("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T] *[0-9]{1,2}[.:][0-9]{2}"),
    formats.read_yes_no: _formed(_any_case("true", "ya", "yes", "false", "tidak", "no"), "boolean"),
    formats.read_email: _formed("[^@ ]+@[^@ ]+[.][A-Za-z]{2,24}"),
    formats.read_web_address: _formed("[Hh][Tt][Tt][Pp][Ss]?://[^ ]+"),
    formats.read_tiles_address: _formed("[Hh][Tt][Tt][Pp][Ss]?://[^ ]*[{][xyz][}][^ ]*"),
    formats.read_base_url: _formed("[Hh][Tt][Tt][Pp][Ss]?://[^ ]+/"),
    formats.read_colour: _formed("#[0-9a-fA-F]{6}"),
    formats.read_photo_path: _formed(
        "(?:[A-Za-z0-9][A-Za-z0-9_-]*/){0,2}[A-Za-z0-9][A-Za-z0-9_-]*"
        "[.](?:[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg]|[Ww][Ee][Bb][Pp])"
    ),
    formats.read_language: _formed("[a-z]{2}"),
    formats.read_country: _formed("[A-Z]{2}"),
    formats.read_phone_country: _formed("[A-Z]{2}"),
    formats.read_country_or_none: _formed(f"[A-Z]{{2}}|{formats.NO_COUNTRY}"),
}
"""What each reader of texts lets through, told in JSON Schema as far as it can."""


HINTED: dict[Any, str] = {
    formats.read_id: "id-form",
    formats.read_region_code: "region-code",
    formats.read_degrees: "degrees",
    formats.read_year: "year",
    formats.read_count: "whole-number",
    formats.read_date: "date",
    formats.read_date_time: "date-time",
    formats.read_yes_no: "yes-no",
    formats.read_email: "email",
    formats.read_web_address: "web-address",
    formats.read_photo_path: "photo-path",
}
"""Readers whose pattern says little to people, with the problem whose hint an editor shows in its place."""


_RANGE = f" *(?:[-–—]|[Ss][./]?[Dd][.]?|{_any_case('sampai', 'hingga', 'to')}) *"
_LIST = f" *(?:[,&]|{_any_case('dan', 'and')}) *"
_DAY = f"(?:{_any_case(*hours.DAYS_BY_NAME)}|[Jj][Uu][Mm]['’][Aa][Tt])[.]?"
_TIME = "(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]"
_TIMES = f"{_TIME}{_RANGE}{_TIME}"
DAYS = _formed(f"{_any_case('setiap hari', 'tiap hari', 'every day', 'daily')}|{_DAY}(?:(?:{_RANGE}|{_LIST}){_DAY})*")
SPANS = _formed(f"{_any_case('tutup', 'closed', '24 jam', '24 hours')}|{_TIMES}(?:{_LIST}{_TIMES})*")


def _told(*keys: str) -> Schema:
    """These keys are there with something behind them."""
    return {"required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def _is_yes(key: str) -> Schema:
    return {"required": [key], "properties": {key: YES}}


def _either(one: Schema, *keys: str, words: str) -> list[Schema]:
    """The one or these keys, and not both, which an editor says in these words."""
    return [{"anyOf": [one, _told(*keys)]}, _without(one, *keys, words=words)]


def _without(one: Schema, *keys: str, words: str) -> Schema:
    """Where there is the one, these keys are not."""
    absent = {key: {"type": "null", "errorMessage": words} for key in keys}
    return {"if": one, "then": {"properties": absent}}


def _together(t: Translator) -> dict[str, Schema]:
    """By record, what its `check_keys` asks for, told in JSON Schema as far as it can."""
    by_id_or_name = {"allOf": _either(_told("id"), "name", words=t("problem.id-or-name.message"))}
    return {
        "location": {
            "allOf": [
                {"if": _told("latitude"), "then": _told("longitude")},
                {"if": _told("longitude"), "then": _told("latitude")},
                {"properties": {"latitude": {"minimum": -90, "maximum": 90}}},
            ]
        },
        "contact": {"anyOf": [_told(way) for way in ("phone", "whatsapp", "email", "website")]},
        "security": {"anyOf": [_told("email"), _told("website")]},
        "exception": {
            "allOf": [
                *_either(_told("date"), "from", "to", words=t("problem.dates-which.message")),
                *_either(_is_yes("closed"), "hours", words=t("problem.hours-or-closed.message")),
            ]
        },
        "notice": {"allOf": [_without(_is_yes("closed"), "hours", words=t("problem.hours-or-closed.message"))]},
        "partner_link": by_id_or_name,
        "facility_link": by_id_or_name,
        "consultant": {"allOf": [_is_yes("consent")]},
        "scope": {"anyOf": [_is_yes("all"), *(_told(key) for key in ("regions", "legal_statuses", "centres"))]},
    }


def make_schemas(project: Path) -> dict[str, bytes]:
    """The bytes of every schema by its path in the project."""
    t = load_translator(project, LANGUAGE, with_fields=True)
    return {f"{FOLDER}/{name}.schema.json": _encode(_file_schema(name, shape, t)) for name, shape in FILES.items()}


def write_schemas(project: Path) -> None:
    """Write schemas/ anew; a test says when that is due."""
    for path, data in make_schemas(project).items():
        target = project / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)


def _encode(schema: Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _file_schema(name: str, shape: RecordOf | ListOf, t: Translator) -> Schema:
    """Each record is defined once and referred to by name."""
    definitions = {record.name: _record_schema(record, t) for record in walk(shape)}
    if isinstance(shape, RecordOf):
        return {"$schema": DRAFT, **definitions.pop(shape.name), "definitions": definitions}
    return {"$schema": DRAFT, **_shape_schema(shape, t), "definitions": definitions}


def _record_schema(record: RecordOf, t: Translator) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {field.name: _field_schema(record, field, t) for field in record.fields},
        "additionalProperties": False,
        **_together(t).get(record.name, {}),
    }
    if record.required:
        schema["required"] = list(record.required)
    return schema


def _field_schema(record: RecordOf, field: Field, t: Translator) -> Schema:
    path = f"field.{record.name}.{field.name}"
    schema = _shape_schema(field.shape, t)
    if not field.required:
        schema = _or_empty(schema)
    if "$ref" in schema:  # beside $ref draft-07 lets nothing else count
        schema = {"allOf": [schema]}
    return {
        "title": t(f"{path}.label"),
        "description": t(f"{path}.hint"),
        **schema,
        "examples": [example_of(field)],
    }


def _or_empty(schema: Schema) -> Schema:
    """A key with nothing behind it counts as one that isn't there."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]}


def _shape_schema(shape: Shape, t: Translator) -> Schema:
    match shape:
        case RecordOf():
            return {"$ref": f"#/definitions/{shape.name}"}
        case ListOf():
            return {"type": "array", "items": _shape_schema(shape.item, t), "maxItems": shape.limit}
        case Either():
            return {"anyOf": [_shape_schema(shape.scalar, t), _shape_schema(shape.mapping, t)]}
        case Words():
            text = _shape_schema(shape.text, t)
            languages = {"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^[a-z]{2}$"}}
            return {"anyOf": [text, {**languages, "additionalProperties": _or_empty(text)}]}
        case Line():
            return {**_text(shape.limit), "pattern": "^\\s*[^\\n\\t]*\\s*$"}
        case Markdown():
            return _text(shape.limit)
        case Choice():
            return _choice_schema(shape, t)
        case Reference():
            return _read_by(formats.read_id, t)
        case WeekOf():
            days = {**DAYS, "patternErrorMessage": t("problem.hours-day.hint")}
            return {"type": "object", "minProperties": 1, "propertyNames": days, "additionalProperties": _spans(t)}
        case Value():
            return _read_by(shape.read_text, t)
        case RouteWord():
            return _formed(f"{formats.ID.pattern}|", "integer") if shape.may_be_empty else dict(ID)
        case Spans():
            return _spans(t)
        case Phone():
            return {**TEXT_OR_NUMBER, "pattern": "^[^A-Za-z]+$", "patternErrorMessage": t("problem.phone.hint")}
        case PostalCode():
            return dict(TEXT_OR_NUMBER)
    raise TypeError(shape)


def _read_by(reader: Any, t: Translator) -> Schema:
    code = HINTED.get(reader)
    words = {"patternErrorMessage": t(f"problem.{code}.hint")} if code else {}
    return {**OF_READER.get(reader, TEXT), **words}


def _text(limit: int) -> Schema:
    return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": limit}


def _spans(t: Translator) -> Schema:
    return {**SPANS, "patternErrorMessage": t("problem.hours-span.hint")}


def _choice_schema(shape: Choice, t: Translator) -> Schema:
    """The options, also as what YAML may make of them: `no` can reach an editor as false."""
    if isinstance(shape.options, str):
        return _read_by(formats.read_id, t)
    words = {"yes": True, "no": False}
    return {"enum": [*shape.options, *(words[option] for option in shape.options if option in words)]}


def example_of(field: Field) -> Any:
    """A field's example as an editor's YAML reader understands it."""
    node = read_yaml_text("", f"{field.name}: {field.example}", [])
    assert isinstance(node, Mapping)
    return plain_data(node.entries[field.name][1])


def plain_data(node: Node) -> Any:
    """A node as JSON data, with the types that YAML 1.2's core schema gives to plain texts."""
    if isinstance(node, Scalar):
        return _core_value(node)
    if isinstance(node, Mapping):
        return {name: plain_data(value) for name, (_, value) in node.entries.items()}
    return [plain_data(item) for item in node.items]


def _core_value(node: Scalar) -> Any:
    text = node.text
    if not node.plain:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    for number in (int, float):
        try:
            return number(text) if text[-1:].isdigit() and "_" not in text else text
        except ValueError:
            continue
    return text
