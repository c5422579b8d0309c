"""Texts of several lines that stand without the sign | and have a colon in them, so that YAML takes them for fields."""

import re
from collections.abc import Callable, Collection, Sequence

from sitegen.yaml_lines import Fault, Row, heading_of, rows_of

COLON = re.compile(r":(?: |$)")
LANGUAGE = re.compile(r"[a-z]{2,3}")
PLAIN = re.compile(r"\w|$")  # what a text begins with that has no sign of its own


def bare_text(
    lines: Sequence[str], number: int, text_fields: Collection[str], is_key: Callable[[str], bool]
) -> Fault | None:
    """The fault behind a line (from 0) of such a text, if it is one.

    Args:
        lines: the file's lines.
        number: where the parser gave up, or where that began.
        text_fields: names of fields that hold texts of several lines.
        is_key: whether a word is a field of some file.
    """
    rows = rows_of(lines)
    index = next((index for index, row in enumerate(rows) if row.number == number), None)
    if index is None:
        return None
    first = index
    while first >= 0 and not _is_heading(rows, first, text_fields):
        first -= 1
    if first < 0:
        return None
    text = _text_below(rows, first, is_key)
    key, _, value = rows[first].content.partition(":")
    if first + len(text) < index or not text:
        return None
    own = Row(rows[first].number, (rows[first].columns[-1] + len(key) + 2,), value.strip())
    with_colon = next((row for row in [own, *text] if COLON.search(row.content)), None)
    if with_colon is None:
        return None
    told = {"typed": with_colon.text, "key": key, "line": str(own.number + 1)}
    return Fault("text-bare", with_colon.number, with_colon.column, told)


def _text_below(rows: Sequence[Row], first: int, is_key: Callable[[str], bool]) -> list[Row]:
    """The lines farther in than a field, as far as they may be lines of a text."""
    text: list[Row] = []
    for row in rows[first + 1 :]:
        word = row.content.partition(":")[0]
        if row.column <= rows[first].columns[-1] or (COLON.search(row.content) and _may_be_field(word, is_key)):
            break
        text.append(row)
    return text


def _may_be_field(word: str, is_key: Callable[[str], bool]) -> bool:
    return is_key(word) or LANGUAGE.fullmatch(word) is not None


def _is_heading(rows: Sequence[Row], index: int, text_fields: Collection[str]) -> bool:
    """Whether it is a field for a text of several lines, or one of its languages, and holds nothing or a plain text."""
    row = rows[index]
    key, colon, value = row.content.partition(":")
    if not colon or not PLAIN.match(value.strip()):
        return False
    above = heading_of(rows, index)
    of_languages = LANGUAGE.fullmatch(key) and above and above.content.partition(":")[0] in text_fields
    return key in text_fields or bool(of_languages)
