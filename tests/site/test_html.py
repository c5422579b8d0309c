"""Every page is valid HTML: the Nu checker has neither an error nor a warning for it."""

import json
import re
import subprocess
from pathlib import Path

from support.site import OTHERS, no_faults

CHECKER = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


# The checker takes a file to have no origin, so that 'self' allows nothing, pictures neither, and JSON-LD to be a
# script that runs. Whether the policy holds is judged by a browser, in test_axe.py.
NOT_ITS_BUSINESS = re.compile(r"violates Content Security Policy \(meta tag\): .*(external|missing|img-src)")


def check(folder: Path) -> list[str]:
    """What the checker says of all pages in a folder, one line each."""
    assert CHECKER.is_file(), "the Nu checker is missing: python3 build.py test installs it"
    command = ["java", "-XX:TieredStopAtLevel=1", "-Xss2m", "-jar", str(CHECKER), "--skip-non-html", "--format", "json"]
    done = subprocess.run([*command, str(folder)], capture_output=True, encoding="utf-8", check=False)
    messages = json.loads(done.stderr)["messages"]
    told = [(message.get("url", "").partition(f"{folder}/")[2], message) for message in messages]
    return [
        f"{path}:{message.get('lastLine')}: {message['message']}"
        for path, message in told
        if not NOT_ITS_BUSINESS.search(message["message"]) and not path.startswith(OTHERS)
    ]


def test_every_page_is_valid(built_site: Path) -> None:
    no_faults(check(built_site))


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>'
    (tmp_path / "error.html").write_text(f"{head}<p><div></p>", "utf-8")
    (tmp_path / "warning.html").write_text(f"{head}<section><p>no heading</p></section>", "utf-8")
    found = "\n".join(check(tmp_path))
    assert "error.html" in found
    assert "warning.html" in found
