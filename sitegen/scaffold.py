"""The file of a new centre: what is known of it, and every other field as a comment with its hint and an example.

Whoever fills it in takes away the sign "#" before a field and puts the truth in the example's place. No blank follows
that sign, or what is left would be indented; hints have one, and stay.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from sitegen.i18n import Translator
from sitegen.load import RESERVED_NAMES
from sitegen.problems import WrongValueError
from sitegen.regions import Region, Regions
from sitegen.schema import fields
from sitegen.schema.formats import read_id, slug
from sitegen.schema.shapes import Field, ListOf, RecordOf, Shape, WeekOf
from sitegen.spreadsheet.yaml_text import modeline, scalar
from sitegen.validate import CENTRES

STEP = "  "
SCHEMA = "schemas/centre.schema.json"
IN_FULL = ("location", "contacts", "opening_hours")
"""What nearly every file has, so that each of its fields has a line of its own."""


@dataclass(frozen=True, kw_only=True)
class NewCentre:
    """What has to be known of a centre before it has a file."""

    id: str
    name: str
    region: Region


def find_region(typed: str, regions: Regions) -> Region:
    """The region of a code, or of a name as the table writes it, in any case.

    Raises:
        WrongValueError: unknown-region, with a guess where one is plain.
    """
    text = typed.strip().strip("\"'")
    guess = regions.guess(text)
    region = regions.get(text) or (regions.get(guess) if guess else None)
    if region is not None and text.casefold() in (region.code.casefold(), region.name.casefold()):
        return region
    values = {"guess": f'"{region.code}"', "region": region.name} if region is not None else {}
    raise WrongValueError("unknown-region", typed=text, offset=0, **values)


def check_id(text: str) -> str:
    """The id, if a file may be called so.

    Raises:
        WrongValueError: id-form, or file-name-reserved.
    """
    known = read_id(text)
    if known in RESERVED_NAMES:
        raise WrongValueError("file-name-reserved", typed=known, guess=f"{known}-1")
    return known


def default_id(name: str) -> str:
    """What the name leaves for an id; "" for a name in another script."""
    return slug(name) if re.search("[A-Za-z0-9]", name) else ""


def schema_from(root: Path, project: Path) -> str | None:
    """The schema's address in a centre's file, for editors: the network's own, or the project's if it lies within."""
    homes = [root, *([project] if root.is_relative_to(project) else [])]
    schema = next((home / SCHEMA for home in homes if (home / SCHEMA).is_file()), None)
    return os.path.relpath(schema, root / CENTRES).replace(os.sep, "/") if schema else None


def scaffold(centre: NewCentre, regions: Regions, t: Translator, schema: str | None) -> str:
    """The file's text.

    Args:
        centre: what is known.
        regions: to name the region in full.
        t: the words, those of fields among them.
        schema: the address of the JSON Schema as seen from the file, for editors; None: there is none at hand.
    """
    place = ", ".join(region.name for region in regions.lineage(centre.region.code))
    lines = modeline(schema)
    lines += [f"# {line}" for line in t("new.top", place=place).splitlines()]
    known = {
        "centre.name": scalar(fields.NAME, centre.name),
        "location.region_code": f'"{centre.region.code}"  # {place}',
    }
    for field in fields.CENTRE.fields:
        lines += ["", *_field(fields.CENTRE, field, known, t)]
    return "\n".join(lines) + "\n"


def _field(record: RecordOf, field: Field, known: dict[str, str], t: Translator) -> list[str]:
    """A field's hint, and below it the field: as it is, or as a comment with its example."""
    path = f"{record.name}.{field.name}"
    hint = f"# {t(f'field.{path}.hint')}"
    if path in known:
        return [hint, f"{field.name}: {known[path]}"]
    if record is fields.CENTRE and field.name in IN_FULL:
        return [hint, *_in_full(field, known, t)]
    return [hint, f"#{field.name}: {field.example}"]


def _in_full(field: Field, known: dict[str, str], t: Translator) -> list[str]:
    """A field with a line for each field of its own; a comment as a whole where nothing of it is known."""
    shape = field.shape
    if isinstance(shape, RecordOf) and any(path.startswith(f"{shape.name}.") for path in known):
        lines = [line for inner in shape.fields for line in _field(shape, inner, known, t)]
        return [f"{field.name}:", *(STEP + line for line in lines)]
    return [f"#{line}" for line in [f"{field.name}:", *_example(shape, STEP, t)]]


def _example(shape: Shape, indent: str, t: Translator) -> list[str]:
    """An example in block form, each field with its hint behind it; optional lists of records stay comments."""
    if isinstance(shape, ListOf) and isinstance(shape.item, RecordOf):
        first, *rest = _example(shape.item, f"{indent}{STEP}", t)
        return [f"{indent}- {first.lstrip()}", *rest]
    assert isinstance(shape, RecordOf)
    lines = []
    for field in shape.fields:
        hint = t(f"field.{shape.name}.{field.name}.hint")
        if isinstance(field.shape, WeekOf):
            lines += [f"{indent}{field.name}:  # {hint}", f"{indent}{STEP}{field.example.strip('{}')}"]
        else:
            lines.append(f"{indent}{field.name}: {field.example}  # {hint}")
    return lines
