"""The settings of a network, and the words of its languages.

site_config.yaml is read as content is: every problem at its place. The words come from the project's
templates/locale/LANGUAGE/*.yaml; a network may put its own in their stead, key by key, or bring a language of its own.
"""

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from sitegen import model
from sitegen.colours import GROUND, TEXT_CONTRAST, contrast
from sitegen.i18n import Translator
from sitegen.load import ContentFolder, read_yaml
from sitegen.nodes import Mapping, Node, Scalar, Sequence, scalars
from sitegen.problems import Place, Problem
from sitegen.schema import fields
from sitegen.schema.fields import value_at
from sitegen.schema.formats import NO_COUNTRY, RESERVED_ADDRESSES
from sitegen.schema.reading import Context, Reading

SETTINGS = "site_config.yaml"
LOCALE = "templates/locale"
MODEL = "en"  # a language that a network brings has all the keys of this one
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

DEFAULT_ROUTES: dict[str, model.Text] = {
    "centres": {"id": "pusat", "en": "centres"},
    "regions": {"id": "wilayah", "en": "regions"},
    "services": {"id": "layanan", "en": "services"},
    "partners": {"id": "mitra", "en": "partners"},
    "programmes": {"id": "program", "en": "programmes"},
    "pages": {"id": "", "en": ""},
    "page": {"id": "hal", "en": "page"},
    "edit": {"id": "sunting", "en": "edit"},
    "print": {"id": "cetak", "en": "print"},
}
"""The parts of addresses; another language has the English ones until its own are set."""

DEFAULT_DISCLAIMER = {
    "id": "Isi direktori ini dihimpun dari sumber terbuka; periksa kembali sebelum berangkat.",
    "en": "This directory is gathered from public sources; check before you travel.",
}

Entry = str | dict[str, str]


def load_site(root: Path, project: Path) -> tuple[model.Site | None, dict[str, Translator], list[Problem]]:
    """The settings, the words by language, and all that is wrong with both; no Site if too little could be read."""
    problems: list[Problem] = []
    data = ContentFolder(root).read(SETTINGS, problems)
    node = read_yaml(SETTINGS, data, problems) if data is not None else None
    if node is None:
        return None, {}, problems
    reading = Reading(SETTINGS, settings_context(node))
    values = fields.SITE.read(node, reading)
    site = None
    if values is not None and isinstance(node, Mapping):
        check_site(values, node, reading, root, project)
        if not _leaves_open(node, reading.problems):
            site = _make_site(values, reading.context.languages)
    problems += reading.problems
    translators = {
        language: _translator(project, language, root, problems) for language in (site.languages if site else ())
    }
    return site, translators, problems


def load_translator(project: Path, language: str, root: Path | None = None, *, with_fields: bool = False) -> Translator:
    """The words of one language; those of `root` go before the project's.

    The words of fields, as many as all others together, are for schemas, forms and the handbook: only if asked for.
    """
    return _translator(project, language, root, [], with_fields=with_fields)


# --- settings ---


def settings_context(node: Node) -> Context:
    """What the reading of the settings itself hangs on. What is wrong with these is told when they are read again."""
    quiet = Reading(SETTINGS, Context())
    entries = node.entries if isinstance(node, Mapping) else {}
    languages = fields.LANGUAGES.read(entries["languages"][1], quiet) if "languages" in entries else None
    country = entries["phone_country"][1] if "phone_country" in entries else None
    return Context(
        languages=languages or ("id", "en"),
        phone_country=country.text if isinstance(country, Scalar) and len(country.text) == 2 else "ID",
    )


def place_of(folder: ContentFolder, key: str, typed: str) -> Place:
    """Where a text stands below one key: looked up again once it proves wrong beside the clock or the regions."""
    data = folder.read(SETTINGS, [])
    node = read_yaml(SETTINGS, data, []) if data is not None else None
    texts = scalars(value_at(node, key)) if isinstance(node, Mapping) else ()
    return next((Place(SETTINGS, at.line, at.column) for at in texts if at.text == typed), Place(SETTINGS))


