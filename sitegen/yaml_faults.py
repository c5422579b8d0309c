"""What a YAML syntax error most likely means, told so that somebody who never heard of YAML can mend it.

The parser says what it expected; the line says what was meant. Both together give a code of ours and the place of
the slip, which is often not where the parser gave up.
"""

import re
from itertools import pairwise

from sitegen.nodes import Scalar
from sitegen.yaml_brackets import CLOSING, after_brackets, in_brackets, no_part, text_at
from sitegen.yaml_colons import no_blank, no_colon, swallowed
from sitegen.yaml_fields import (
    are_of_one_file,
    entry_fields,
    is_below,
    is_field,
    is_key,
    is_name,
    long_texts,
    texts,
    told_by_field,
)
from sitegen.yaml_indents import list_sign, misplaced, missing_dash
from sitegen.yaml_lines import Fault, Row, heading_of, rows_of, siblings
from sitegen.yaml_quotes import quoted, requoted
from sitegen.yaml_texts import bare_text

At = tuple[int, int]

KEY = re.compile(r"(?P<indent>[ ]*)(?P<dash>(?:- +)*)(?P<key>[\w-]+|\"[^\"]*\"|'[^']*') *:(?: +(?P<value>.*))?$")
QUOTED_ITEM = re.compile(r"[ ]*(?:- +)+(?P<value>[\"'].*)$")
QUOTED_KEY = re.compile(r"""[ ]*(?:- +)*(?P<value>(?P<mark>["'])[^"']*(?P=mark)[^\s:"'].*?) *:(?: |$)""")
QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*') *(?:#.*)?""")
ROUND_BRACKETS = re.compile(r"[ ]*(?:- +)*(?:[\w-]+ *: +)?(?P<round>\()(?P<field>\w+ *: [^,;)]*)")
MENDED_BY_QUOTES = frozenset({"yaml-reserved", "yaml-colon-in-value", "yaml-after-quote"})
SAID_OF_SIGNS = (
    "cannot start",
    "alphabetic or numeric",
    "node content",
    "mapping keys",
    "directive",
    "tag",
    "anchor",
    "alias",
    "whitespace or line break",
)
FENCE = "```"  # what chats put round a file
CUT_WEB_ADDRESS = re.compile(r"(?P<start>https?:)\s+(?P<rest>//\S+)\Z")
SECOND_FIELD = re.compile(r".*?[^,; ] +(?P<field>(?P<key>[a-z_]+):(?: .*)?)")
STRANGE_SIGN = re.compile(r"-(?=[^\s-])|--+ ?(?=\w)|[-+]\s+(?=\w)|[•·▪◦*–—](?= ?\w)|[0-9]{1,2}[.)] +\w")
CONFLICT = re.compile(r"[ ]*={7}$")
ODD_BLANKS = re.compile(r"[ \t]*(?P<blank>[^\S \t])")
OPENED = re.compile(r"(?:[ ]*(?:- +)*[\w-]+ *:| *-) +(?P<mark>[\"'])(?:(?!(?P=mark)).)*$")
BLANK_AFTER_COLON = re.compile(r"[ ]*(?:- +)*[\w-]+:(?P<blank>[^\S \t])")
NOTHING_BEHIND_KEY = re.compile(r"[ ]*(?:- +)*[^\s#].*: +- *(?:#.*)?")  # "phone: -", for what isn't known


