"""Publishing: what changes in the folder, what never does, and what is refused."""

import errno
import os
import pickle
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sitegen import write
from sitegen.write import (
    FileState,
    Outcome,
    Publication,
    PublishError,
    check_cache,
    check_out,
    check_published,
    read_manifest,
)

Site = dict[str, str]
OLD: Site = {"index.html": "old", "pusat/a.html": "a", "pusat/b.html": "b", "en/index.html": "en"}
NEW: Site = {"index.html": "new", "pusat/a.html": "a", "pusat/c.html": "c"}
PROJECT = Path(__file__).parents[2]


def publish(out: Path, site: Site) -> Outcome:
    """Publish texts that are their own fingerprints."""
    with Publication(out) as publication:
        states = [
            publication.put(path, text, lambda text=text: text.encode())  # type: ignore[misc]
            for path, text in site.items()
        ]
        return publication.commit(states)


def read_site(out: Path) -> Site:
    files = (path for path in out.rglob("*") if path.is_file() and path.name != write.MANIFEST)
    return {path.relative_to(out).as_posix(): path.read_text() for path in files}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_first_publication(out: Path) -> None:
    assert publish(out, OLD) == Outcome(written=4, kept=0, removed=0)
    assert read_site(out) == OLD
    assert check_published(out) == []


def test_only_what_changed_is_written(out: Path) -> None:
    publish(out, OLD)
    before = {path: (out / path).stat() for path in OLD}
    assert publish(out, NEW) == Outcome(written=2, kept=1, removed=2)
    assert read_site(out) == NEW
    assert check_published(out) == []
    assert (out / "pusat/a.html").stat().st_ino == before["pusat/a.html"].st_ino
    assert (out / "pusat/a.html").stat().st_mtime_ns == before["pusat/a.html"].st_mtime_ns
    assert not (out / "en").exists()


def test_nothing_changed_touches_nothing(out: Path) -> None:
    publish(out, OLD)
    before = out.stat().st_ino, (out / write.MANIFEST).stat().st_mtime_ns
    assert publish(out, OLD) == Outcome(written=0, kept=4, removed=0)
    assert (out.stat().st_ino, (out / write.MANIFEST).stat().st_mtime_ns) == before


def test_what_is_kept_is_not_made(out: Path) -> None:
    publish(out, OLD)
    with Publication(out) as publication:
        publication.put("index.html", "old", lambda: pytest.fail("made although nothing changed"))


def test_back_and_forth_equals_a_fresh_folder(out: Path, tmp_path: Path) -> None:
    """The spare of two builds ago never shows through."""
    for number, site in enumerate([OLD, NEW, OLD, {"index.html": "old"}, NEW, {"pusat": "a file"}, OLD, NEW]):
        publish(out, site)
        fresh = tmp_path / f"fresh-{number}"
        publish(fresh, site)
        assert read_site(out) == site
        assert (out / write.MANIFEST).read_bytes() == (fresh / write.MANIFEST).read_bytes()
        assert check_published(out) == []


def test_the_manifest_does_not_depend_on_the_order(out: Path, tmp_path: Path) -> None:
    publish(out, OLD)
    publish(tmp_path / "other", dict(reversed(OLD.items())))
    assert (out / write.MANIFEST).read_bytes() == (tmp_path / "other" / write.MANIFEST).read_bytes()


def test_rights_do_not_depend_on_the_umask(out: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(out, OLD)
    finally:
        os.umask(before)
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in [out, *out.rglob("*")]}
    assert modes == {True: 0o755, False: 0o644}


@pytest.mark.parametrize(
    "damage",
    [
        lambda out: (out / "index.html").unlink(),
        lambda out: (out / "index.html").write_text("longer than before"),
        lambda out: (out / "index.html").write_text("bad"),  # as long as before
        lambda out: ((out / "index.html").unlink(), (out / "index.html").symlink_to("/etc/passwd")),
    ],
    ids=["missing", "other size", "other bytes", "a link"],
)
def test_a_damaged_folder_heals(out: Path, damage: Callable[[Path], object]) -> None:
    publish(out, OLD)
    later = (out / write.MANIFEST).stat().st_mtime_ns + 10**9
    damage(out)
    if (out / "index.html").exists() and not (out / "index.html").is_symlink():
        os.utime(out / "index.html", ns=(later, later))
    assert publish(out, OLD) == Outcome(written=1, kept=3, removed=0)
    assert read_site(out) == OLD
    assert check_published(out) == []