DECISIVE = fields.SITE.by_key.keys() & set(Context.__struct_fields__)
"""The settings by which every other file is read."""


def _leaves_open(node: Mapping, problems: list[Problem]) -> bool:
    """Whether a decisive setting is wrong: in which languages centres tell something, say, nobody knows then."""
    starts = {key.line: name for name, (key, _) in node.entries.items()}
    for problem in problems:
        if problem.severity == "error":
            start = max((line for line in starts if line <= problem.place.line), default=0)
            if not DECISIVE.isdisjoint((starts.get(start, ""), problem.values.get("guess", ""))):
                return True
    return False


def _make_site(values: dict[str, Any], languages: tuple[str, ...]) -> model.Site:
    """The settings with what was left out filled in."""
    name = values["name"]
    values = {
        "short_name": name,
        "tagline": name,
        "description": name,
        "operator": name,
        "disclaimer": {language: DEFAULT_DISCLAIMER.get(language, DEFAULT_DISCLAIMER["en"]) for language in languages},
        **values,
        "country": None if values.get("country") == NO_COUNTRY else values.get("country", "ID"),
        "languages": languages,
        "routes": make_routes(values.get("routes", {}), languages),
    }
    return model.Site(**values)


def make_routes(told: dict[str, model.Text], languages: tuple[str, ...]) -> dict[str, model.Text]:
    """Every part of addresses in every language."""
    return {
        part: {language: told.get(part, {}).get(language, words.get(language, words["en"])) for language in languages}
        for part, words in DEFAULT_ROUTES.items()
    }


def check_site(values: dict[str, Any], node: Mapping, reading: Reading, root: Path, project: Path) -> None:
    """What hangs together in the settings: languages and their words, addresses, colours, thresholds."""
    _check_languages(node, reading, root, project)
    _check_routes(values, node, reading)
    _check_colours(values, node, reading)
    for key in ("levels", "legal_statuses"):
        fields.tell_twice(value_at(node, key), reading)
    freshness = values.get("freshness")
    if freshness is not None and freshness.ageing_days >= freshness.old_days:
        at = value_at(node, "freshness")
        reading.tell("freshness", at, ageing=str(freshness.ageing_days), old=str(freshness.old_days))


def _check_languages(node: Mapping, reading: Reading, root: Path, project: Path) -> None:
    at = value_at(node, "languages")
    fields.tell_twice(at, reading)
    if isinstance(at, Sequence) and not at.items:
        reading.tell("empty", at, typed="[]")
    there = sorted(path.name for path in (project / LOCALE).iterdir() if path.is_dir())
    items = getattr(at, "items", ())
    for language in reading.context.languages:
        lacking = None if language in there else _lacking(language, root, project)
        if lacking:
            place = next((item for item in items if getattr(item, "text", "") == language), at)
            reading.tell("language-without-words", place, typed=language, options=", ".join(there), key=lacking)


def _lacking(language: str, root: Path, project: Path) -> str | None:
    """The first key that a network's own language has no words for."""
    wanted = load_translator(project, MODEL, with_fields=True).keys()
    there = load_translator(project, language, root, with_fields=True)
    return next((key for key in wanted if not there.has(key)), None)


def _check_routes(values: dict[str, Any], node: Mapping, reading: Reading) -> None:
    """In one language no two parts share a word. "page" only follows a number, so it may be anything."""
    routes = make_routes(values.get("routes", {}), reading.context.languages)
    at = value_at(node, "routes")
    for language in reading.context.languages:
        taken: dict[str, str] = dict.fromkeys(reading.context.languages, "languages")
        for part, words in routes.items():
            word = words[language]
            if part == "page" or not word:
                continue
            if word in taken:
                reading.tell("route-twice", _route_at(at, part, language), typed=word, key=part, other=taken[word])
            elif word in RESERVED_ADDRESSES:
                reading.tell("route-reserved", _route_at(at, part, language), typed=word)
            taken.setdefault(word, part)