def explain(lines: list[str], said: str, at: At, begun: At | None) -> Fault:
    """The fault behind a parser error.

    Args:
        lines: the file's lines.
        said: the parser's words for what was wrong.
        at: where it gave up.
        begun: where the thing began that it was reading, if it told.
    """
    lines = [*lines, ""]  # the parser may give up past the end
    found = (
        _conflict(lines)
        or _tab(lines, at)
        or _odd_blank(lines, at)
        or _blank_after_colon(lines, at)
        or _open_quote(lines, said, begun)
        or _quote_opened_above(lines, at)
        or _escape(lines, said, at)
        or _text_after_quote(lines, at)
        or _brackets(lines, said, at, begun)
        or _list_sign(lines, said, at)
        or _reserved_start(lines, said, at, begun)
        or _block_sign(said, at)
        or _bare_text(lines, said, at, begun)
        or _key_fault(lines, said, at, begun)
        or _misplaced(lines, said, at)
    )
    if found is not None:
        return _as_its_field_says(lines, found)
    last = _last_line(lines)
    number, column = at if at[0] <= last else (last, 0)  # past the end there is nothing to point at
    if "<document start>" in said and "..." in lines[:number]:  # YAML's sign for the end of a document
        number, column = lines.index("..."), 0
    return Fault("yaml-syntax", number, column, {"typed": _line(lines, number).strip()})


def _as_its_field_says(lines: list[str], fault: Fault) -> Fault:
    """What quotation marks don't mend is told as the field tells it: `whatsapp: @plut` is no number in them either."""
    match = KEY.match(lines[fault.line])
    if fault.code not in MENDED_BY_QUOTES or not match or (match["value"] or "[")[0] in CLOSING:
        return fault
    if _is_language(lines, fault.line):
        return fault
    text = Scalar(fault.values["guess"][1:-1], fault.line, match.start("value"))
    told = told_by_field(match["key"], text)
    return fault if told is None else Fault(told.code, fault.line, told.place.column, dict(told.values))


def _is_language(lines: list[str], number: int) -> bool:
    """Whether a line holds a text in one language: its key "id" is no id."""
    rows = rows_of(lines)
    heading = next((heading_of(rows, index) for index, row in enumerate(rows) if row.number == number), None)
    return heading is not None and _key_of(heading) in texts()


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _row(lines: list[str], number: int) -> Row | None:
    return next((row for row in rows_of(lines) if row.number == number), None)


def _last_line(lines: list[str]) -> int:
    """The number of the last line that has anything in it."""
    return max((number for number, line in enumerate(lines) if line.strip()), default=0)


def _conflict(lines: list[str]) -> Fault | None:
    """What is left where the other marks of two changes that collided were deleted; `read_text` finds those."""
    found = next((number for number, line in enumerate(lines) if CONFLICT.match(line)), None)
    return None if found is None else Fault("merge-conflict", found, 0, {"typed": lines[found].strip()})


def _odd_blank(lines: list[str], at: At) -> Fault | None:
    """A line that begins with blanks that only look like blanks, as web pages have them; here or just above."""
    for number in (at[0], at[0] - 1):
        match = ODD_BLANKS.match(_line(lines, number))
        if match:
            return Fault("odd-blank", number, match.start("blank"), {"typed": f"U+{ord(match['blank']):04X}"})
    return None


def _blank_after_colon(lines: list[str], at: At) -> Fault | None:
    """A key whose colon is followed by a blank that is none to YAML; here or just above."""
    for number in (at[0], at[0] - 1, at[0] - 2):
        match = BLANK_AFTER_COLON.match(_line(lines, number)) if number >= 0 else None
        if match:
            return Fault("odd-blank-colon", number, match.start("blank"), {"typed": f"U+{ord(match['blank']):04X}"})
    return None


def _list_sign(lines: list[str], said: str, at: At) -> Fault | None:
    """An item of a list that begins with something else than a dash and a blank: "-item", "• item"; here or above."""
    if not any(
        words in said for words in ("expected key", "expected '-'", "expected ':'", "mapping values", "alphabetic")
    ):
        return None
    near = (row for row in rows_of(lines) if at[0] - 1 <= row.number <= at[0])
    return next((list_sign(row) for row in near if not row.is_item and STRANGE_SIGN.match(row.text)), None)


def _tab(lines: list[str], at: At) -> Fault | None:
    """A tab among the blanks that a line begins with, here or just above."""
    for number in (at[0], at[0] - 1):
        indent = re.match(r"[ \t]*(?:- *)*[ \t]*", _line(lines, number))
        if indent and "\t" in indent[0]:
            return Fault("yaml-tab", number, indent[0].index("\t"), {})
    return None


