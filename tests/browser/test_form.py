"""The form for staff: from a press on a page to a file, its check, and the page that it makes."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from support.building import PROJECT, Serve, build_site
from support.visiting import Host, Visit

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
  ({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`)))"""
CENTRE = "brindlewick"
FILE = f"content/centres/{CENTRE}.yaml"
REPOSITORY = "https://github.com/example/quillamar"

KEPT = """async (wanted) => {
  for (let tries = 0; tries < 600; tries += 1) {
    const names = (await caches.keys()).filter((name) => name.startsWith("kept "))
    const kept = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat()
    if (wanted.every((part) => kept.some(({ url }) => url.endsWith(`/${part}`)))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("not kept within a minute")
}"""

DRAWN = "document.querySelector('canvas').toDataURL()"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example network, as if it were kept at GitHub."""
    root = tmp_path_factory.mktemp("form") / "libraries"
    shutil.copytree(PROJECT / "examples" / "libraries", root, ignore=shutil.ignore_patterns("_build"))
    settings = root / "site_config.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("https://example.org/quillamar/source", REPOSITORY), "utf-8")
    build_site("--root", str(root), "--out", str(root.parent / "site"))
    return root


@pytest.fixture
def form(network: Path, serve: Serve, visit: Visit) -> Open:
    """`form("?id=…")` opens the form, on a phone unless other options are told."""
    address = serve(network.parent / "site")

    def open_form(query: str = f"?id={CENTRE}", path: str = "edit/index.html", **options: object) -> Page:
        page = visit(f"{address}{path}{query}", **{"locale": "en-GB", **options})
        if options.get("java_script_enabled", True):
            page.wait_for_selector(".editing[data-ready]")
        return page

    return open_form


def change_friday(page: Page, closes: str) -> None:
    page.get_by_label("Friday, closes again at").first.fill(closes)
    page.keyboard.press("Tab")


def review(page: Page) -> None:
    page.get_by_role("button", name="Check and go on").click()


def test_fridays_closing_time_from_the_page_to_the_page(form: Open, network: Path, tmp_path: Path) -> None:
    page = form()
    change_friday(page, "20.30")
    review(page)
    changes = page.locator(".edit-changes")
    expect(changes).to_contain_text("Opening hours, Friday")
    expect(changes).to_contain_text("09:00-12:30, 13:30-20:30")
    page.get_by_text("See the file").click()
    expect(page.locator(".edit-file__line--new")).to_be_in_viewport()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download the file").click()
    assert downloading.value.suggested_filename == f"{CENTRE}.yaml"
    root = tmp_path / "libraries"
    shutil.copytree(network, root, ignore=shutil.ignore_patterns("_build"))
    downloading.value.save_as(root / FILE)
    before = (network / FILE).read_text("utf-8")
    assert (root / FILE).read_text("utf-8") == before.replace("13:30-20:00", "13:30-20:30")
    assert FILE not in build_py("--lang", "en", "--root", str(root), "check")
    assert "Friday 13:30–20:00 → 13:30–20:30" in build_py(
        "--lang", "en", "--root", str(root), "diff", str(network), str(root)
    )
    build_site("--root", str(root), "--out", str(tmp_path / "site"))
    assert told(tmp_path / "site") == ("20:30", "20:30")
    assert told(network.parent / "site") == ("20:00", "20:00")


def build_py(*arguments: str) -> str:
    """What a command says."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "build.py"), *arguments], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout + done.stderr


