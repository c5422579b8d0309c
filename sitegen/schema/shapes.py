"""The shapes that a field's value can have, and how each is read from a node.

A shape's `read` gives the value, or None once the problem has been told: nothing raises, reading goes on with the next
field, so that one run tells all that is wrong.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Protocol, TypeGuard

import msgspec
from msgspec.structs import force_setattr

from sitegen.characters import VARIATION_SELECTORS, repaired
from sitegen.hours import Span, Week, make_week, read_days, read_spans, week_faults
from sitegen.links import SCHEMES, links_in, scheme_of
from sitegen.nodes import Mapping, Node, Scalar, Sequence, is_absent
from sitegen.problems import WrongValueError
from sitegen.schema.formats import ID, PhoneNumber, read_id, read_phone, read_postal_code, read_web_address
from sitegen.schema.reading import Reading
from sitegen.yaml_colons import GLUED, first_of, with_colon
from sitegen.yaml_lines import Row, rows_of

MAX_TEXT = 200  # characters of a text of one line
MAX_LONG_TEXT = 5_000  # characters of a text in Markdown
MAX_ITEMS = 200  # of a list

SMART_QUOTES = "“”„‟‘’‚«»"
_GLUED_BY_BLANK = re.compile(r"\w+:([^\S \t\n])")  # YAML parts keys from values at ordinary blanks only
_NOTHING_TOLD = re.compile(  # signs and words for what isn't known, and what spreadsheets show for it
    r"[-–—_.…?/~ ]*"
    r"|null|n/a|tba|tbd|kosong|belum (?:ada|diketahui|tahu)|tidak diketahui|#[A-Z0-9/]+[!?]|#N/A",
    re.IGNORECASE,
)
_BEGINS_NOTHING = frozenset({"", *"-–—_.…?/~nktbNKTB#"})  # most texts are out by their first letter, which is quick
_LANGUAGE = re.compile(r"[a-z]{2,3}(-.*)?|(?i:id|en|bahasa.*|indonesian?|inggris|english)")  # what people write for one
_QUOTED_BY_WORD = re.compile(f"[{SMART_QUOTES}](.*)[{SMART_QUOTES}\"']", re.DOTALL)

_BETWEEN_ITEMS = re.compile(r"[,;\n]|(?:^|\s)(?:-|[0-9]{1,2}[.)]\s)")  # "a, b", "-a -b", "1. a 2. b"
_WITHOUT_COLON = re.compile(r"(?P<key>[^\W\d]+)\s*(?P<sign>[:;=]|(?<=\s))\s*(?P<value>\S.*)")

Entries = dict[str, tuple[Scalar, Node]]
Values = dict[str, Any]
"""What was read of a record, by key. `Any`, for each field's shape gives a type of its own."""


class Shape(Protocol):
    """What reads one kind of value."""

    def read(self, node: Node, reading: Reading) -> Any:
        """The value, or None and a problem in `reading`."""


class Field(msgspec.Struct, frozen=True):
    """One field of a record: its key in the file, what it holds, and an example as one would type it.

    Its words for people (label and hint) stand in templates/locale/LANGUAGE/fields.yaml, as RECORD.NAME.
    """

    name: str
    shape: Shape
    example: str
    required: bool = False
    also: tuple[str, ...] = ()  # keys that people type when they mean this one


# --- texts that become one value ---


def _tells_nothing(text: str) -> bool:
    """Whether it is a sign or a word for what isn't known; blanks around it have been left out."""
    return text[:1] in _BEGINS_NOTHING and _NOTHING_TOLD.fullmatch(text) is not None


def text_of(node: Node, reading: Reading) -> str | None:
    """The text of a node on one line, blanks around it left out."""
    if type(node) is not Scalar:
        reading.tell("text-wanted", node)
        return None
    text = node.text.strip()
    if _tells_nothing(text):
        reading.tell("empty", node)
        return None
    if "\n" in text or "\t" in text:
        code = "line-break" if "\n" in text else "tab-in-text"
        reading.tell(code, node, typed=text.partition("\n")[0], guess=" ".join(text.split()))
        return None
    return None if " - " in text and node.plain and _tell_swallowed(node, reading) else text


