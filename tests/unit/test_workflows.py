"""What forges and hosts run: right in form, safe with strangers' proposals, and made of commands that work."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import yaml

from sitegen.cli import main
from support.building import build_site

PROJECT = Path(__file__).parents[2]
GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
TAKE = PROJECT / "tools" / "take_content.py"

named = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def load(path: Path) -> dict[str, Any]:
    """A YAML file; the key `on`, which YAML 1.1 takes for a yes, as it is written."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in read.items()}


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


# --- safe ---


@named
def test_no_event_hands_a_stranger_our_rights(path: Path) -> None:
    events = set(load(path)["on"])
    assert events <= {"pull_request", "push", "schedule", "workflow_dispatch"}


@named
def test_rights_are_told_and_few(path: Path) -> None:
    workflow = load(path)
    rights = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
    may_write = {(name, level) for right in rights for name, level in right.items() if level == "write"}
    if "pull_request" in workflow["on"]:
        assert rights == [{"contents": "read"}, *({} for _ in workflow["jobs"])]
    allowed = {"publish": {"pages", "id-token", "attestations"}, "due": {"issues"}}
    assert {name for name, _ in may_write} == allowed.get(path.stem, set())


@named
def test_no_secret_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    if "pull_request" in load(path)["on"]:
        assert "github.token" not in text


@named
def test_steps_of_others_are_pinned(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    for step in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", step), step


@named
def test_no_credentials_stay(path: Path) -> None:
    for step in steps(load(path)):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@named
def test_what_others_wrote_never_becomes_a_command(path: Path) -> None:
    """Expressions are filled in before a shell reads the line: so none stands in one."""
    assert [step["run"] for step in steps(load(path)) if "${{" in step.get("run", "")] == []


def test_a_warning_holds_no_site_back() -> None:
    """Events pass and calendars end without anybody's doing, and check lets proposals with warnings through."""
    assert [call for call in calls() if "--strict" in call[1]] == []


@named
def test_time_is_limited(path: Path) -> None:
    assert all(job["timeout-minutes"] <= 60 for job in load(path)["jobs"].values())


def test_a_proposal_is_checked_by_our_own_code() -> None:
    checkout, take, *_ = steps(load(GITHUB / "workflows" / "check.yml"))
    assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert load(GITHUB / "workflows" / "check.yml")["env"]["BASE"] == "refs/proposal^1"  # the same branch, as it is now
    assert "tools/take_content.py" in take["run"]


def test_only_the_main_branch_is_published() -> None:
    jobs = load(GITHUB / "workflows" / "publish.yml")["jobs"]
    assert {job["if"] for job in jobs.values()} == {"github.ref == 'refs/heads/main'"}
    assert "run" not in {key for step in jobs["deploy"]["steps"] for key in step}


# --- the commands ---


def scripts() -> Iterator[tuple[str, str]]:
    """Every script with the name of its file."""
    for path in WORKFLOWS:
        for step in steps(load(path)):
            if "run" in step:
                yield path.name, step["run"]
    for job in load(PROJECT / ".gitlab-ci.yml").values():
        if "script" in job:
            yield ".gitlab-ci.yml", "\n".join(job["script"])
    netlify = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))
    yield "netlify.toml", netlify["build"]["command"]
    yield "netlify.toml", netlify["context"]["deploy-preview"]["command"]
    handbook = (PROJECT / "docs/publishers/index.md").read_text(encoding="utf-8")
    yield from (("handbook", line) for line in re.findall(r"`(python3 build\.py [^`]+)`", handbook))


def calls() -> list[tuple[str, list[str]]]:
    """Every call of ours, with values in place of the variables."""
    found = []
    for file, script in scripts():
        for line in script.replace("\\\n", " ").split("\n"):
            call = re.search(r"python3 build\.py[^>|]*", line)
            if call:
                filled = re.sub(r'"([^"]*)\$[{\w}]+([^"]*)"', _filled, call[0])
                found.append((file, shlex.split(filled)[2:]))
    return found


