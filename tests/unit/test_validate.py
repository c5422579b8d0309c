"""Checks across files, with the place of each problem, and that reading one file is a pure function."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from sitegen.config import load_site
from sitegen.load import ContentFolder
from sitegen.model import Network, Site
from sitegen.problems import Problem
from sitegen.regions import load_regions
from sitegen.schema.reading import Context
from sitegen.validate import Checked, last_begun_day, make_context, read_centre, read_network

PROJECT = Path(__file__).parents[2]
DATA = PROJECT / "data"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
SETTINGS = "name: Contoh\nbase_url: https://direktori.example/\nlegal_statuses: [{id: uptd, name: UPTD}]\n"


def read(root: Path, files: dict[str, str]) -> tuple[Network, list[Problem]]:
    """The network of these files; settings that are not among them are the usual ones."""
    for path, text in {"site_config.yaml": SETTINGS, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    site, _, problems = load_site(root, PROJECT)
    assert site is not None
    assert problems == []
    return read_network(ContentFolder(root), site, load_regions(DATA), DATA, NOW)[:2]


def told(problems: list[Problem]) -> list[tuple[str, str, int, int]]:
    return [(p.code, p.place.path.removeprefix("content/"), p.place.line, p.place.column) for p in problems]


def centre(name: str, rest: str = "", code: str = "35.01") -> str:
    return f'name: {name}\nlocation:\n  region_code: "{code}"\n{rest}'


def real_site() -> Site:
    site, _, problems = load_site(PROJECT, PROJECT)
    assert site is not None
    assert problems == []
    return site


def test_real_content_is_right() -> None:
    network, problems, _ = read_network(ContentFolder(PROJECT), real_site(), load_regions(DATA), DATA, NOW)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert len(network.centres) >= 76


def test_one_file_is_read_the_same_each_time_and_travels() -> None:
    """So that it can be kept by its content, and read by another process."""
    context = make_context(real_site(), DATA)
    path = PROJECT / "content/centres/plut-kabupaten-bangli.yaml"
    first, second = (read_centre("content/centres/x.yaml", path.read_bytes(), context) for _ in range(2))
    assert first == second
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(first), type=Checked) == first
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(context), type=Context) == context


def test_empty_network(tmp_path: Path) -> None:
    network, problems = read(tmp_path, {})
    assert problems == []
    assert network.centres == ()


def test_unknown_ids_are_told_where_they_stand(tmp_path: Path) -> None:
    rest = "services: [modal]\nserves: ['35.99']\npartners: [{id: bankk}]\n"
    files = {
        "content/centres/a.yaml": centre("A", rest),
        "content/partners.yaml": "- {id: bank, name: Bank, kind: finance}\n",
    }
    _, problems = read(tmp_path, files)
    assert sorted(told(problems)) == [
        ("unknown-partner", "centres/a.yaml", 6, 17),
        ("unknown-region", "centres/a.yaml", 5, 10),
        ("unknown-service", "centres/a.yaml", 4, 12),
    ]
    assert {p.values["guess"] for p in problems if p.code == "unknown-partner"} == {"bank"}


def test_an_unreadable_centre_can_still_be_named(tmp_path: Path) -> None:
    files = {
        "content/centres/a.yaml": "name: [\n",
        "content/centres/b.yaml": centre("B", "status: closed\nsuccessor: a\n"),
    }
    network, problems = read(tmp_path, files)
    assert [problem.code for problem in problems] == ["yaml-open-bracket"]
    assert [one.id for one in network.centres] == ["b"]


def test_twins_are_told_at_both_places(tmp_path: Path) -> None:
    phone = "contacts: [{{{}: {}}}]\n"
    files = {
        "content/centres/a.yaml": centre("A", phone.format("phone", "(0357) 881234")),
        "content/centres/b.yaml": centre("B", phone.format("whatsapp", "+62 357 88 1234")),
        "content/centres/c.yaml": centre("C", phone.format("phone", "(0357) 881235")),
    }
    _, problems = read(tmp_path, files)
    assert [(p.code, p.place.path, p.values["other"]) for p in problems] == [
        ("same-phone", "content/centres/a.yaml", "content/centres/b.yaml:4"),
        ("same-phone", "content/centres/b.yaml", "content/centres/a.yaml:4"),
    ]


def test_one_number_twice_in_one_centre_is_fine(tmp_path: Path) -> None:
    rest = "contacts: [{phone: 0812-3456-7890, whatsapp: 0812-3456-7890}]\n"
    assert read(tmp_path, {"content/centres/a.yaml": centre("A", rest)})[1] == []


@pytest.mark.parametrize(("accuracy", "same"), [("building", True), ("street", True), ("regency", False)])
def test_one_spot(tmp_path: Path, accuracy: str, same: bool) -> None:
    """Two centres may share a region's reference point, but no building."""
    rest = f"  latitude: -8.20712\n  longitude: 111.10293\n  accuracy: {accuracy}\n"
    files = {f"content/centres/{name}.yaml": centre(name, rest) for name in "ab"}
    assert [problem.code for problem in read(tmp_path, files)[1]] == ["same-point"] * (2 * same)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        ("-8.20712", "111.10293", []),
        ("-7.2575", "112.7521", ["outside-region"]),
        ("111.10293", "-8.20712", ["coordinates-swapped"]),
        ("-98.2", "111.1", ["degrees-range"]),
        ("8.20712", "111.10293", ["outside-region"]),  # the minus sign was lost
    ],
)
def test_points(tmp_path: Path, latitude: str, longitude: str, code: list[str]) -> None:
    rest = f"  latitude: {latitude}\n  longitude: {longitude}\n"
    _, problems = read(tmp_path, {"content/centres/a.yaml": centre("A", rest)})
    assert [problem.code for problem in problems] == code