def _tell_swallowed(text: Scalar, reading: Reading) -> bool:
    """Tell an item of a list that stands further in than the one above, so that YAML takes both for one text."""
    rows = rows_of(reading.lines_of(text))
    items = [row for row in rows[1:] if row.is_item]
    if not items:
        return False
    own, item = rows[0], items[0]
    if own.is_field or not own.is_item:
        reading.tell("yaml-dash", _start_of(item, text))
    elif len(items) == 1:
        reading.tell("yaml-indent", _start_of(item, text), typed=str(item.column), guess=str(own.column))
    else:  # they agree: it is the one above that stands elsewhere
        reading.tell("yaml-indent", _start_of(own, text), typed=str(own.column), guess=str(item.column))
    return True


def _start_of(row: Row, text: Scalar) -> Scalar:
    """The place of a row among those on which a text stands."""
    return Scalar("", text.line + row.number, row.column + 1)


class Value(msgspec.Struct, frozen=True):
    """A text that a function of sitegen.schema.formats, or one like them, makes into a value."""

    read_text: Callable[[str], Any]
    mark: str | None = None  # kind under which the text is to be looked up later

    def read(self, node: Node, reading: Reading) -> Any:
        text = text_of(node, reading)
        if text is None or not isinstance(node, Scalar):
            return None
        try:
            value = self.read_text(text)
        except WrongValueError as error:
            tell_wrong(error, node, reading)
            return None
        if self.mark is not None:
            reading.mark(self.mark, text, node)
        return value


class PostalCode(msgspec.Struct, frozen=True):
    """As the country of the settings writes it."""

    def read(self, node: Node, reading: Reading) -> str | None:
        country = reading.context.phone_country
        value: str | None = Value(lambda text: read_postal_code(text, country)).read(node, reading)
        return value


class Phone(msgspec.Struct, frozen=True):
    """A number of the country of the settings."""

    def read(self, node: Node, reading: Reading) -> PhoneNumber | None:
        country = reading.context.phone_country
        number: PhoneNumber | None = Value(lambda text: read_phone(text, country)).read(node, reading)
        if number is not None:
            reading.mark("phone", number.e164, node)
        return number


CHOICES_IN_INDONESIAN = {
    "aktif": "active",
    "buka": "open",
    "direncanakan": "planned",
    "rencana": "planned",
    "tutup": "closed",
    "tutup_sementara": "temporarily_closed",
    "ya": "yes",
    "ada": "yes",
    "true": "yes",
    "terbatas": "limited",
    "sebagian": "limited",
    "tidak": "no",
    "false": "no",
    "gedung": "building",
    "bangunan": "building",
    "jalan": "street",
    "desa": "village",
    "kelurahan": "village",
    "kecamatan": "district",
    "kabupaten": "regency",
    "kota": "regency",
    "provinsi": "province",
    "pemerintah": "government",
    "universitas": "university",
    "kampus": "university",
    "perusahaan": "business",
    "swasta": "business",
    "bisnis": "business",
    "bank": "finance",
    "komunitas": "community",
    "asosiasi": "community",
    "lainnya": "other",
    "kunjungan": "visit",
    "telepon": "call",
    "surel": "email",
    "surat": "letter",
    "rapat": "meeting",
    "nasional": "national",
    "cuti_bersama": "joint_leave",
    "semua": "all",
    "hours": "opening_hours",
    "jam": "opening_hours",
    "jam_buka": "opening_hours",
    "alamat": "location",
    "lokasi": "location",
    "kontak": "contacts",
}
"""What people type when they mean a choice; used for guesses only."""


class Choice(msgspec.Struct, frozen=True):
    """One of a few words. `options` may be the name of a setting that holds them."""

    options: tuple[str, ...] | str

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading)
        options = self.of(reading)
        if text is None or text in options:
            return text
        folded = text.casefold().replace(" ", "_")
        meant = CHOICES_IN_INDONESIAN.get(folded, folded)
        guess = meant if meant in options else closest(folded, options)
        typed = _QUOTED_BY_WORD.fullmatch(text)
        if typed:
            reading.tell("smart-quotes", node, guess=typed[1])
        else:
            reading.tell("choice", node, options=", ".join(options), **({"guess": guess} if guess else {}))
        return None

    def of(self, reading: Reading) -> tuple[str, ...]:
        return getattr(reading.context, self.options) if isinstance(self.options, str) else self.options


