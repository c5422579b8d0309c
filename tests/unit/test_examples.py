"""The example uses all there is to use, and no made-up network here can be taken for a real one."""

import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect as types
from PIL import Image

from benchmarks.make_network import write_network
from examples.libraries import draw_photos
from sitegen.config import LOCALE, load_site, load_translator
from sitegen.i18n import Translator
from sitegen.load import ContentFolder
from sitegen.model import Network, Site
from sitegen.photos import publish_photo
from sitegen.pipeline import Job, build
from sitegen.problems import Problem
from sitegen.regions import load_regions
from sitegen.schema.fields import FILES
from sitegen.schema.shapes import Choice, walk
from sitegen.validate import read_network

PROJECT = Path(__file__).resolve().parents[2]
LIBRARIES = PROJECT / "examples" / "libraries"
SITES = sorted(path.parent for path in (PROJECT / "tests" / "sites").glob("*/site_config.yaml"))
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)

FICTION = re.compile(r"\+44(2079460|11[3-8]4960|1[2-6]14960)[0-9]{3}")
"""Numbers that the United Kingdom's regulator keeps free for film and fiction."""
NOBODY = re.compile(r"\+62834[0-9]{8}")
"""Numbers with a prefix that no Indonesian operator has."""
EXAMPLE_HOST = re.compile(r"[/@]([a-z-]+\.)*example\.org\b")

ON_PURPOSE = {
    "libraries": [("content/centres/marrowquay.yaml", "assured-old")],
    "hostile": [("content/services.yaml", "text-image"), ("content/centres/script.yaml", "text-garbled")],
}
"""What a network shows by doing it wrong."""

TAG = re.compile(r"<[^>]*>")

Loaded = tuple[Site, Network, dict[str, Translator], list[Problem]]


def load(root: Path) -> Loaded:
    data = root / "data" if (root / "data").is_dir() else PROJECT / "data"
    site, words, problems = load_site(root, PROJECT)
    assert site is not None, problems
    network, more, _ = read_network(ContentFolder(root), site, load_regions(data), data, NOW)
    return site, network, words, problems + more