def told(site: Path) -> tuple[str, str]:
    """When the centre closes on Friday, by its page and by the printed catalogue."""
    html = (site / "libraries" / f"{CENTRE}.html").read_text("utf-8")
    (catalogue,) = site.rglob("catalogue.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(catalogue).pages)
    on_page = re.search(r"Friday</th>\s*<td>.*?13:30–(\d\d:\d\d)", html)
    on_paper = re.search(r"Friday 09:00–12:30, 13:30–\s*(\d\d:\d\d)", text)
    assert on_page
    assert on_paper
    return on_page[1], on_paper[1]


def test_centres_page_leads_to_its_form(network: Path, serve: Serve, visit: Visit) -> None:
    page = visit(f"{serve(network.parent / 'site')}libraries/{CENTRE}.html", locale="en-GB")
    page.get_by_role("link", name="Suggest a change to this page").click()
    expect(page.get_by_role("heading", name="Brindlewick Central Library")).to_be_visible()


def test_what_is_wrong_is_said_beside_the_field_and_on_top(form: Open) -> None:
    page = form()
    change_friday(page, "25.00")
    said = page.get_by_text('"25:00" is not a time')
    expect(said).to_have_count(1)
    review(page)
    alert = page.locator(".edit-problems")
    expect(alert).to_have_attribute("role", "alert")
    expect(alert.get_by_role("heading")).to_be_focused()
    expect(page.locator(".edit-review")).to_be_hidden()
    alert.get_by_role("link").click()
    expect(page.get_by_label("Friday, opens at").first).to_be_focused()
    change_friday(page, "20.00")
    expect(said).to_have_count(0)


def test_what_is_held_against_other_centres_and_regions(form: Open) -> None:
    page = form()
    page.get_by_text("Address and place").click()
    region = page.get_by_label("Region (required)")
    expect(page.locator(".place__chosen").first).to_contain_text("Brindlewick")
    region.fill("N.9")
    page.get_by_label("Telephone").first.fill("0113 496 0121")
    review(page)
    alert = page.locator(".edit-problems")
    expect(alert).to_contain_text('There is no region with the code "N.9"')
    expect(alert).to_contain_text("content/centres/ossenfell.yaml:14")


def test_both_numbers_of_a_point_may_be_put_into_one_field(form: Open) -> None:
    page = form()
    page.get_by_text("Address and place").click()
    latitude, longitude = page.get_by_label("Latitude"), page.get_by_label("Longitude")
    latitude.fill("47.3611, -33.2016")
    latitude.press("Tab")
    expect(latitude).to_have_value("47.3611")
    expect(longitude).to_have_value("-33.2016")
    latitude.evaluate("box => { box.focus(); box.select() }")
    latitude.evaluate(
        "() => document.execCommand('insertText', false, 'https://www.openstreetmap.org/#map=16/46.5/-33.1')"
    )
    latitude.press("Tab")
    expect(latitude).to_have_value("46.5")
    expect(longitude).to_have_value("-33.1")


def test_served_regions_are_found_by_name(form: Open) -> None:
    page = form()
    page.get_by_text("Name and operator").click()
    page.get_by_role("button", name="Add region").click()
    field = page.locator('[data-field="serves"]')
    field.get_by_role("searchbox").last.fill("Ossenfell")
    field.get_by_role("button", name="Find the region").last.click()
    field.get_by_role("button", name="Ossenfell").last.click()
    expect(field.locator(".place__chosen").last).to_contain_text("Ossenfell")
    review(page)
    expect(page.locator(".edit-changes")).to_contain_text("N.2")


def test_details_with_a_mistake_open_by_themselves(form: Open) -> None:
    page = form()
    details = page.locator(".ticks__item", has_text="Printing and copying").locator("details.fold")
    details.locator("summary").click()
    cost = details.get_by_label("Cost").first
    cost.fill("free\u202e")
    details.locator("summary").click()
    review(page)
    expect(cost).to_be_visible()
    page.locator(".edit-problems").get_by_role("link").first.click()
    expect(cost).to_be_focused()


def test_github_is_handed_the_file(form: Open) -> None:
    page = form()
    change_friday(page, "20.30")
    review(page)
    link = page.get_by_role("link", name="Continue on GitHub")
    expect(link).to_have_attribute("href", f"{REPOSITORY}/edit/main/{FILE}")
    message = page.get_by_role("link", name="Send by WhatsApp").get_attribute("href") or ""
    assert message.startswith("https://wa.me/442079460199?text=")
    assert "20%3A30" in message


def test_new_centre(form: Open) -> None:
    page = form("?new")
    review(page)
    page.locator(".edit-problems").get_by_role("link").last.click()
    expect(page.get_by_label("Region (required)")).to_be_focused()
    page.get_by_label("Name (required)").fill("Library of Noon: East")
    page.get_by_label("Region (required)").fill("N.1.01")
    review(page)
    page.get_by_text("See the file").click()
    expect(page.locator(".edit-file")).to_contain_text('name: "Library of Noon: East"')
    link = page.get_by_role("link", name="Continue on GitHub").get_attribute("href") or ""
    assert link.startswith(f"{REPOSITORY}/new/main?filename=content%2Fcentres%2Flibrary-of-noon-east.yaml&value=")


def test_what_is_wrong_with_an_entry_is_said_there(form: Open) -> None:
    page = form()
    page.get_by_role("button", name="Add contact").click()
    last = page.get_by_role("group", name="Contact 3")
    last.get_by_label("Label").fill("Night bell")
    review(page)
    page.locator(".edit-problems").get_by_role("link", name="Contacts 3").click()
    expect(last.locator("input").first).to_be_focused()
    expect(last.locator("> .field__note")).to_contain_text("no way here to reach")
    page.locator(".edit-part__title", has_text="Partners").click()
    expect(page.get_by_role("group", name="Partner 2")).to_be_visible()


def test_a_day_without_its_hours_is_named(form: Open) -> None:
    page = form()
    page.get_by_label("Friday, closes again at").first.fill("")
    review(page)
    page.locator(".edit-problems").get_by_role("link", name="Opening hours, Friday: A time is missing.").click()
    expect(page.get_by_label("Friday, closes again at").first).to_be_focused()


def test_a_box_ticked_again_brings_back_what_it_said(form: Open) -> None:
    page = form()
    box = page.get_by_label("Printing and copying")
    box.uncheck()
    expect(page.get_by_text("1 change", exact=True)).to_be_visible()
    page.reload()
    box.check()
    expect(page.get_by_text("No changes yet")).to_be_visible()


def test_a_day_just_opened_asks_for_its_hours(form: Open) -> None:
    page = form()
    page.get_by_label("Sunday", exact=True).first.check()
    review(page)
    page.locator(".edit-problems").get_by_role("link", name="Opening hours, Sunday: A time is missing.").click()
    expect(page.get_by_label("Sunday, opens at").first).to_be_focused()


def test_what_is_old_is_made_sure_of_again(form: Open) -> None:
    page = form("?id=marrowquay")
    page.get_by_label("Telephone").first.fill("0113 496 0188")
    review(page)
    shown = page.locator(".edit-review")
    old = shown.get_by_role("link", name="It is 200 days or more since this was assured")
    expect(old).to_contain_text("Contacts")
    old.click()
    expect(page.locator(":focus")).to_have_value("2025-06-01")
    page.locator(":focus").fill("2026-11-20")
    review(page)
    expect(old).to_have_count(0)
    expect(shown).to_contain_text("20 November 2026")


def test_a_week_taken_back_later_leaves_its_line_alone(form: Open) -> None:
    page = form()
    closes = page.get_by_label("Monday, closes again at").first
    closes.fill("17.00")
    page.get_by_label("Saturday, closes at").first.fill("15.00")
    page.reload()
    closes.fill("18.00")
    page.keyboard.press("Tab")
    review(page)
    page.get_by_text("See the file").click()
    expect(page.locator(".edit-file__line--new")).to_have_text(["+     Saturday: 10:00-15:00\n"])


def test_a_field_that_was_empty_can_have_another_language(form: Open) -> None:
    page = form("?new")
    page.get_by_label("Name (required)").fill("Library of Noon")
    page.get_by_role("button", name="Add it in Indonesian").click()
    expect(page.get_by_label("Name (English)")).to_have_value("Library of Noon")
    expect(page.get_by_label("Name (Indonesian)")).to_be_focused()


def test_name_of_the_file(form: Open) -> None:
    page = form("?new")
    page.get_by_label("Name (required)").fill("Noon")
    file = page.get_by_label("Name of the file")
    for name in ("con", "index", "brindlewick"):
        file.fill(name)
        review(page)
        expect(file).to_have_attribute("aria-invalid", "true")
    file.fill("constructor")
    review(page)
    expect(file).not_to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(file).to_have_value("constructor")


@pytest.mark.parametrize("name", ["constructor", "__proto__", "elsewhere"])
def test_centre_that_is_none(form: Open, name: str) -> None:
    page = form(f"?id={name}")
    expect(page.get_by_role("alert")).to_contain_text(f'"{name}"')
    expect(page.get_by_label("Type the library's name")).to_be_visible()


def test_the_other_language_has_the_same_centre(form: Open) -> None:
    page = form()
    page.locator(".language-switch a").first.click()
    expect(page.get_by_role("heading", name="Perpustakaan Pusat Brindlewick")).to_be_visible()


def test_open_map_follows_the_region(visit: Visit, address: str) -> None:
    page = visit(f"{address}sunting/index.html?new")
    field = page.locator('[data-field="location"]')
    field.get_by_role("button", name="Tunjukkan di peta").click()
    expect(field.locator("canvas")).to_be_focused()
    page.wait_for_function("document.querySelector('canvas').width !== 300")  # an undrawn canvas's
    before = page.evaluate(DRAWN)
    field.get_by_role("searchbox").fill("Pacitan")
    field.get_by_role("button", name="Cari wilayah").click()
    field.get_by_role("button", name="Pacitan").first.click()
    page.wait_for_function(f"before => {DRAWN} !== before", arg=before)


def test_draft_stays_on_the_device_until_deleted(form: Open) -> None:
    page = form()
    change_friday(page, "20.30")
    expect(page.get_by_text("kept on this device only")).to_be_visible()
    page.get_by_label("Friday, opens at").first.fill("09.30")
    page.reload()  # before the form looked at what was typed last
    expect(page.get_by_label("Friday, opens at").first).to_have_value("09:30")
    expect(page.get_by_label("Friday, closes again at").first).to_have_value("20:30")
    page.get_by_role("button", name="Delete the draft").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.get_by_label("Friday, closes again at").first).to_have_value("20:00")
    page.reload()
    expect(page.get_by_text("No changes yet")).to_be_visible()