class Reference(msgspec.Struct, frozen=True):
    """The id of something in another file. Whether it is there is checked once all files are read."""

    kind: str

    def read(self, node: Node, reading: Reading) -> str | None:
        value: str | None = IDS.read(node, reading)
        if value is not None:
            reading.mark(self.kind, value, node)
        return value


# Most centres keep the same few hours and offer the same services: what was read once need not be read again.
_remembered = lru_cache(maxsize=1024)
IDS = Value(_remembered(read_id))
DAYS = Value(_remembered(read_days))
SPANS = Value(_remembered(read_spans))
WEEK = _remembered(make_week)


class Spans(msgspec.Struct, frozen=True):
    """Hours of one day: "08.00-12.00, 13.00-16.00" or "tutup"."""

    def read(self, node: Node, reading: Reading) -> tuple[Span, ...] | None:
        value: tuple[Span, ...] | None = SPANS.read(node, reading)
        return value


def tell_wrong(error: WrongValueError, node: Scalar, reading: Reading) -> None:
    """Tell what a field can't read; where quotes of a word processor are to blame, tell that."""
    quoted = _QUOTED_BY_WORD.fullmatch(node.text)
    if quoted:
        reading.tell("smart-quotes", node, guess=f'"{quoted[1]}"')
    else:
        reading.tell_wrong(error, node)


# --- words ---


class Line(msgspec.Struct, frozen=True):
    """A text of one line that is the same in every language."""

    limit: int = MAX_TEXT
    is_name: bool = False  # of a place, body or person: no variants of letters that look the same

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading)
        if text is None:
            return None
        if len(text) > self.limit:
            reading.tell("too-long", node, limit=str(self.limit), count=str(len(text)))
            return None
        if self.is_name and not VARIATION_SELECTORS.isdisjoint(text):
            reading.tell("character-variant", node)
            return None
        if text[0] in SMART_QUOTES and (quoted := _QUOTED_BY_WORD.fullmatch(text)):
            reading.tell("smart-quotes", node, severity="warning", guess=f'"{quoted[1]}"')
        if ("&" in text or not text.isascii()) and (guess := repaired(text)):
            reading.tell("text-garbled", node, severity="warning", guess=guess)
        return text


class Markdown(msgspec.Struct, frozen=True):
    """A text of several lines."""

    limit: int = MAX_LONG_TEXT

    def read(self, node: Node, reading: Reading) -> str | None:
        if type(node) is not Scalar:
            reading.tell("text-wanted", node, guess="|")
            return None
        text = node.text.strip()
        if _tells_nothing(text):
            reading.tell("empty", node)
        elif "\t" in text:
            line = next(line for line in node.text.split("\n") if "\t" in line)
            at = part_of(node, line, reading.typed_from(node).partition("\t")[0])
            reading.tell("tab-in-text", at, typed=line.partition("\t")[0], guess=line.replace("\t", " ")[:60])
        elif len(text) > self.limit:
            reading.tell("too-long", node, limit=str(self.limit), count=str(len(text)), typed=text.partition("\n")[0])
        else:
            if "]" in text:
                check_links(node, reading)
            return text
        return None


class Words(msgspec.Struct, frozen=True):
    """Words for readers: a text in the main language, or a mapping of languages to texts."""

    text: Shape = Line()

    def read(self, node: Node, reading: Reading) -> dict[str, str] | None:
        languages = reading.context.languages
        if type(node) is not Mapping or _is_bare_text(node):
            text = self.text.read(node, reading)
            return None if text is None else {languages[0]: text}
        words = {}
        for language, (key, value) in node.entries.items():
            if is_cut(key, value):
                reading.tell("entry-comma", key)
            elif language not in languages:
                reading.tell("language", key, options=", ".join(languages))
            elif not is_absent(value) and (text := self.text.read(value, reading)) is not None:
                words[language] = text
        if not node.entries:
            reading.tell("empty", node, typed="{}")
        return words or None


