"""Lists [a, b] and fields {a: b}: what is missing in them, or stands there and can't."""

import re
from collections.abc import Callable, Sequence

from sitegen.yaml_lines import Fault, rows_of
from sitegen.yaml_quotes import quoted, requoted

At = tuple[int, int]

CLOSING = {"[": "]", "{": "}"}

BRACKET_OR_QUOTED = re.compile(r"""[\[\]{}]|"[^"]*"|(?<!\w)'[^']*'""")
COMMENT_OR_QUOTED = re.compile(r"""(?<=\s)#.*|"[^"]*"|(?<!\w)'[^']*'""")
PART_STARTS = re.compile(r"[\[{,]|: ")
PART_ENDS = re.compile(r"[,\]}]")
QUOTED_PART = re.compile(r"""(?:[\[{,]|: )\s*(?P<part>(?P<mark>["']).*?(?P=mark))(?=\s*[,\]}])""")
OPEN_QUOTE = re.compile(r"""(?:[\[{,]|: )\s*(?P<mark>["'])(?:(?!(?P=mark)).)*$""")
TEXT_AFTER_QUOTE = re.compile(r"""(?<=["'])\w""")
VALUE_IN_BRACKETS = re.compile(r"[ ]*(?:- +)*(?:[\w-]+ *: +)?(?=[\[{])")


def text_at(lines: Sequence[str], at: At) -> str:
    """The text that begins at a place, without what follows it: other parts, the brackets around it, a comment."""
    rest = lines[at[0]][at[1] :]
    text = PART_ENDS.split(rest)[0] if opened(lines, at) else rest
    return text.partition(" #")[0].strip()


def in_brackets(lines: Sequence[str], at: At, begun: At, is_key: Callable[[str], bool]) -> Fault:
    """The fault behind a part in brackets that is followed by neither a comma nor the bracket that closes them.

    Args:
        lines: the file's lines.
        at: what follows instead.
        begun: the bracket that opens them.
        is_key: whether a word is a field of some file.
    """
    line = lines[at[0]]
    return (
        _comment(lines, at, begun)
        or _open_quote(lines, at, begun)
        or (_open(lines, begun) if _end(lines, begun) is None else None)
        or _stray(line, at)
        or _after_quote(line, at)
        or _colon(line, at, is_key)
        or _comma(lines, at, begun)
    )


def no_part(lines: Sequence[str], at: At) -> Fault | None:
    """The fault behind something that stands where a part in brackets would."""
    line = lines[at[0]]
    begun = opened(lines, at)
    is_first = not line[: at[1]].strip()
    if line.startswith("- ", at[1]) and not (begun and is_first and lines[begun[0]][begun[1] + 1 :].strip()):
        return Fault("yaml-dash", *at, {})
    if begun and is_first:
        return _open(lines, begun)
    if begun and line.startswith(",", at[1]):
        return Fault("yaml-comma", *at, {"typed": line.strip()})
    return _stray(line, at)


def after_brackets(line: str, at: At) -> Fault | None:
    """`[Belakang] pasar`, `{year: 2024}}`, `{year: 2024},`: what begins with a bracket ends with it."""
    if stray := _stray(line, at):
        return stray
    if line[: at[1]].rstrip().endswith(("]", "}")) and line[at[1] :].rstrip() == ",":
        return Fault("yaml-comma", *at, {"typed": line.strip()})
    value = VALUE_IN_BRACKETS.match(line)
    end = _end([line], (0, value.end())) if value else None
    if not value or not end or end[1] >= at[1]:
        return None
    typed = line[value.end() :]
    return Fault("yaml-after-bracket", at[0], value.end(), {"typed": typed, "guess": quoted(typed)})


def opened(lines: Sequence[str], at: At) -> At | None:
    """The innermost bracket that is open at a place."""
    brackets: list[At] = []
    for number, line in enumerate(lines[: at[0] + 1]):
        value = VALUE_IN_BRACKETS.match(line)
        start = 0 if brackets else value.end() if value else len(line)
        for match in BRACKET_OR_QUOTED.finditer(line, start, at[1] if number == at[0] else len(line)):
            if match[0] in CLOSING:
                brackets.append((number, match.start()))
            elif match[0] in CLOSING.values() and brackets:
                brackets.pop()
    return brackets[-1] if brackets else None