def test_keyboard_alone(form: Open) -> None:
    page = form()
    page.get_by_label("Saturday", exact=True).first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 change", exact=True)).to_be_visible()
    page.keyboard.press("Space")
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    page.keyboard.type("13")
    page.keyboard.press("Enter")
    expect(page.locator(".edit-review h2").first).to_be_focused()
    expect(page.locator(".edit-changes")).to_contain_text("09:00-13:00")


def test_a_days_hours_are_copied_to_one_other(form: Open) -> None:
    page = form()
    row = "#isian-opening_hours-weekly-{}-"
    hours = [page.locator(row.format(2) + part).input_value() for part in ("from-0", "to-0")]
    before = [page.locator(row.format(4) + part).input_value() for part in ("from-0", "to-0")]
    opener = page.locator(row.format(2) + "copy")
    opener.press("ArrowDown")
    opener.press("Enter")
    page.get_by_role("group", name="Copy the hours of Wednesday").get_by_role("button", name="Sunday").press("Enter")
    expect(opener).to_be_focused()
    for part, value, kept in zip(("from-0", "to-0"), hours, before, strict=True):
        expect(page.locator(row.format(6) + part)).to_have_value(value)
        expect(page.locator(row.format(4) + part)).to_have_value(kept)


def test_works_without_a_network_after_one_visit(network: Path, visit: Visit) -> None:
    host = Host(network.parent / "site")
    page = visit(host.url + "index.html", locale="en-GB")
    settings = json.loads((host.folder / "sw.js").read_text("utf-8").partition("\n")[0].removeprefix("const site = "))
    packs = [file for _, file, language in settings["packs"] if language == "en"]
    page.evaluate(KEPT, [*settings["later"], *packs])
    host.switch_off()
    page.goto(f"{host.url}edit/index.html?id={CENTRE}")
    change_friday(page, "20.30")
    review(page)
    expect(page.locator(".edit-changes")).to_contain_text("13:30-20:30")
    expect(page.get_by_text("Once sent, everything is checked once more")).to_be_visible()