def _open_quote(lines: list[str], said: str, begun: At | None) -> Fault | None:
    """A quotation mark that nothing closes; before a key it is closed by the next one that comes."""
    if not begun:
        return None
    mark = _line(lines, begun[0])[begun[1] : begun[1] + 1]
    before_key = "expected ':'" in said and mark in ('"', "'") and lines[begun[0]].count(mark) == 1
    return Fault("yaml-open-quote", *begun, {}) if before_key or "unexpected end of stream" in said else None


def _quote_opened_above(lines: list[str], at: At) -> Fault | None:
    """`name: "Rumah`, which only the first mark of a later line's `region_code: "35.01"` closes."""
    later = KEY.match(_line(lines, at[0]))
    for number in range(at[0] - 1, -1, -1):
        opened = OPENED.match(lines[number])
        mark = opened["mark"] if opened else ""
        if later and opened and mark in lines[at[0]]:
            return Fault("yaml-open-quote", number, opened.start("mark"), {})
        if any(sign in lines[number] for sign in "\"'"):
            return None
    return None


def _escape(lines: list[str], said: str, at: At) -> Fault | None:
    """A backslash in double quotes, as in a Windows path."""
    if "escape" not in said and "hexdecimal" not in said:
        return None
    column = _line(lines, at[0]).rfind("\\", 0, at[1] + 1)
    return Fault("yaml-escape", at[0], max(column, 0), {"typed": _line(lines, at[0])[max(column, 0) :][:2]})


def _text_after_quote(lines: list[str], at: At) -> Fault | None:
    """`name: "Rumah" Kemasan`, a comma after the quotes as in other languages, or an apostrophe in single quotes."""
    line = _line(lines, at[0])
    match = KEY.match(line) or QUOTED_ITEM.match(line) or QUOTED_KEY.match(line)
    value = match["value"] if match else None
    if not match or not value or value[0] not in "\"'" or at[1] < match.start("value"):
        return None
    if QUOTED.fullmatch(value):
        return None
    meant = value.rstrip(" ,;") if QUOTED.fullmatch(value.rstrip(" ,;")) else value
    return Fault("yaml-after-quote", at[0], match.start("value"), {"typed": value.strip(), "guess": requoted(meant)})


def _brackets(lines: list[str], said: str, at: At, begun: At | None) -> Fault | None:
    """A list [a, b] or mapping {a: b} that has something missing or too many, or is not closed."""
    if begun and ("',' or ']'" in said or "',' or '}'" in said):
        return in_brackets(lines, at, begun, is_key)
    if "node content" in said:
        return no_part(lines, at)
    return after_brackets(lines[at[0]], at) if "expected key" in said or "expected '-'" in said else None


def _reserved_start(lines: list[str], said: str, at: At, begun: At | None) -> Fault | None:
    """A value that begins with a sign that means something to YAML: @ ` % * & ! , ?"""
    match = KEY.match(lines[at[0]])
    places = [begun or at, at] if any(words in said for words in SAID_OF_SIGNS) else []
    if match and (match["value"] or " ")[0] in "*&!" and "expected key" in said:
        places.append((at[0], match.start("value")))
    for number, column in places:
        line = _line(lines, number)
        sign = line[column : column + 1]
        if sign and sign in "@`%*&!,|>?":
            guess = {} if line.startswith(FENCE) else {"guess": quoted(text_at(lines, (number, column)))}
            return Fault("yaml-reserved", number, column, {"typed": sign, **guess})
    return None


def _block_sign(said: str, at: At) -> Fault | None:
    """Text on the line of | or >."""
    return Fault("yaml-block", *at, {}) if "comment or line break" in said or "block scalar" in said else None


def _bare_text(lines: list[str], said: str, at: At, begun: At | None) -> Fault | None:
    """A colon in a text of several lines."""
    if not any(words in said for words in ("mapping values", "expected ':'", "expected key")):
        return None
    numbers = [place[0] for place in (begun, at) if place]
    return next(filter(None, (bare_text(lines, number, long_texts(), is_key) for number in numbers)), None)