def _filled(match: re.Match[str]) -> str:
    whole = match[0]
    if ".." in whole:
        return "HEAD..HEAD"
    return "https://direktori.example/" if whole.endswith('/"') else "_build/pratinjau"


CALLS = calls()
CHEAP = {"check", "due", "diff"}


def test_calls_are_found() -> None:
    assert {file for file, _ in CALLS} >= {path.name for path in WORKFLOWS if path.stem != "test"}
    assert {arguments[0] for _, arguments in CALLS if arguments} >= {*CHEAP, "test", "--base-url"}
    assert {arguments[0] for file, arguments in CALLS if file == ".gitlab-ci.yml"} >= {*CHEAP, "--base-url"}


@pytest.mark.parametrize(
    "arguments",
    sorted({tuple(arguments) for _, arguments in CALLS if arguments and arguments[0] in CHEAP}),
    ids=" ".join,
)
def test_cheap_commands_work(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--now", "2026-11-21"]) == 0
    out = capsys.readouterr().out
    if "issues" in arguments:
        assert all({"title", "body"} <= issue.keys() for issue in json.loads(out))


@pytest.mark.parametrize(
    "arguments",
    sorted({tuple(arguments) for _, arguments in CALLS if arguments and arguments[0] not in {*CHEAP, "test"}}),
    ids=" ".join,
)
def test_builds_are_called_rightly(arguments: tuple[str, ...]) -> None:
    """Understood to the last option; what they build, other tests build."""
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0


def test_every_script_is_shell() -> None:
    for file, script in scripts():
        done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
        assert done.returncode == 0, (file, done.stderr)


def test_all_messages_stand_in_the_summary(tmp_path: Path) -> None:
    """Also when the check fails, and in a block that nothing in them can end."""
    (step,) = (step for step in steps(load(GITHUB / "workflows" / "check.yml")) if step.get("name") == "Semua pesan")
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\nprintf 'a: galat: b\\n```\\n# c\\n'\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    summary = tmp_path / "summary"
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(summary)}
    subprocess.run(["bash", "-e"], input=step["run"], text=True, env=environment, check=True)
    said = "    a: galat: b\n    ```\n    # c\n"
    assert summary.read_text(encoding="utf-8").partition("\n\n")[2] == f"{said}\n{said}"


# --- what is taken from a proposal ---


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for name in ("content/centres/a.yaml", "content/centres/b.yaml", "build.py"):
        write(tmp_path, name, "x: 1\n")
    commit(tmp_path)
    git(tmp_path, "tag", "base")
    return tmp_path


def git(root: Path, *arguments: str) -> str:
    options = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *options, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")