def _is_bare_text(node: Mapping) -> bool:
    """Whether a text was taken for fields: neither "Syarat: KTP dan NIB" nor "{Belakang pasar}" is in a language."""
    return bool(node.entries) and not any(map(_LANGUAGE.fullmatch, node.entries))


LONG_WORDS = Words(Markdown())


class RouteWord(msgspec.Struct, frozen=True):
    """A part of an address, in one language."""

    may_be_empty: bool = False  # then its pages stand at the root

    def read(self, node: Node, reading: Reading) -> str | None:
        if self.may_be_empty and type(node) is Scalar and not node.text:
            return ""
        word: str | None = Value(read_id).read(node, reading)
        return word


# --- lists and records ---


class ListOf(msgspec.Struct, frozen=True):
    """Several values of one shape, in the file's order."""

    item: Shape
    limit: int = MAX_ITEMS

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if type(node) is not Sequence:
            if isinstance(node, Scalar) and node.text:
                lines = reading.lines_of(node) if node.plain else []
                text = "\n".join(lines)[node.column - 1 :] if len(lines) > 1 else node.text
                reading.tell("list-wanted", node, **self._as_list(text, reading))
            else:
                typed = f"{next(iter(node.entries), '')}:" if isinstance(node, Mapping) else ""
                reading.tell("list-wanted", node, typed=typed)
            return None
        if len(node.items) > self.limit:
            reading.tell("too-many-items", node, limit=str(self.limit), count=str(len(node.items)))
            return None
        values = []
        for item in node.items:
            if is_absent(item):
                reading.tell("empty", item)
            elif isinstance(self.item, RecordOf) and (key := self.item.stranger(item)):
                reading.tell("unknown-key", key, options=", ".join(self.item.by_key))
                break  # the name of another list is missing: what follows is of that, too
            elif (value := self.item.read(item, reading)) is not None:
                values.append(value)
        return tuple(values)

    def _as_list(self, text: str, reading: Reading) -> dict[str, str]:
        """The guess that a text's parts were meant as items, where each of them could be one."""
        parts = [part.strip() for part in _BETWEEN_ITEMS.split(text.strip("[](){} ")) if part.strip()]
        trial = Reading(reading.path, reading.context)
        for part in parts:
            self.item.read(Scalar(part, 1, 1), trial)
        guess = f"[{', '.join(parts)}]"
        return {} if trial.problems or len(guess) > MAX_TEXT else {"guess": guess}  # a longer one is cut in messages

    def check_entries(self, node: Mapping | Sequence, reading: Reading) -> None:
        """Tell what is wrong with each entry by itself, where others can't be read."""
        for item in node.items if isinstance(node, Sequence) else ():
            self.item.read(item, reading)