def _end(lines: Sequence[str], begun: At) -> At | None:
    """Where a bracket is closed, before lines that are no further in; those of a file all in brackets may be."""
    sign, depth = lines[begun[0]][begun[1]], 0
    outer = lines[(opened(lines, begun) or begun)[0]]
    column = len(outer) - len(outer.lstrip())
    for number in range(begun[0], len(lines)):
        line = lines[number]
        if number > begun[0] and line[: column + 1].strip() and line.strip()[0] not in "]}" and outer[0] not in CLOSING:
            return None
        for match in BRACKET_OR_QUOTED.finditer(line, begun[1] if number == begun[0] else 0):
            depth += (match[0] == sign) - (match[0] == CLOSING[sign])
            if not depth and match[0] == CLOSING[sign]:
                return number, match.start()
    return None


def _open(lines: Sequence[str], begun: At) -> Fault:
    sign = lines[begun[0]][begun[1]]
    return Fault("yaml-open-bracket", *begun, {"typed": sign, "guess": CLOSING[sign]})


def _comment(lines: Sequence[str], at: At, begun: At) -> Fault | None:
    """`[gula #2, kelapa]`: the bracket that closes stands in what YAML takes for a comment."""
    for number in range(begun[0], at[0] + 1):
        line = lines[number]
        found = next((one for one in COMMENT_OR_QUOTED.finditer(line) if one[0].startswith("#")), None)
        if found and CLOSING[lines[begun[0]][begun[1]]] in found[0]:
            text = PART_STARTS.split(line[: found.start()])[-1] + PART_ENDS.split(found[0])[0]
            return Fault("comment-in-value", number, found.start(), {"typed": found[0], "guess": quoted(text)})
    return None


def _open_quote(lines: Sequence[str], at: At, begun: At) -> Fault | None:
    """`["kopi", "batik]`, which only the first quotation mark of a later line closes."""
    for number in range(begun[0], at[0]):
        if found := OPEN_QUOTE.search(lines[number]):
            return Fault("yaml-open-quote", number, found.start("mark"), {})
    return None


def _stray(line: str, at: At) -> Fault | None:
    """`[KTP}]`, `{url: https://contoh.go.id/?a[]=1}`"""
    sign, before = line[at[1] : at[1] + 1], line[: at[1]].rstrip()[-1:]
    is_stray = sign in CLOSING.values() or (sign in CLOSING and before not in "[]{},\"'")
    return Fault("yaml-stray-bracket", *at, {"typed": sign}) if is_stray else None


def _after_quote(line: str, at: At) -> Fault | None:
    """`['Jum'at', libur]`"""
    if not TEXT_AFTER_QUOTE.match(line, at[1]):
        return None
    found = next((one for one in QUOTED_PART.finditer(line) if one.start("part") < at[1] < one.end("part")), None)
    if found is None:
        return None
    return Fault(
        "yaml-after-quote", at[0], found.start("part"), {"typed": found["part"], "guess": requoted(found["part"])}
    )


def _colon(line: str, at: At, is_key: Callable[[str], bool]) -> Fault | None:
    """`{reason: Rapat: kerja}`; but of `{date: 2026-12-24 hours: 08.00}` a comma is missing."""
    start = max(line.rfind(sign, 0, at[1]) for sign in ("{", "[", ","))
    key, colon, before = line[start + 1 : at[1]].partition(": ")
    words = before.split()
    if not line.startswith(":", at[1]) or not words or is_key(words[-1]):
        return None
    value = PART_ENDS.split(line[start + 1 + len(key) + len(colon) :])[0].strip()
    return Fault("yaml-colon-in-value", *at, {"typed": value, "guess": quoted(value)})


def _comma(lines: Sequence[str], at: At, begun: At) -> Fault:
    """A comma too many or too few; of a part on a line of its own, the line above lacks it."""
    line = lines[at[0]]
    above = next((row for row in reversed(rows_of(lines[: at[0]])) if row.number >= begun[0]), None)
    if above and above.text[-1] not in ",[{" and not PART_STARTS.search(line[: at[1]]):
        return Fault("yaml-comma", above.number, above.column + len(above.text), {"typed": above.text})
    return Fault("yaml-comma", *at, {"typed": (line[begun[1] :] if at[0] == begun[0] else line).strip()})
