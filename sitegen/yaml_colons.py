"""Fields that lack their colon, or the blank after it: "name Pusat", "name = Pusat", "name:Pusat"."""

import re
from collections.abc import Callable, Mapping, Sequence

from sitegen.yaml_lines import Fault, Row, heading_of, rows_of

IsKey = Callable[[str], bool]

MAX_NAME = 60  # characters that the name of a field, or of several days, may have
NAME_END = re.compile(r"\s*[:=;\uff1a]\s*|\s+-(?:\s+|$)|\s+|$")  # U+FF1A is the wide colon of East Asian keyboards
GLUED = re.compile(r"(?P<key>[A-Za-z_][\w-]*):(?!//)(?P<value>[^\s:].*)")
PLAIN = re.compile(r"[\w(]")
NOTE_OF_OTHERS = re.compile(r"(?://+|/\*+|<!--+)\s*(?P<note>.*?)\s*(?:\*/|--+>)?")  # in languages that aren't YAML


def with_colon(text: str, is_key: IsKey) -> str | None:
    """The text with the colon and the blank that its field's name lacks; None if it doesn't begin with such a name."""
    ends = [end for end in NAME_END.finditer(text, 0, MAX_NAME) if is_key(text[: end.start()])]
    return f"{text[: ends[-1].start()]}: {text[ends[-1].end() :]}".rstrip() if ends else None


def first_of(text: str, is_key: IsKey) -> str:
    """The first of several fields that YAML has made one text of, as none has its colon."""
    name = len((with_colon(text, is_key) or text).partition(":")[0])
    ends = (end.start() for end in re.finditer(r"\s+(?=([\w-]+))", text[name + 1 :]) if is_key(end[1]))
    return text[: name + 1 + next(ends, len(text))]


def no_blank(row: Row) -> Fault | None:
    """`status:active`"""
    glued = GLUED.fullmatch(row.content)
    if glued is None:
        return None
    guess = row.text.removesuffix(glued[0]) + f"{glued['key']}: {glued['value']}"
    return Fault(
        "yaml-colon-space", row.number, row.columns[-1] + glued.end("key"), {"typed": row.text, "guess": guess}
    )


def no_colon(row: Row, is_key: IsKey, fields: Sequence[str] = ()) -> Fault:
    """A line that is neither "key: value" nor the rest of the line above.

    `fields`: those of the item that it begins, if it does.
    """
    guess = with_colon(row.content, is_key)
    if note := NOTE_OF_OTHERS.fullmatch(row.content):
        guess = f"# {note['note']}"
    elif fields and (guess is None or (guess == f"{row.content}:" and row.content not in fields)):
        guess = f"{fields[0]}: {row.content}"
    told = {"typed": row.content, **({"guess": guess} if guess else {})}
    return Fault("yaml-no-colon", row.number, row.columns[-1], told)


def swallowed(
    lines: Sequence[str], number: int, is_key: IsKey, entry_fields: Mapping[str, Sequence[str]]
) -> Fault | None:
    """The fault behind a field (its line from 0) that YAML reads as the end of a text, which lacks its colon above."""
    rows = [row for row in rows_of(lines) if row.number <= number]
    if not rows or rows[-1].number != number:
        return None
    text = _text_before(rows)
    if not text or not (with_colon(text[0].content, is_key) or _is_beside(text[0], rows[-1], is_key)):
        return None
    heading = heading_of(rows, rows.index(text[0])) if text[0].is_item else None
    fields = entry_fields.get(heading.text.removesuffix(":"), ()) if heading else ()
    return no_blank(text[0]) or no_colon(text[0], is_key, fields)


def _text_before(rows: Sequence[Row]) -> list[Row]:
    """The lines above the last one that YAML takes for one text with it; none if they go on with a field's own text."""
    text: list[Row] = []
    for row in reversed(rows[:-1]):
        if row.is_field or not PLAIN.match(row.content):
            goes_on = text and row.is_field and not row.is_heading and row.columns[-1] < text[0].column
            return [] if goes_on else text
        text.insert(0, row)
        if row.is_item:
            break
    return text


def _is_beside(row: Row, field: Row, is_key: IsKey) -> bool:
    """Whether it stands where a field stands that is known."""
    return field.columns == row.columns[-1:] and is_key(field.content.partition(":")[0].rstrip())