class RecordOf(msgspec.Struct, frozen=True):
    """A mapping with known keys.

    `check_keys` and `make` take what was read, by key, the mapping and the reading. The first tells which keys are
    missing or too many beside each other, the second what is wrong between their values; it gives the record or None.
    """

    name: str  # what its fields' words stand under in fields.yaml
    fields: tuple[Field, ...]
    make: Callable[[Values, Mapping, Reading], Any]
    check_keys: Callable[[Values, Mapping, Reading], None] | None = None
    by_key: dict[str, Field] = {}  # this and the next follow from the fields
    required: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "by_key", {field.name: field for field in self.fields})
        force_setattr(self, "required", tuple(field.name for field in self.fields if field.required))

    def read(self, node: Node, reading: Reading) -> Any:
        if type(node) is Scalar and (glued := _GLUED_BY_BLANK.match(node.text)):
            reading.tell("odd-blank-colon", node, typed=f"U+{ord(glued[1]):04X}")
            return None
        if type(node) is not Mapping:
            tell_no_fields(node, self.is_name, f"{self.fields[0].name}: {self.fields[0].example}", reading)
            return None
        values, meant = self._read_fields(node, reading)
        missing = [name for name in self.required if name not in values]
        for name in missing:
            if name in meant or None in meant:  # a key that nobody knows may be the one that is missing
                continue
            example = f"{name}: {self.by_key[name].example}"
            if name not in node.entries:
                reading.tell("missing-key", node, key=name, guess=example)
            elif tells_nothing(value := node.entries[name][1]):
                reading.tell("empty", value, guess=example)
        if missing:
            return None
        if self.check_keys is not None and not meant:  # likewise
            self.check_keys(values, node, reading)
        return self.make(values, node, reading)

    def check_entries(self, node: Mapping | Sequence, reading: Reading) -> None:
        """Tell what is wrong with each entry by itself, where others can't be read: what is missing nobody knows."""
        if isinstance(node, Mapping):
            self._read_fields(node, reading)

    def _read_fields(self, node: Mapping, reading: Reading) -> tuple[Values, set[str | None]]:
        """What was read, by key, and the fields that unknown keys were taken for."""
        values: Values = {}
        by_key = self.by_key
        entries, cuts = (node.entries, {}) if by_key.keys() >= node.entries.keys() else self._rejoined(node)
        meant: set[str | None] = set()
        below: dict[str, list[str]] = {}  # unknown keys, by the field below which they belong
        for name, (key, value) in entries.items():
            known = by_key.get(name)
            if known is None:
                meant.add(self._tell_unknown(key, value, below, reading))
            elif not (tells_nothing(value) if known.required else is_absent(value)):
                read = known.shape.read(value, reading)
                if name in cuts:
                    meant.add(name)
                    if read is not None:
                        reading.tell("entry-comma", cuts[name])
                elif read is not None:
                    values[name] = read
        for above, keys in below.items():
            reading.tell("key-below", node.entries[keys[0]][0], key=above, fields=", ".join(keys))
        return values, meant

    def stranger(self, node: Node) -> Scalar | None:
        """The first key of a record of some other kind: none of its several fields could be one of this."""
        entries = node.entries if isinstance(node, Mapping) else {}
        if len(entries) < 2 or not self.by_key.keys().isdisjoint(entries):  # the quick answer for right files
            return None
        if any(is_absent(value) or self._meant(key.text) for key, value in entries.values()):
            return None
        return next(iter(entries.values()))[0]

    def lone_text(self, node: Mapping) -> Scalar | None:
        """The text of "pembiayaan:" or "{pembiayaan}", a sign too many or more fields after it; None for all else."""
        key, value = next(iter(node.entries.values()), (None, None))
        if key is None or value is None or not (is_absent(value) or type(value) is Mapping):
            return None
        if not node.entries.keys() - {key.text} <= self.by_key.keys() - {self.fields[0].name}:
            return None
        return None if self._without_colon(key.text) or self._meant(key.text) else key

    def _rejoined(self, node: Mapping) -> tuple[Entries, dict[str, Scalar]]:
        """The entries with the texts that a comma cut whole again, and of each such text the first part cut off."""
        entries: Entries = {}
        cuts: dict[str, Scalar] = {}
        last = ""
        for name, (key, value) in node.entries.items():
            last_key, before = entries.get(last, (key, value))
            is_rest = is_cut(key, value) and name not in self.by_key and self._without_colon(key.text) is None
            if is_rest and last in self.by_key and is_cuttable(before) and before.line == key.line:
                blanks = " " * (key.column - before.column - len(before.text) - 1)
                entries[last] = last_key, Scalar(f"{before.text},{blanks}{key.text}", before.line, before.column)
                cuts.setdefault(last, key)
            else:
                entries[name] = key, value
                last = name
        return entries, cuts

    def _without_colon(self, text: str) -> tuple[str, str] | None:
        """The field and the value of "date 2026-12-24", "date:2026-12-24" and "date = 2026-12-24"."""
        match = _WITHOUT_COLON.fullmatch(text)
        if match is None:
            return None
        # Other words for a field stand in texts, too: {reason: Rapat, tutup siang}.
        field = self._named(fold_key(match["key"])) if match["sign"] else match["key"]
        return (field, match["value"]) if field in self.by_key else None

    def is_name(self, word: str) -> bool:
        """Whether a field is called so, or by people."""
        return self._named(fold_key(word)) is not None

    def _meant(self, typed: str) -> str | None:
        """The field, here or one level further down, that a key was most likely meant as."""
        folded = fold_key(typed)
        return self._named(folded) or self._above(folded, typed) or closest(folded, self.by_key)

    def _above(self, folded: str, typed: str) -> str | None:
        return next((field.name for field in self.fields if has_key(field.shape, folded, typed)), None)

    def _named(self, folded: str) -> str | None:
        return next((field.name for field in self.fields if folded == field.name or folded in field.also), None)

    def _tell_unknown(self, key: Scalar, value: Node, below: dict[str, list[str]], reading: Reading) -> str | None:
        """Tell it, or put it among what belongs `below` a field; the field that was most likely meant."""
        if is_cut(key, value):
            field, own = self._without_colon(key.text) or (None, "")
            if field:
                reading.tell("yaml-no-colon", key, guess=f"{field}: {own}")
            else:
                reading.tell("entry-comma", key)
            return field
        folded = fold_key(key.text)
        meant = self._named(folded)
        above = None if meant else self._above(folded, key.text)
        if key.text[:1].isspace():  # YAML indents with blanks only, and takes all others for text
            reading.tell("odd-blank", key, typed=f"U+{ord(key.text[0]):04X}")
            return meant or above
        if above is not None:
            below.setdefault(above, []).append(key.text)
            return above
        guess = meant or closest(folded, self.by_key)
        reading.tell("unknown-key", key, options=", ".join(self.by_key), **({"guess": guess} if guess else {}))
        return guess