def take(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Check out the base, and take the content of what is committed now."""
    git(root, "tag", "--force", "proposal")
    git(root, "checkout", "--quiet", "--detach", "base")
    return subprocess.run(
        [sys.executable, str(TAKE), "base", "proposal"],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_content_is_taken(repository: Path) -> None:
    write(repository, "content/centres/a.yaml", "x: 2\n")
    write(repository, "content/centres/c.yaml", "x: 3\n")
    (repository / "content/centres/b.yaml").unlink()
    commit(repository)
    assert take(repository).returncode == 0
    assert sorted(path.name for path in (repository / "content/centres").iterdir()) == ["a.yaml", "c.yaml"]
    assert (repository / "content/centres/a.yaml").read_text(encoding="utf-8") == "x: 2\n"


def test_code_is_not_taken(repository: Path) -> None:
    write(repository, "build.py", "evil\n")
    commit(repository)
    assert take(repository).returncode == 0
    assert (repository / "build.py").read_text(encoding="utf-8") == "x: 1\n"


def test_content_and_code_together_are_refused(repository: Path) -> None:
    write(repository, "content/centres/a.yaml", "x: 2\n")
    write(repository, "build.py", "evil\n")
    commit(repository)
    done = take(repository)
    assert done.returncode == 1
    assert done.stdout.startswith("::error::")
    assert (repository / "content/centres/a.yaml").read_text(encoding="utf-8") == "x: 1\n"
    git(repository, "checkout", "--quiet", "proposal")
    assert take(repository, MIXED="allowed").returncode == 0
    assert (repository / "build.py").read_text(encoding="utf-8") == "x: 1\n"


def test_links_are_refused(repository: Path) -> None:
    (repository / "content/centres/link.yaml").symlink_to("/etc/passwd")
    commit(repository)
    assert take(repository).returncode == 1
    assert not (repository / "content/centres/link.yaml").is_symlink()


def test_submodules_are_refused(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},content/sub")
    git(repository, "commit", "--quiet", "--message", "x")
    assert take(repository).returncode == 1


def test_a_name_is_no_command(repository: Path) -> None:
    write(repository, "content/centres/\n::set-output name=x::y.yaml", "x: 1\n")
    write(repository, "::warning::x", "x: 1\n")
    commit(repository)
    done = take(repository)
    assert done.returncode == 1
    assert [
        line for line in done.stdout.splitlines() if line.startswith("::") and not line.startswith("::error::")
    ] == []


# --- issues ---


def test_issues_are_opened_once(tmp_path: Path) -> None:
    """With a stand-in for GitHub's client, which knows one issue and notes what it is asked."""
    client = tmp_path / "gh"
    client.write_text(
        f'#!/bin/sh\necho "$2 $*" >> "{tmp_path}/asked"\n'
        'if [ "$2" = list ]; then echo \'[{"body": "x <!-- due: lama --> y"}]\'; fi\n',
        encoding="utf-8",
    )
    client.chmod(0o755)
    wanted = [{"centre": name, "title": name, "body": "isi"} for name in ("lama", *map(str, range(12)))]
    done = subprocess.run(
        [sys.executable, str(PROJECT / "tools/open_issues.py")],
        input=json.dumps(wanted),
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert len(re.findall("^create issue create", asked, re.MULTILINE)) == 10
    assert "--title lama" not in asked
    assert done.stdout == "10 tiket baru, 1 sudah ada\n"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_forms(path: Path) -> None:
    form = load(path)
    assert {"name", "description", "body"} <= form.keys()
    fields = [part for part in form["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in fields]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-z-]+", known) for known in ids)
    assert {part["type"] for part in fields} <= {"input", "textarea", "dropdown"}
    assert all(part["attributes"]["label"] for part in fields)


def test_report_links_fill_in_the_forms(tmp_path: Path) -> None:
    """Each form is led to, and the names that links carry are the ids of its fields."""
    root = shutil.copytree(PROJECT / "tests" / "sites" / "two-languages", tmp_path / "root")
    (root / "content" / "centres" / "antahari.yaml").unlink()  # its region has none then
    address, out = "https://example.org/issues/new", tmp_path / "site"
    with (root / "site_config.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"reports: {{issues: {address}}}\n")
    build_site("--root", str(root), "--out", str(out), "--no-catalogue", "--no-handbook")
    led_to = set()
    for page in out.rglob("*.html"):
        for link in re.findall(rf'href="{re.escape(address)}\?([^"]*)"', page.read_text(encoding="utf-8")):
            told = dict(parse_qsl(unescape(link), strict_parsing=True))
            form = load(GITHUB / "ISSUE_TEMPLATE" / told.pop("template"))
            led_to.add(form["name"])
            assert told.keys() <= {"title", *(part.get("id") for part in form["body"])}
            assert all(told.values())
    assert led_to == {load(path)["name"] for path in FORMS}


# --- the rest ---


def test_hosts_publish_what_is_built() -> None:
    netlify = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))
    cloudflare = tomllib.loads((PROJECT / "wrangler.toml").read_text(encoding="utf-8"))
    assert netlify["build"]["publish"] == cloudflare["pages_build_output_dir"] == "_build/site"


def test_dependabot_watches_every_lock() -> None:
    updates = load(GITHUB / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "npm", "github-actions"}


def test_owners_named_in_the_example_own_something() -> None:
    lines = (GITHUB / "CODEOWNERS.example").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(owner.startswith("@ORGANISASI/") for _, owner in rules)  # nobody is named who may not exist
    for pattern, _ in rules:
        if not pattern.startswith("*"):
            assert list(PROJECT.glob(pattern.strip("/"))), pattern
