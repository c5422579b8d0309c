"""Scripts are joined by what they import, and forms that the joiner does not know are refused."""

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from sitegen.scripts import ScriptError, join_scripts

PROJECT = Path(__file__).parents[2]
STATIC = PROJECT / "static" / "js"
VENDORED = PROJECT / "sitegen" / "vendored"


def node() -> str:
    found = shutil.which("node")
    assert found, "node is missing"
    return found


def run(script: str) -> str:
    """What a module says when it runs."""
    command = [node(), "--input-type=module", "--eval", script]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout.strip()


A = """\
import { one, two } from './lib/b.js'
import {
  three,
} from './lib/c.js'
const own = 'a'
console.log(own + one() + two + three)
"""
B = """\
import { three } from './c.js'
const own = 'b'
export function one() {
  return own
}
export const two = three + 1
"""
C = "const own = 3\nexport const three = own\n"


def test_what_is_imported_comes_along_and_names_do_not_clash() -> None:
    joined = join_scripts({"a.js": A, "lib/b.js": B, "lib/c.js": C})
    assert list(joined) == ["a.js"]
    assert run(joined["a.js"]) == "ab43"


def test_what_is_asked_for_later_is_a_file_of_its_own() -> None:
    joined = join_scripts({
        "main.js": "import('./sub/entry.js')\n",
        "sub/entry.js": "import { load } from '../lib/inner.js'\nexport const start = load\n",
        "lib/inner.js": "export const load = () => import('../map/map.js')\n",
        "map/map.js": "export const open = 1\n",
    })  # fmt: skip
    assert list(joined) == ["main.js", "map/map.js", "sub/entry.js"]
    assert "import('../map/map.js')" in joined["sub/entry.js"]


def test_comments_go_and_text_stays() -> None:
    script = "/** Says. */\n  // why\nconst a = 'https://x.example' // this\n\n  say(a, `b  c`)\n"
    joined = join_scripts({"a.js": script})
    assert joined["a.js"] == "const a='https://x.example'\nsay(a,`b  c`)"


def test_text_of_several_lines_stays() -> None:
    script = "const a = `two\n  // lines`\n"
    assert join_scripts({"a.js": script})["a.js"] == "const a=`two\n  // lines`"


@pytest.mark.parametrize("script", [
    "import x from './b.js'\n",
    "import * as x from './b.js'\n",
    "import './b.js'\n",
    "export default 1\n",
    "export { a }\n",
    "const a = `${b ? `c  d` : ''}`\n",
])  # fmt: skip
def test_other_forms_are_refused(script: str) -> None:
    with pytest.raises(ScriptError):
        join_scripts({"a.js": script, "b.js": ""})


def test_circles_are_refused() -> None:
    one, other = "import { b } from './b.js'\nexport const a = 1\n", "import { a } from './a.js'\nexport const b = 1\n"
    with pytest.raises(ScriptError):
        join_scripts({"a.js": one, "b.js": other, "c.js": "import { a } from './a.js'\n"})


def test_our_scripts_can_be_joined(tmp_path: Path) -> None:
    scripts = {path.relative_to(STATIC).as_posix(): path.read_text("utf-8") for path in STATIC.rglob("*.js")}
    joined = join_scripts(scripts)
    assert {"main.js", "finder/finder.js", "map/map.js", "offline/worker.js"} <= joined.keys()
    for path, script in joined.items():
        file = tmp_path / path.replace("/", "-").replace(".js", ".mjs")
        file.write_text(script, "utf-8")
        done = subprocess.run([node(), "--check", file], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_what_is_vendored_is_whole() -> None:
    rows = re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})`", (VENDORED / "README.md").read_text("utf-8"), re.MULTILINE)
    told = dict(rows)
    ours = {"README.md", "__init__.py"}
    files = {path.name for path in VENDORED.iterdir() if path.is_file()} - ours
    assert {name for name in files if not name.endswith(".LICENSE")} == told.keys()
    for name, digest in told.items():
        assert sha256((VENDORED / name).read_bytes()).hexdigest() == digest
        assert (VENDORED / name).with_suffix(".LICENSE").name in files