def test_swapped_where_both_could_be(tmp_path: Path) -> None:
    """Elsewhere both numbers may be latitudes; then the region tells."""
    root = PROJECT / "examples/libraries"
    data = b"name: A\nlocation: {region_code: N.1.01, latitude: -33.28111, longitude: 47.31234}\n"
    outlines = root / "data/boundaries"
    checked = read_centre("content/centres/a.yaml", data, Context(data_folder=str(root / "data")))
    codes = [problem.code for problem in checked.problems]
    assert codes == (["coordinates-swapped"] if outlines.is_dir() else [])


@pytest.mark.parametrize(("date", "codes"), [("2026-11-21", []), ("2026-11-22", ["assured-in-future"])])
def test_now_decides_on_assurances(tmp_path: Path, date: str, codes: list[str]) -> None:
    files = {"content/centres/a.yaml": centre("A", f"assured: [{{about: all, date: {date}}}]\n")}
    assert [problem.code for problem in read(tmp_path, files)[1]] == codes


@pytest.mark.parametrize(("date", "codes"), [("2026-11-21", []), ("2026-11-20", ["event-ended"])])
def test_now_decides_on_events(tmp_path: Path, date: str, codes: list[str]) -> None:
    files = {"content/centres/a.yaml": centre("A", f"events: [{{name: X, start: {date} 09.00}}]\n")}
    problems = read(tmp_path, files)[1]
    assert [problem.code for problem in problems] == codes
    assert all(problem.severity == "warning" for problem in problems)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-20T23:30:00+00:00", "2026-11-21"),  # 06.30 in Jakarta
        ("2026-11-21T09:59:00+00:00", "2026-11-21"),
        ("2026-11-21T08:00:00+07:00", "2026-11-21"),
        ("2026-11-20T12:00:00-05:00", "2026-11-21"),
    ],
)
def test_today_is_today_in_every_zone(now: str, day: str) -> None:
    assert last_begun_day(datetime.fromisoformat(now)).isoformat() == day


def test_doubled_ids_in_a_list(tmp_path: Path) -> None:
    files = {"content/services.yaml": "- {id: a, name: A}\n- {id: b, name: B}\n- {id: a, name: C}\n"}
    _, problems = read(tmp_path, files)
    assert told(problems) == [("entry-twice", "services.yaml", 3, 8)]