def test_check_published_reads_every_byte(out: Path) -> None:
    publish(out, OLD)
    (out / "index.html").write_text("bad")
    (out / "pusat/b.html").unlink()
    (out / "stranger").touch()
    assert check_published(out) == ["index.html", "pusat/b.html", "stranger"]


def test_a_failure_leaves_the_old_site_and_nothing_else(out: Path) -> None:
    publish(out, OLD)
    with pytest.raises(ZeroDivisionError), Publication(out) as publication:  # noqa: PT012 - that is the case
        publication.put("index.html", "new", lambda: b"new")
        raise ZeroDivisionError
    assert read_site(out) == OLD
    assert check_published(out) == []
    assert sorted(path.name for path in out.parent.iterdir()) == [".site.lock", "site"]


def test_leftovers_of_a_killed_build_do_not_show(out: Path) -> None:
    publish(out, OLD)
    spare = out.with_name(".site.spare")
    for path in ["index.html", "pusat/a.html", "half", "pusat/deep/er"]:
        (spare / path).parent.mkdir(parents=True, exist_ok=True)
        (spare / path).write_text("half")
    publish(out, NEW)
    assert read_site(out) == NEW
    assert check_published(out) == []


def test_nothing_is_written_through_links(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    spare = out.with_name(".site.spare")
    spare.symlink_to(elsewhere)
    publish(out, OLD)
    publish(out, NEW)
    (spare / "index.html").unlink()
    (spare / "index.html").symlink_to(elsewhere / "stolen")
    publish(out, OLD)
    assert list(elsewhere.iterdir()) == []
    assert read_site(out) == OLD


def test_without_exchange_and_links(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and some network disks: two renames, and copies."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(write, "_exchange", lambda one, other: False)
    monkeypatch.setattr(os, "link", no_links)
    for site in [OLD, NEW, OLD]:
        publish(out, site)
        assert read_site(out) == site
        assert check_published(out) == []


def test_killed_between_the_two_renames(out: Path) -> None:
    publish(out, OLD)
    out.rename(out.with_name(".site.old"))
    with Publication(out) as publication:
        assert read_site(out) == OLD
        assert publication.kept("index.html", "old") is not None


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda out: (out.mkdir(), (out / "thesis.txt").touch()), "not-ours"),
        (lambda out: (out.mkdir(), (out / write.MANIFEST).write_text("{}")), "not-ours"),
        (lambda out: (publish(out, OLD), (out / "CNAME").touch()), "foreign-files"),
        (lambda out: out.touch(), "not-a-folder"),
        (lambda out: out.symlink_to("/nowhere"), "not-a-folder"),
        (lambda out: out.symlink_to(Path.home()), "not-a-folder"),
    ],
    ids=["not ours", "another's mark", "foreign file", "a file", "a broken link", "a link"],
)
def test_folders_that_are_not_ours_are_refused(out: Path, make: Callable[[Path], object], code: str) -> None:
    make(out)
    before = set(out.parent.iterdir())
    with pytest.raises(PublishError) as error, Publication(out):
        pass
    assert error.value.code == code
    assert set(out.parent.iterdir()) == before  # nothing is left beside it


def test_an_empty_folder_and_litter_are_no_hindrance(out: Path) -> None:
    out.mkdir()
    (out / ".DS_Store").touch()
    publish(out, OLD)
    (out / "pusat" / "Thumbs.db").touch()
    publish(out, NEW)
    assert read_site(out) == NEW


@pytest.mark.parametrize(
    "path",
    ["../x", "/x", "a/../b", "a//b", "a/", "", ".", "..", "a\\b", "a b", "nul", "a/CON.html", "x.", "é", "a\n"],
)
def test_names_that_lead_elsewhere_or_nowhere(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublishError, match="bad-name"):
        write.write_file(tmp_path / "staging", path, b"", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", [".nojekyll", "_headers", ".well-known/security.txt", "wilayah/35.01-pacitan.html"])
def test_names_that_are_needed(tmp_path: Path, path: str) -> None:
    write.write_file(tmp_path, path, b"x", "")
    assert (tmp_path / path).read_bytes() == b"x"


def test_the_manifest_is_not_a_page(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="bad-name"):
        write.write_file(tmp_path, write.MANIFEST, b"", "")


@pytest.mark.parametrize(
    "paths",
    [["a.html", "A.html"], ["a.html", "a.html"], ["a", "a/b"], ["Pusat/a.html", "pusat/b.html"]],
    ids=["capitals", "twice", "file and folder", "folders' capitals"],
)
def test_names_that_clash(out: Path, paths: list[str]) -> None:
    states = [FileState(path=path, fingerprint="", sha256="", size=0) for path in paths]
    with pytest.raises(PublishError, match="same-name"), Publication(out) as publication:
        publication.commit(states)
    assert not out.exists()


def test_a_file_that_was_not_written_is_not_published(out: Path) -> None:
    state = FileState(path="a.html", fingerprint="", sha256="", size=3)
    with pytest.raises(PublishError, match="incomplete"), Publication(out) as publication:
        publication.commit([state])
    assert not out.exists()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "no-room"), (errno.EACCES, "no-right"), (errno.EIO, "failed")]
)
def test_what_the_system_refuses(out: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    publish(out, OLD)

    def refuse(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number), "index.html")

    with pytest.raises(PublishError) as error, Publication(out) as publication:  # noqa: PT012 - opening may not fail
        monkeypatch.setattr(os, "open", refuse)
        publication.put("index.html", "new", lambda: b"new")
    monkeypatch.undo()
    assert (error.value.code, error.value.values["file"]) == (code, "index.html")
    assert read_site(out) == OLD