class Either(msgspec.Struct, frozen=True):
    """A text alone, or a mapping that tells more."""

    scalar: Shape
    mapping: RecordOf
    from_scalar: Callable[[Any], Any]  # the record that the text alone stands for

    def read(self, node: Node, reading: Reading) -> Any:
        if type(node) is Mapping:
            lone = self.mapping.lone_text(node)
            if lone is None:
                return self.mapping.read(node, reading)
            is_name = "name" in self.mapping.by_key and not ID.fullmatch(lone.text)
            guess = f"{'name' if is_name else self.mapping.fields[0].name}: {lone.text}"
            reading.tell("unknown-key", lone, options=", ".join(self.mapping.by_key), guess=guess)
            return None
        if type(node) is Scalar and ":" in node.text and as_field(node.text, self.mapping.is_name):
            return self.mapping.read(node, reading)
        value = self.scalar.read(node, reading)
        return None if value is None else self.from_scalar(value)


class WeekOf(msgspec.Struct, frozen=True):
    """Days to hours: {Senin-Kamis: 08.00-16.00, Jumat: 08.00-11.30}."""

    def read(self, node: Node, reading: Reading) -> Week | None:
        if type(node) is not Mapping:
            tell_no_fields(node, are_days, "Senin-Jumat: 08.00-16.00", reading)
            return None
        keys: list[Scalar] = []
        entries: list[tuple[tuple[int, ...], tuple[Span, ...]]] = []
        cuts: list[Scalar] = []
        for key, value in node.entries.values():
            absent = is_absent(value)
            is_without_colon = absent and as_field(key.text, are_days) is not None
            if is_without_colon or (is_cut(key, value) and len(node.entries) > 1):
                cuts.append(key)
                continue
            days = DAYS.read(key, reading)
            spans = None if absent else SPANS.read(value, reading)
            if absent and days is not None:
                reading.tell("empty", value)
            if days is not None and spans is not None:
                keys.append(key)
                entries.append((days, spans))
        if cuts:
            guess = as_field(cuts[0].text, are_days)
            reading.tell("yaml-no-colon" if guess else "entry-comma", cuts[0], **({"guess": guess} if guess else {}))
        week: Week | None = None
        try:
            week = WEEK(tuple(entries))
        except WrongValueError:
            for fault in week_faults(entries):
                reading.tell_wrong(fault, keys[int(fault.values.pop("entry"))])
        if not node.entries:
            reading.tell("empty", node, typed="{}")
        return week if len(entries) == len(node.entries) > 0 else None


# --- helpers ---