def test_notices(tmp_path: Path) -> None:
    dates = "from: 2027-02-10\nto: 2027-02-10\n"
    files = {
        "content/notices/libur.yaml": f"title: Libur\n{dates}scope: {{all: true}}\nclosed: true\n",
        "content/notices/kabar.yaml": f"title: Kabar\n{dates}scope: {{centres: [tidak-ada]}}\n",
    }
    network, problems = read(tmp_path, files)
    assert [(notice.id, notice.spans) for notice in network.notices] == [("kabar", None), ("libur", ())]
    assert told(problems) == [("unknown-centre", "notices/kabar.yaml", 4, 19)]


def test_pages_take_their_language_from_the_name(tmp_path: Path) -> None:
    head = "---\ntitle: {}\ndescription: Satu kalimat.\n---\nTeks **tebal**.\n"
    files = {
        "content/pages/tentang.id.md": head.format("Tentang"),
        "content/pages/tentang.en.md": head.format("About").replace("title", "slug: about\ntitle"),
        "content/pages/tentang.fr.md": head.format("À propos"),
    }
    network, problems = read(tmp_path, files)
    assert [(page.id, page.language, page.slug, page.markdown) for page in network.pages] == [
        ("tentang", "en", "about", "Teks **tebal**."),
        ("tentang", "id", "tentang", "Teks **tebal**."),
    ]
    assert [problem.code for problem in problems] == ["file-unexpected"]


LINKS = "Juara [satu](satu) dan [dua](dua)"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"|\n    A.\n\n    {LINKS}", [(7, 18), (7, 34)]),
        (f"|2-\n    A.\n    {LINKS}", [(6, 18), (6, 34)]),
        (f">\n  A\n  b\n  {LINKS}", [(7, 16), (7, 32)]),
        (f'"{LINKS}"', [(4, 28), (4, 44)]),
        (f"{LINKS}\n  dan [tiga](tiga)", [(4, 27), (4, 43), (5, 14)]),
        ("|\n  [satu](dua) [dua](satu) [tiga](satu)", [(5, 10), (5, 21), (5, 34)]),
        ("|\n    Lihat [a].\n\n    [a]: satu", [(7, 10)]),
        ("|\n    Lihat [a]() dan [b](/pusat/b.html) dan [c](#d)", [(5, 15), (5, 25)]),
        ('"a [satu](sa\\x74u)"', [(4, 14)]),  # as the file has it, it is nowhere
    ],
)
def test_links_are_told_where_they_stand(tmp_path: Path, text: str, places: list[tuple[int, int]]) -> None:
    files = {"content/centres/a.yaml": centre("A", f"description: {text}\n")}
    found = [(p.code, p.place.line, p.place.column) for p in read(tmp_path, files)[1]]
    assert found == [("link-target", *place) for place in places]


def test_links_of_a_page_are_told_where_they_stand(tmp_path: Path) -> None:
    files = {"content/pages/a.id.md": f"---\ntitle: A\ndescription: B\n---\n\n# C\n\n{LINKS}\n"}
    assert [(p.place.line, p.place.column) for p in read(tmp_path, files)[1]] == [(8, 14), (8, 30)]


@pytest.mark.parametrize("name", ["PUSAT", "Pusat ", "pusat"])
def test_names_that_look_the_same(tmp_path: Path, name: str) -> None:
    files = {"content/centres/a.yaml": centre("Pusat"), "content/centres/b.yaml": centre(name)}
    assert [problem.code for problem in read(tmp_path, files)[1]] == ["same-name"] * 2


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("a/Depan.jpg", "a/depan.jpg"),
        ("a/dpan.jpg", "a/depan.jpg"),
        ("a/depan.png", "a/depan.jpg"),
        ("gerbang.jpg", None),
        ("Atas.jpg", "atas.jpg"),
        ("b/depan.jpg", None),
    ],
)
def test_a_photo_of_nearly_that_name_is_guessed(tmp_path: Path, typed: str, guess: str | None) -> None:
    for path in ("a/depan.jpg", "a/parkir.jpg", "atas.jpg"):
        (tmp_path / "content/photos" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content/photos" / path).write_bytes(b"")
    files = {"content/centres/a.yaml": centre("A", f"photos: [{{file: {typed}, alt: Gedung}}]\n")}
    problems = read(tmp_path, files)[1]
    assert [(problem.code, problem.values.get("guess")) for problem in problems] == [("photo-missing", guess)]