def test_a_second_build_waits_for_the_first(out: Path) -> None:
    """A process that has the folder open makes the next one wait, and say so; killed, it lets go."""
    script = "import sys; from pathlib import Path; from sitegen.write import Publication\n"
    script += "with Publication(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(out)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"open\n"
        waited: list[bool] = []

        def kill() -> None:
            waited.append(True)
            first.kill()

        with Publication(out, waiting=kill) as publication:
            publication.commit([publication.put_bytes("index.html", b"second")])
    assert waited == [True]
    assert read_site(out) == {"index.html": "second"}


def test_a_refused_folder_is_not_left_locked(out: Path) -> None:
    out.touch()
    for _ in range(2):
        with pytest.raises(PublishError), Publication(out, waiting=lambda: pytest.fail("still locked")):
            pass


def test_errors_travel_from_worker_to_parent() -> None:
    error = PublishError("no-room", {"file": "a", "reason": "b"})
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.values, str(again)) == (error.code, error.values, str(error))


@pytest.mark.parametrize(
    ("out", "fine"),
    [
        ("project/root/_build/site", True),
        ("project/_build/site", True),
        ("project/_build/a/b", True),
        ("elsewhere", True),
        ("project/root-two", False),  # in the project
        ("project/root", False),
        ("project", False),
        (".", False),
        ("project/root/content/x", False),
        ("project/root/_build", False),
        ("project/root/_build/cache", False),
        ("project/root/_build/cache/x", False),
        ("project/_build/../content", False),
        ("link/content", False),
    ],
)
def test_where_may_be_published(tmp_path: Path, out: str, fine: bool) -> None:
    root = tmp_path / "project" / "root"
    root.mkdir(parents=True)
    (tmp_path / "link").symlink_to(root)
    if fine:
        check_out(tmp_path / out, root, tmp_path / "project")
    else:
        with pytest.raises(PublishError, match="out-in-project"):
            check_out(tmp_path / out, root, tmp_path / "project")


def check_places(home: Path, root: Path) -> None:
    """All that a build without --out writes to."""
    check_out(home / "_build" / "site", root, root.parent / "project")
    check_cache(home / "_build" / "cache", root)


@pytest.mark.parametrize("link", ["_build", "_build/site", "_build/cache", "_build/cache/photos"])
def test_nothing_is_written_through_a_link_in_the_root(tmp_path: Path, link: str) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(elsewhere)
    (tmp_path / "way").symlink_to(root)
    for home in (root, tmp_path / "way"):
        with pytest.raises(PublishError, match=f"link=.*/{link}$"):
            check_places(home, root)


def test_links_on_the_way_to_the_root_are_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "root" / "_build" / "cache" / "photos").mkdir(parents=True)
    (tmp_path / "way").symlink_to(tmp_path / "root")
    check_places(tmp_path / "way", tmp_path / "way")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_code_has_words(language: str) -> None:
    """And words of nothing else: the codes are read from the program."""
    words = yaml.safe_load((PROJECT / "templates" / "locale" / language / "publish.yaml").read_text("utf-8"))
    source = (PROJECT / "sitegen" / "write.py").read_text("utf-8")
    for code in words["publish"]:
        assert f'"{code}"' in source
    raised = {line.split('"')[1] for line in source.split("PublishError(")[1:] if line.startswith('"')}
    assert raised | {"no-room", "no-right", "failed"} == words["publish"].keys()


def test_read_manifest_of_nothing(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "nowhere") is None
