"""Pages from values: words in every language, nothing unescaped, nothing undefined, the same on every run."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml

from sitegen.assets import make_assets
from sitegen.i18n import Translator
from sitegen.model import Licence, Site
from sitegen.pages import values as v
from sitegen.pages.centre import BLOCKS
from sitegen.policy import IN_PAGE
from sitegen.render import Renderer, template_name

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
LANGUAGES = ("id", "en")
EVIL = """<script>alert(1)</script>"'&{{ 7 * 7 }}"""
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;{{ 7 * 7 }}"


def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    """The words of one language by dotted key, as the program joins them."""
    flat: dict[str, str | dict[str, str]] = {}

    def walk(prefix: str, node: dict[str, object]) -> None:
        for key, value in node.items():
            if isinstance(value, dict) and not set(value) <= {"one", "other"}:
                walk(f"{prefix}{key}.", value)
            else:
                flat[f"{prefix}{key}"] = value  # type: ignore[assignment]

    for path in sorted((TEMPLATES / "locale" / language).glob("*.yaml")):
        walk("", yaml.safe_load(path.read_text("utf-8")))
    return flat


CATALOGUES = {language: catalogue(language) for language in LANGUAGES}
SITE = Site(
    name={"id": "Direktori Contoh", "en": "Example directory"},
    short_name={"id": "Contoh"},
    tagline={"id": "Contoh"},
    description={"id": "Contoh"},
    base_url="https://example.org/",
    languages=LANGUAGES,
    routes={},
    operator={"id": "Tim Contoh"},
    disclaimer={"id": "Bukan situs resmi."},
    licence=Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"),
    attribution={"id": "Batas wilayah: contoh."},
    repository="https://example.org/code",
)
SHELL = v.Shell(
    home="index.html",
    navigation=(v.NavigationLink(section="centres", text="Semua pusat", href="pusat/index.html"),),
    footer=(v.Link(text="Tentang", href="tentang.html"),),
)


def renderer(site: Site = SITE, *folders: Path, bytecode: Path | None = None) -> Renderer:
    translators = {language: Translator(language, CATALOGUES[language]) for language in LANGUAGES}
    names = make_assets([ROOT / "static"], site.colours).names
    return Renderer(site, translators, dict.fromkeys(LANGUAGES, SHELL), [*folders, TEMPLATES], names, bytecode)


@pytest.fixture(scope="module")
def ours() -> Renderer:
    return renderer()


def words(text: str) -> v.Words:
    return v.Words(text=text)


def head(**changes: object) -> v.Head:
    plain = v.Head(
        path="pusat/contoh.html",
        language="id",
        section="centres",
        title=EVIL,
        description=EVIL,
        url="https://example.org/pusat/contoh.html",
        root="../",
        alternates=(
            v.Alternate(language="en", name="English", href="../en/x.html", url="https://example.org/en/x.html"),
        ),
        breadcrumbs=(v.Link(text=EVIL, href="../index.html"),),
    )
    return msgspec.structs.replace(plain, **changes)


