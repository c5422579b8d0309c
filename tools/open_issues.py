#!/usr/bin/env python3
"""Open the issues that `build.py due --format issues` proposes, with GitHub's own client.

    python3 build.py due --format issues | python3 tools/open_issues.py

Nothing is opened twice: an open issue of the same centre counts. At most LIMIT a run, so nobody drowns in them.
"""

import json
import subprocess
import sys

LABEL = "perlu-dipastikan"
LIMIT = 10


def main() -> int:
    wanted = json.load(sys.stdin)
    command = ["gh", "issue", "list", "--state", "open", "--label", LABEL, "--limit", "1000", "--json", "body"]
    there = json.loads(gh(command))
    bodies = [issue["body"] for issue in there]
    new = [issue for issue in wanted if not any(mark_of(issue) in body for body in bodies)]
    if new:
        gh(["gh", "label", "create", LABEL, "--force", "--color", "0b5d5b"])
    for issue in new[:LIMIT]:
        body = f"{issue['body']}\n\n{mark_of(issue)}\n"
        gh(["gh", "issue", "create", "--label", LABEL, "--title", issue["title"], "--body", body])
    print(f"{len(new[:LIMIT])} tiket baru, {len(wanted) - len(new)} sudah ada")
    return 0


def mark_of(issue: dict[str, str]) -> str:
    """What tells an issue of ours again; not shown to readers."""
    return f"<!-- due: {issue.get('centre', 'calendar')} -->"


def gh(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


if __name__ == "__main__":
    sys.exit(main())