def check_links(node: Scalar, reading: Reading) -> None:
    """Links to elsewhere are checked at once, those within the site once all files are read."""
    typed = reading.typed_from(node)
    places = links_in(typed)
    for link in links_in(node.text):
        start = next((at.start for at in places if at.target == link.target), 0)
        at = part_of(node, link.target, typed[:start])
        if link.is_image:
            reading.tell("text-image", at, severity="warning")
        else:
            check_link(at, reading)


def part_of(text: Scalar, part: str, before: str) -> Scalar:
    """A part of a text, with its own place; `before` is what stands in the file from the text up to it."""
    *above, last = before.split("\n")
    return Scalar(part, text.line + len(above), len(last) + (1 if above else text.column))


def check_link(at: Scalar, reading: Reading) -> None:
    scheme = scheme_of(at.text)
    if scheme in ("http", "https"):
        Value(read_web_address).read(at, reading)
    elif not scheme:
        reading.mark("link", at.text, at)
    elif scheme not in SCHEMES:
        reading.tell("web-address-scheme", at, scheme=scheme)


def tells_nothing(node: Node) -> bool:
    """Whether nothing is told, be it by a sign for that."""
    return type(node) is Scalar and _tells_nothing(node.text.strip())


def is_cut(key: Scalar, value: Node) -> bool:
    """Whether a "key" is the rest of a text that a comma cut: {id: Hitam putih, berwarna}."""
    return is_absent(value) and key.plain and (value.line, value.column) <= (key.line, key.column + len(key.text))


def is_cuttable(node: Node) -> TypeGuard[Scalar]:
    """Whether a comma would end it, between brackets."""
    return type(node) is Scalar and node.plain and not is_absent(node)


def fold_key(text: str) -> str:
    """A key as it would stand in a field's list of names, however it was typed."""
    return text.strip().strip(SMART_QUOTES + "\"' ").casefold().replace(" ", "_").replace("-", "_")


def has_key(shape: Shape, folded: str, typed: str) -> bool:
    """Whether a key belongs one level further down, in this field."""
    if isinstance(shape, WeekOf):
        return are_days(typed)
    return isinstance(shape, RecordOf) and any(folded == f.name for f in shape.fields)


def are_days(text: str) -> bool:
    try:
        return bool(read_days(text))
    except WrongValueError:
        return False


def as_field(text: str, is_key: Callable[[str], bool]) -> str | None:
    """The field that was meant by "date:2026-12-24" and "date 2026-12-24"."""
    guess = with_colon(first_of(text, is_key), is_key)
    return None if guess is None or guess.endswith(":") else guess


def tell_no_fields(node: Node, is_key: Callable[[str], bool], example: str, reading: Reading) -> None:
    """Tell that a text or a list stands where fields are wanted, and how its first field is written if it has any."""
    text = first_of(node.text, is_key) if type(node) is Scalar else ""
    guess = as_field(text, is_key)
    if guess and GLUED.fullmatch(text):
        reading.tell("yaml-colon-space", node, typed=text, guess=guess)
    else:
        reading.tell("mapping-wanted", node, example=guess or example)


def closest(typed: str, options: Iterable[str]) -> str | None:
    """The option that was most likely meant."""
    known = list(dict.fromkeys(options))
    found = difflib.get_close_matches(typed[:60], known, n=1, cutoff=0.6)
    begun = [option for option in known if len(typed) > 2 and option.startswith(typed)]
    return found[0] if found else begun[0] if len(begun) == 1 else None


def shape_below(shape: Shape | None, key: str) -> Shape | None:
    """What the value of a mapping's key holds; None: nothing known."""
    match shape:
        case RecordOf():
            field = shape.by_key.get(key)
            return field.shape if field else None
        case WeekOf():
            return Spans()
        case Words():
            return shape.text
    return None


def walk(shape: Shape) -> Iterator[RecordOf]:
    """All records that a shape is made of, itself first, each once."""
    seen: set[str] = set()
    waiting = [shape]
    while waiting:
        current = waiting.pop(0)
        if isinstance(current, RecordOf) and current.name not in seen:
            seen.add(current.name)
            yield current
            waiting += [field.shape for field in current.fields]
        elif isinstance(current, ListOf):
            waiting.append(current.item)
        elif isinstance(current, Either):
            waiting += [current.scalar, current.mapping]