ITEM = v.CentreItem(
    id="contoh",
    name=words(EVIL),
    href="contoh.html",
    place=EVIL,
    status=v.StatusMark(kind="planned", label=EVIL),
    distance="23 km",
    other_island=True,
    services=(EVIL,),
)
PAGER = v.Pager(
    number=1, count=2, next="2.html", pages=(v.Link(text="1", href="1.html"), v.Link(text="2", href="2.html"))
)
LISTING = v.Listing(
    total=1,
    groups=(v.Group(name=EVIL, anchor="w35", href="../x.html", items=(ITEM,)),),
    jumps=(v.Jump(text=EVIL, count=1, href="#w35"),),
    pager=PAGER,
)
NO_LISTING = v.Listing(total=0, groups=())
DAYS = (
    v.Day(
        name="Senin",
        spans=(v.Span(opens="08.00", closes="12.00"), v.Span(opens="21.00", closes="02.00", next_day=True)),
    ),
    v.Day(name="Selasa", spans=()),
)
DATED = v.DatedHours(
    when="24 Desember 2026", spans=(), first="2026-12-24", last="2026-12-24", reason=words(EVIL), estimated=True
)
RICH = v.Rich(html="<p>Halo <strong>dunia</strong></p>")
SOURCE = v.SourceEntry(number=3, title=EVIL, date="2024", href="https://example.org/?a=1&b=2", note=words(EVIL))
PROOF = v.Provenance(sources=(3,), notes=(words(EVIL),), report=v.Link(text=EVIL, href="https://example.org/"))
NOTICE = v.NoticeEntry(title=words(EVIL), text=RICH, when=EVIL, first="2026-12-24", last="2026-12-26")
CARD = v.ServiceCard(name=words(EVIL), href="x.html", terms=(EVIL,), count=2)
COUNT = v.Count(text=EVIL, href="x.html", count=0, note=EVIL)
MAP = v.OutlineMap(
    width=10,
    height=10,
    title=EVIL,
    outlines=(v.Outline(d="M0 0h9v9z", name=EVIL, href="x.html"), v.Outline(d="M0 0h9v9z", name=EVIL, strong=True)),
    dots=(v.Dot(x=1, y=1, name=EVIL, href="x.html", exact=True), v.Dot(x=1, y=1, name=EVIL)),
)
NAMED = v.Named(name=words(EVIL), href="x.html", note=words(EVIL))
LINK = v.Link(text=EVIL, href="x.html")
EMPTY = v.CentrePage(
    head=head(),
    name=words("Pusat Contoh"),
    alternate_names=(),
    place=(LINK,),
    status=None,
    operator=None,
    legal_status=None,
    established=None,
    revitalised=None,
    description=None,
    address=(),
    landmark=None,
    point=v.MapPoint(
        latitude="0", longitude="0", accuracy="titik acuan", exact=False, geo_uri="geo:0,0", directions=()
    ),
    wheelchair=None,
    wheelchair_kind=None,
    hours=None,
    contacts=(),
    services=(),
    consultants=(),
    partners=(),
    facilities=(),
    commodities=(),
    programmes=(),
    awards=(),
    events=(),
    photos=(),
    notices=(),
    serves=(),
    nearest=(),
    remarks=(),
    sources=(),
    provenance=dict.fromkeys(BLOCKS, v.Provenance()),
)
FULL = msgspec.structs.replace(
    EMPTY,
    head=head(json_ld='{"@type":"GovernmentOffice","name":"\\u003c/script\\u003e"}'),
    name=v.Words(text=EVIL, language="en"),
    alternate_names=(EVIL,),
    status=v.StatusMark(kind="closed", label=EVIL, text=words(EVIL), until="1 Mei 2027", successor=LINK),
    operator=words(EVIL),
    legal_status=NAMED,
    established=2022,
    revitalised=2024,
    description=RICH,
    address=(EVIL, EVIL),
    landmark=words(EVIL),
    point=v.MapPoint(latitude="0", longitude="0", accuracy=EVIL, exact=True, geo_uri="geo:0,0", directions=(LINK,)),
    wheelchair=EVIL,
    wheelchair_kind="yes",
    hours=v.HoursTable(
        days=DAYS,
        zone="WIB",
        seasons=(v.SeasonHours(name=words(EVIL), when="2027", days=DAYS),),
        exceptions=(DATED,),
        holidays=(DATED,),
        holidays_rule="Tutup",
        data='{"zone":"Asia/Jakarta"}',
    ),
    contacts=(v.ContactEntry(label=words(EVIL), whatsapp=LINK, phone=LINK, email=LINK, website=LINK),),
    services=(
        v.ServiceEntry(
            link=LINK,
            description=RICH,
            eligibility=words(EVIL),
            required_documents=(words(EVIL),),
            cost=words(EVIL),
            how_to_apply=words(EVIL),
            days=DAYS,
        ),
    ),
    consultants=(v.ConsultantEntry(name=EVIL, fields=(LINK,)),),
    partners=(NAMED,),
    facilities=(NAMED,),
    commodities=(words(EVIL),),
    programmes=(NAMED,),
    awards=(v.AwardEntry(name=words(EVIL), detail=EVIL, year="2024", recipient=EVIL),),
    events=(
        v.EventEntry(name=words(EVIL), when=EVIL, start="2026-12-03T09:00+07:00", register="https://example.org/"),
    ),
    photos=(v.Picture(href="a.jpg", srcset="a.jpg 640w", alt=words(EVIL), width=640, height=480, credit=EVIL),),
    notices=(NOTICE,),
    serves=(LINK,),
    nearest=(ITEM,),
    remarks=(words(EVIL),),
    sources=(SOURCE,),
    provenance=dict.fromkeys(BLOCKS, PROOF) | {"contacts": v.Provenance(assured=EVIL, assured_date="2026-11-01")},
    report=LINK,
)
PAGES: dict[str, v.Page] = {
    "centre": FULL,
    "centre-empty": EMPTY,
    "home": v.HomePage(
        head=head(root=""),
        tagline=EVIL,
        lead=EVIL,
        search_action="pusat/index.html",
        centres=76,
        provinces=(COUNT,),
        services=(CARD,),
        notices=(NOTICE,),
        map=MAP,
    ),
    "listing": v.ListingPage(head=head(), lead=None, listing=LISTING, search_action="index.html"),
    "region": v.RegionPage(
        head=head(),
        name=EVIL,
        level=EVIL,
        parent=LINK,
        own=LISTING,
        serving=(ITEM,),
        nearest=(ITEM,),
        children=(COUNT,),
        neighbours=(LINK,),
        map=MAP,
    ),
    "region-empty": v.RegionPage(
        head=head(),
        name=EVIL,
        level=EVIL,
        parent=None,
        own=NO_LISTING,
        serving=(),
        nearest=(),
        children=(),
        neighbours=(),
    ),
    "regions": v.RegionsPage(head=head(), regions=(COUNT,)),
    "services": v.ServicesPage(head=head(), services=(CARD,)),
    "service": v.ServicePage(
        head=head(),
        name=words(EVIL),
        description=RICH,
        includes=(words(EVIL),),
        terms=(EVIL,),
        sources=(SOURCE,),
        listing=LISTING,
        first=True,
    ),
    "cards": v.CardsPage(
        head=head(),
        groups=(
            v.CardGroup(name=EVIL, cards=(v.Card(name=words(EVIL), href="x.html", note=EVIL, count=1),)),
            v.CardGroup(name=None, cards=(v.Card(name=words(EVIL), href="x.html"),)),
        ),
    ),
    "entry": v.EntryPage(
        head=head(),
        name=words(EVIL),
        kind=EVIL,
        description=RICH,
        year=2022,
        website="https://example.org/",
        sources=(SOURCE,),
        listing=LISTING,
        first=True,
    ),
    "text": v.TextPage(head=head(), body=RICH, attribution=True),
    "form": v.FormPage(
        head=head(), centres="../pusat/index.html", repository="https://example.org/source", email="a@example.org"
    ),
    "not-found": v.NotFoundPage(head=head(noindex=True, root="/"), search_action="/pusat/index.html", links=(LINK,)),
}