def _key_fault(lines: list[str], said: str, at: At, begun: At | None) -> Fault | None:
    """Slips about the colon between a key and its value."""
    if _line(lines, at[0]).lstrip(" -").startswith(":"):
        return Fault("key-not-text", *at, {"typed": ""})
    row = _row(lines, begun[0] if begun else at[0])
    if "expected ':'" in said and begun and row:
        return no_blank(row) or missing_dash(lines, row.number) or no_colon(row, is_name)
    if "mapping values" not in said or not row:
        return None
    if lost := no_blank(row) or swallowed(lines, row.number, is_name, entry_fields()):
        return lost
    if found := ROUND_BRACKETS.match(_line(lines, at[0])):
        return Fault("mapping-wanted", at[0], found.start("round"), {"typed": "", "example": found["field"].strip()})
    return _colon_in_value(_line(lines, at[0]), at)


def _colon_in_value(line: str, at: At) -> Fault | None:
    """A second colon on a line: of another field, or in a text."""
    match = KEY.match(line)
    value = match["value"] if match else None
    if not match or not value or at[1] <= match.end("key") or not (": " in value or value.endswith(":")):
        return None
    typed, start = match[0].strip(), match.start("value")
    if is_key(value.partition(":")[0]):
        return Fault("yaml-two-fields", at[0], start, {"typed": typed, "guess": value, "key": match["key"]})
    if (second := SECOND_FIELD.match(value)) and is_field(second["key"]):
        told = {"typed": typed, "second": second["field"]}
        return Fault("yaml-two-fields", at[0], start + second.start("field"), told)
    if address := CUT_WEB_ADDRESS.match(value.strip()):
        return Fault("web-address", at[0], start, {"typed": value.strip(), "guess": "".join(address.groups())})
    return Fault("yaml-colon-in-value", at[0], at[1], {"typed": value, "guess": quoted(value)})


def _misplaced(lines: list[str], said: str, at: At) -> Fault | None:
    """A line that can't stand where it stands, or one just above that can't."""
    if "block sequence entries" in said:
        is_placeholder = NOTHING_BEHIND_KEY.fullmatch(_line(lines, at[0]))
        return Fault("empty" if is_placeholder else "yaml-dash", *at, {})
    if not any(words in said for words in ("expected key", "expected '-'", "mapping values", "<document start>")):
        return None
    rows = rows_of(lines)
    return _needless_dash(rows) or _in_group(rows, at[0]) or misplaced(lines, at[0])


def _in_group(rows: list[Row], number: int) -> Fault | None:
    """`location: Pacitan` above its fields, `contacts: ada` above its entries, or an entry where fields stand."""
    for index in (index for index, row in reversed([*enumerate(rows)]) if row.number <= number):
        row, heading = rows[index], heading_of(rows, index)
        if heading is None or not heading.is_field:
            continue
        group, _, value = heading.content.partition(":")
        start = heading.number, heading.columns[-1] + len(heading.content) - len(value.lstrip())
        is_own = is_below(group, _key_of(row))
        if is_own and value:
            return Fault("mapping-wanted", *start, {"typed": value.strip(), "example": row.content})
        if value and row.is_item and group in entry_fields():
            return Fault("list-wanted", *start, {"typed": value.strip()})
        if row.is_item and any(is_below(group, _key_of(one)) for one in siblings(rows, index)):
            return Fault("yaml-dash", row.number, row.column, {"guess": row.content} if is_own else {})
    return None


def _key_of(row: Row) -> str:
    return row.content.partition(":")[0]


def _needless_dash(rows: list[Row]) -> Fault | None:
    """`- name: Pusat` in a file that holds fields, not a list."""
    outer = [(above, row) for above, row in pairwise([None, *rows]) if row and not row.column]
    items = [row for above, row in outer if row.is_item and not (above and above.is_heading)]
    keys = {_key_of(row) for _, row in outer}
    if len(items) != 1 or len(outer) == 1 or not are_of_one_file(keys):
        return None
    return Fault("yaml-dash", items[0].number, 0, {"guess": items[0].content})