def test_without_script_it_says_what_to_do(form: Open) -> None:
    page = form(java_script_enabled=False)
    expect(page.get_by_role("heading", name="Without the form")).to_be_visible()
    expect(page.get_by_role("link", name="Open the place where the files are")).to_have_attribute("href", REPOSITORY)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(form: Open, width: int, scheme: str) -> None:
    page = form(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    for summary in page.locator(".edit-part--folded > summary").all():
        summary.click()
    page.locator(".ticks__item .fold summary").first.click()
    change_friday(page, "25.00")
    review(page)
    assert faults(page) == []
    change_friday(page, "20.30")
    review(page)
    page.get_by_text("See the file").click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_chooser(form: Open) -> None:
    page = form("")
    page.get_by_label("Type the library's name").fill("brindle")
    page.get_by_role("link", name="Brindlewick Central Library").click()
    expect(page.get_by_label("Friday, closes again at").first).to_have_value("20:00")


def faults(page: Page) -> list[str]:
    """What axe finds; run through the debugger, for the page's own policy lets no text become script."""
    # Wherever one has scrolled to, the bar at the bottom covers a part of something, which axe takes for its size.
    page.evaluate("document.querySelector('.edit-bar')?.style.setProperty('position', 'static')")
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    asked = {"expression": RUN_AXE, "awaitPromise": True, "returnByValue": True}
    found: list[str] = session.send("Runtime.evaluate", asked)["result"]["value"]
    return found