def in_english(page: v.Page) -> v.Page:
    return msgspec.structs.replace(page, head=msgspec.structs.replace(page.head, language="en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_passes_unescaped(ours: Renderer, page: v.Page, language: str) -> None:
    html = ours.render(page if language == "id" else in_english(page))
    assert "<script>" not in html
    assert ESCAPED in html
    assert not re.search(r"\s(style|on\w+)=", html)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_frame_of_every_page(ours: Renderer, page: v.Page) -> None:
    html = ours.render(page)
    start = html.index("<head>")
    charset, policy = html.index('<meta charset="utf-8">'), html.index('http-equiv="Content-Security-Policy"')
    assert start < charset < policy < html.index("<title>")
    assert html.count("<h1>") == 1
    assert html.count('<main id="main"') == html.count('href="#main"') == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for label in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html):
        assert label in ids
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert anchor in ids


def test_every_kind_of_page_has_its_template() -> None:
    kinds = {type(page) for page in PAGES.values()}
    assert kinds == set(v.Page.__args__)
    assert {template_name(kind) for kind in kinds} == {f"pages/{path.name}" for path in (TEMPLATES / "pages").iterdir()}


def test_one_partial_a_file_and_one_style_sheet_at_most_each() -> None:
    partials = {path.stem for path in (TEMPLATES / "partials").iterdir()}
    for name in partials:
        text = (TEMPLATES / "partials" / f"{name}.html").read_text("utf-8")
        assert re.findall(r"{% macro (\w+)", text) == [name]


def test_the_one_place_that_bypasses_escaping() -> None:
    bypass = re.compile(r"\|\s*safe\b|\bMarkup\b|\bautoescape\b")
    sources = [*TEMPLATES.rglob("*.html"), *(ROOT / "sitegen").rglob("*.py")]
    found = [
        (path.relative_to(ROOT).as_posix(), line.strip())
        for path in sorted(sources)
        for line in path.read_text("utf-8").splitlines()
        if bypass.search(line)
    ]
    assert found == [
        ("sitegen/render.py", "autoescape=True,"),
        ("templates/partials/rich.html", "{{ rich.html|safe }}"),
    ]


def test_languages_have_the_same_words() -> None:
    first, *others = CATALOGUES.values()
    for other in others:
        assert other.keys() == first.keys()
        for key, text in first.items():
            assert isinstance(text, str) == isinstance(other[key], str), key
            assert fields(text) == fields(other[key]), key


def fields(entry: str | dict[str, str]) -> set[str]:
    """The placeholders of an entry; a count may stay unsaid in one of its forms."""
    forms = [entry] if isinstance(entry, str) else list(entry.values())
    return {name for form in forms for name in re.findall(r"{(\w+)}", form)}


def test_templates_ask_for_words_that_exist() -> None:
    asked = {
        key
        for path in TEMPLATES.rglob("*.html")
        for call in re.findall(r"\bt\(([^,)]+)", path.read_text("utf-8"))
        for key in re.findall(r'"([\w.]+)"', call)
    }
    assert asked
    assert asked <= CATALOGUES["id"].keys()


def test_no_word_of_one_network() -> None:
    texts = [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.yaml"), *(ROOT / "static").rglob("*.*")]
    for path in texts:
        text = re.sub(
            "bahasa Indonesia", "", path.read_text("utf-8"), flags=re.IGNORECASE
        )  # a language's name is nobody's own
        assert not re.search(r"PLUT|KUMKM|UMKM|Indonesia\b", text), path


def test_json_ld_stays_json(ours: Renderer) -> None:
    html = ours.render(FULL)
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert data
    assert msgspec.json.decode(data[1])["name"] == "</script>"


def test_words_in_another_language_are_marked(ours: Renderer) -> None:
    assert '<bdi lang="en">' in ours.render(FULL)
    english = ours.render(in_english(PAGES["text"]))
    assert '<span lang="id">Bukan situs resmi.</span>' in english


def test_alternates(ours: Renderer) -> None:
    def linked(html: str) -> dict[str, str]:
        return dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', html))

    main, other = "https://example.org/pusat/contoh.html", "https://example.org/en/x.html"
    assert linked(ours.render(PAGES["text"])) == {"id": main, "x-default": main, "en": other}
    assert linked(ours.render(PAGES["not-found"])) == {}


def test_what_is_not_known_is_said_once(ours: Renderer) -> None:
    html = ours.render(EMPTY)
    assert html.count('class="unknowns"') == 1
    assert html.count(str(CATALOGUES["id"]["unknown.hours"])) == 1
    partly = msgspec.structs.replace(EMPTY, hours=FULL.hours)
    assert f"<li>{CATALOGUES['id']['unknown.hours']}</li>" not in ours.render(partly)
    assert 'class="unknowns"' not in ours.render(FULL)


def test_fictional_networks_say_so_on_every_page() -> None:
    made_up = renderer(msgspec.structs.replace(SITE, fictional=True))
    for page in PAGES.values():
        assert 'class="fictional-banner"' in made_up.render(page)
        assert str(CATALOGUES["id"]["fictional.text"]) in made_up.render(page)


def test_header_follows_section_and_root(ours: Renderer) -> None:
    assert 'href="../pusat/index.html" aria-current="true"' in ours.render(PAGES["text"])
    elsewhere = msgspec.structs.replace(PAGES["text"], head=head(section=None, root="../../"))
    assert 'href="../../pusat/index.html">' in ours.render(elsewhere)


def test_rendering_again_gives_the_same(ours: Renderer, tmp_path: Path) -> None:
    fresh = renderer(bytecode=tmp_path / "bytecode")
    cached = renderer(bytecode=tmp_path / "bytecode")
    for page in PAGES.values():
        assert ours.render(page) == ours.render(page) == fresh.render(page) == cached.render(page)
    assert any((tmp_path / "bytecode").iterdir())


def test_a_networks_own_template_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "partials"
    own.mkdir()
    (own / "mark.html").write_text("{% macro mark() %}<b>own mark</b>{% endmacro %}", "utf-8")
    assert "<b>own mark</b>" in renderer(SITE, tmp_path).render(EMPTY)


def test_the_policy_allows_nothing_foreign() -> None:
    assert "unsafe" not in IN_PAGE
    assert "http" not in IN_PAGE
    assert "default-src 'none'" in IN_PAGE
    assert "frame-ancestors" not in IN_PAGE  # a meta element can't say it