def _route_at(routes: Node, part: str, language: str) -> Node:
    words = value_at(routes, part) if isinstance(routes, Mapping) else routes
    return value_at(words, language) if isinstance(words, Mapping) else words


def _check_colours(values: dict[str, Any], node: Mapping, reading: Reading) -> None:
    colours = values.get("colours", model.Colours())
    at = value_at(node, "colours")
    for key, ground in (("accent", GROUND["light"]), ("accent_dark", GROUND["dark"])):
        reached = contrast(getattr(colours, key), ground)
        if reached < TEXT_CONTRAST:
            place = value_at(at, key) if isinstance(at, Mapping) else at
            told = {"ground": ground, "contrast": f"{reached:.1f}", "limit": str(TEXT_CONTRAST)}
            reading.tell("contrast", place, typed=getattr(colours, key), **told)


# --- words ---


def _translator(
    project: Path, language: str, root: Path | None, problems: list[Problem], *, with_fields: bool = False
) -> Translator:
    catalogue = _catalogue(project, language, problems, with_fields=with_fields)
    if root is not None and root != project:
        own = catalogue or _catalogue(project, MODEL, [], with_fields=with_fields)
        catalogue |= _catalogue(root, language, problems, with_fields=with_fields, own=own)
    return Translator(language, catalogue)


def _catalogue(
    folder: Path, language: str, problems: list[Problem], *, with_fields: bool, own: dict[str, Entry] | None = None
) -> dict[str, Entry]:
    """The words of one folder by dotted key; `own` are the project's, which they stand in for or translate."""
    content = ContentFolder(folder)
    catalogue: dict[str, Entry] = {}
    for path in content.files(f"{LOCALE}/{language}", (".yaml",), problems):
        data = content.read(path, problems) if with_fields or not path.endswith("/fields.yaml") else None
        if data is not None:
            entries, faults = _words(path, data)
            for key in _unfillable(entries, own or {}):
                problems.append(Problem(code="placeholder", place=Place(path), values={"typed": key}))
                entries = {kept: words for kept, words in entries.items() if kept != key}
            catalogue |= entries
            problems += faults
    return catalogue


def _unfillable(entries: dict[str, Entry], own: dict[str, Entry]) -> list[str]:
    """The keys of words with a {placeholder} that the project's words of that key don't have."""
    return [key for key, words in entries.items() if key in own and not _placeholders(words) <= _placeholders(own[key])]


def _placeholders(words: Entry) -> set[str]:
    """The names between braces; where the braces don't match, what no words have."""
    texts = [words] if isinstance(words, str) else words.values()
    try:
        return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


@lru_cache(maxsize=256)
def _words(path: str, data: bytes) -> tuple[dict[str, Entry], tuple[Problem, ...]]:
    """The words of one file by dotted key. Kept, for a preview reads the same files with every build."""
    problems: list[Problem] = []
    entries: dict[str, Entry] = {}
    node = read_yaml(path, data, problems)
    if isinstance(node, Mapping):
        _flatten(node, "", entries, path, problems)
    return entries, tuple(problems)


def _flatten(node: Mapping, prefix: str, catalogue: dict[str, Entry], path: str, problems: list[Problem]) -> None:
    for name, (_, value) in node.entries.items():
        key = f"{prefix}{name}"
        if isinstance(value, Scalar):
            catalogue[key] = value.text
        elif not isinstance(value, Mapping):
            problems.append(Problem(code="text-wanted", place=Place(path, value.line, value.column)))
        elif value.entries.keys() <= PLURAL_FORMS and "other" in value.entries:
            catalogue[key] = {
                form: words.text for form, (_, words) in value.entries.items() if isinstance(words, Scalar)
            }
        else:
            _flatten(value, f"{key}.", catalogue, path, problems)