def codes(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return [(problem.place.path, problem.code) for problem in problems]


@pytest.fixture(scope="module")
def libraries() -> Loaded:
    return load(LIBRARIES)


def records_in(value: object) -> Iterator[msgspec.Struct]:
    """All records in a value, at any depth."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from records_in(getattr(value, name))
    elif isinstance(value, dict | tuple):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from records_in(entry)


def record_types(kind: types.Type) -> Iterator[types.StructType]:
    """All records that a type is made of, itself first."""
    if isinstance(kind, types.StructType):
        yield kind
        parts = tuple(field.type for field in kind.fields)
    elif isinstance(kind, types.VarTupleType):
        parts = (kind.item_type,)
    elif isinstance(kind, types.TupleType):
        parts = kind.item_types
    else:
        parts = kind.types if isinstance(kind, types.UnionType) else ()
    for part in parts:
        yield from record_types(part)


def all_fields(*records: type[msgspec.Struct]) -> set[str]:
    """ "Centre.name" for each field of each record that these are made of."""
    found = [kind for record in records for kind in record_types(types.type_info(record))]
    return {f"{kind.cls.__name__}.{field.name}" for kind in found for field in kind.fields}


def used_fields(*values: msgspec.Struct) -> set[str]:
    """The fields that say something, which is something else than what they say when left out."""
    return {
        f"{type(record).__name__}.{field.name}"
        for value in values
        for record in records_in(value)
        for field in msgspec.structs.fields(record)
        if getattr(record, field.name) not in (field.default, ())
    }


def test_every_field_is_used(libraries: Loaded) -> None:
    site, network, _, _ = libraries
    assert all_fields(Site, Network) - used_fields(site, network) == set()


def test_every_choice_is_used(libraries: Loaded) -> None:
    site, network, _, _ = libraries
    said: dict[str, set[object]] = {}
    for record in [*records_in(site), *records_in(network)]:
        for name in record.__struct_fields__:
            said.setdefault(name, set()).update(flat(getattr(record, name)))
    for kind, shape in FILES.items():
        for record_shape in walk(shape):
            if kind == "site_config":
                continue  # a network has one of each setting
            for field in record_shape.fields:
                if isinstance(field.shape, Choice) and field.name != "about":
                    options = field.shape.options
                    wanted = {status.id for status in site.legal_statuses} if isinstance(options, str) else set(options)
                    assert wanted - said[field.name] == set(), f"{record_shape.name}.{field.name}"


def flat(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for entry in value:
            yield from flat(entry)
    elif isinstance(value, str):
        yield value


def test_hours_of_every_sort_are_used(libraries: Loaded) -> None:
    _, network, _, _ = libraries
    hours = [centre.opening_hours for centre in network.centres if centre.opening_hours]
    spans = [spans for each in hours for spans in each.weekly]
    assert any(len(day) > 1 for day in spans), "a break"
    assert any(closes > 1440 for day in spans for _, closes in day), "past midnight"
    exceptions = [day for each in hours for day in each.exceptions]
    assert any(day.spans for day in exceptions), "other hours on a date"
    assert any(not day.spans for day in exceptions), "closed on a date"
    assert {None, ()} <= {notice.spans for notice in network.notices}, "a notice that only tells, one that closes"
    assert any(notice.spans for notice in network.notices), "a notice that changes hours"


def test_texts_in_both_languages_in_one_and_the_first_one_alone(libraries: Loaded) -> None:
    site, network, _, _ = libraries
    assert site.languages == ("en", "id")
    assert {tuple(centre.name) for centre in network.centres} == {("en", "id"), ("en",)}
    assert {(page.id, page.language) for page in network.pages} == {
        (page, language) for page in ("about", "accessibility", "privacy") for language in ("en", "id")
    }


def test_other_words_for_the_same_keys() -> None:
    """The example's words stand in the place of the project's; a key that nobody asks for would do nothing."""
    for language, noun in [("en", "centre"), ("id", "pusat")]:
        mine, own = load_translator(PROJECT, language), load_translator(PROJECT, language, LIBRARIES)
        keys = set(own._catalogue)
        zones = {key for key in keys if key.startswith("zone.")}
        assert keys - zones <= set(mine._catalogue)
        shown = {key: PLACEHOLDER.sub("", str(own._catalogue[key])) for key in keys if not key.startswith(HIDDEN)}
        wrong = {key: words for key, words in shown.items() if re.search(rf"\b{noun}(s|nya)?\b", words, re.IGNORECASE)}
        assert not wrong, f"{LIBRARIES / LOCALE / language} leaves the project's noun in these"


PLACEHOLDER = re.compile(r"{[^}]*}")

HIDDEN = (
    *("terminal.", "problem.", "field.", "publish.", "command.", "check.", "due.", "holidays."),
    *("review.", "handbook.", "table.", "cms.", "new.", "diff.", "serve.", "format."),
)
"""Words for those who build a site, not for those who read it."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's published folder; its root is a copy, so that nothing is taken from an earlier build."""
    folder = tmp_path_factory.mktemp("libraries")
    root = shutil.copytree(LIBRARIES, folder / "root", ignore=shutil.ignore_patterns("_build"))
    result = build(Job(project=PROJECT, root=root, out=folder / "site", now=NOW), lambda *_: None)
    assert codes(result.problems) == ON_PURPOSE["libraries"]
    return folder / "site"


def test_addresses_are_the_settings_own(built: Path) -> None:
    names = {path.relative_to(built).as_posix() for path in built.rglob("*.html")}
    assert {
        "index.html",  # home and what a host shows for a wrong address stay at the top, whatever the routes are
        "404.html",
        "libraries/brindlewick.html",
        "libraries/sheet-2.html",
        "places/N.1-brindleshire.html",
        "help/lending.html",
        "info/about.html",
        "id/index.html",
        "id/perpustakaan/brindlewick.html",
        "id/info/tentang.html",
    } <= names
    assert not any(name.startswith(("pusat", "centres", "en/")) for name in names)
    assert not any("/N-" in name or "/N.1.01-" in name for name in names), "isles and towns have no pages"


def test_the_highest_level_with_pages_leads_to_them(built: Path) -> None:
    """Isles have no pages, so the list of places is one of shires."""
    listed = (built / "places" / "index.html").read_text(encoding="utf-8")
    shires = [path.name for path in (built / "places").glob("?.?-*.html")]
    assert len(shires) == 5
    assert [name for name in shires if f'href="{name}"' not in listed] == []


def test_every_page_says_that_it_is_made_up_and_speaks_of_libraries(built: Path) -> None:
    others = {"admin", "panduan"}  # the editor's and the handbook's own pages, which others' programs draw
    pages = (path for path in built.rglob("*.html") if path.relative_to(built).parts[0] not in others)
    for path in pages:
        text = TAG.sub(" ", path.read_text(encoding="utf-8")).replace("content/centres", "")  # a folder, not a word
        indonesian = path.relative_to(built).parts[0] == "id"
        assert ("Quillamar tidak ada." if indonesian else "Quillamar does not exist.") in text, path
        assert not re.search(r"\bpusat layanan\b" if indonesian else r"\bcentres?\b", text, re.IGNORECASE), path


def test_photos_can_be_published(libraries: Loaded) -> None:
    _, network, _, _ = libraries
    photos = [photo.file for centre in network.centres for photo in centre.photos]
    stored = LIBRARIES / "content" / "photos"
    assert sorted(photos) == sorted(path.relative_to(stored).as_posix() for path in stored.rglob("*.*"))
    for photo in photos:
        data = (stored / photo).read_bytes()
        assert len(data) < 60_000
        assert [file.width for file in publish_photo(photo, data)] == [480, 1280]


def test_photos_are_what_the_script_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (LIBRARIES / "content" / "photos").rglob("*.png"):
        monkeypatch.setattr(draw_photos, "PHOTOS", tmp_path)
        draw_photos.save("again.png", draw_photos.draw_reading_room)
        with Image.open(path) as stored, Image.open(tmp_path / "again.png") as drawn:
            assert stored.tobytes() == drawn.tobytes()


@pytest.mark.parametrize("root", [LIBRARIES, *SITES], ids=lambda path: path.name)
def test_made_up_networks_are_sound_and_say_what_they_are(root: Path) -> None:
    site, network, _, problems = load(root)
    assert codes(problems) == ON_PURPOSE.get(root.name, [])
    assert_fictional(site, network, FICTION)


def test_a_network_to_measure_with(tmp_path: Path) -> None:
    for count in (40, 25):
        write_network(tmp_path / str(count), count)
    site, network, _, problems = load(tmp_path / "40")
    assert problems == []
    assert len(network.centres) == 40
    assert_fictional(site, network, NOBODY)
    provinces = {centre.location.region_code[:2] for centre in network.centres}
    assert len(provinces) > 20
    for path in (tmp_path / "25" / "content" / "centres").iterdir():
        assert path.read_bytes() == (tmp_path / "40" / "content" / "centres" / path.name).read_bytes()


def assert_fictional(site: Site, network: Network, numbers: re.Pattern[str]) -> None:
    """Every page says it, and no number or address belongs to anybody."""
    assert site.fictional
    for centre in network.centres:
        for contact in centre.contacts:
            for number in (contact.phone_e164, contact.whatsapp_e164):
                assert number is None or numbers.fullmatch(number), number
            for address in (contact.email, contact.website):
                assert address is None or EXAMPLE_HOST.search(address), address
        for source in centre.sources:
            assert source.url is None or EXAMPLE_HOST.search(source.url), source.url
