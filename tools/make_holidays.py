"""Write content/holidays/YEAR.yaml from the `holidays` package, to be checked against the decree.

    .venv/bin/python tools/make_holidays.py YEAR [CONTENT_FOLDER]

Needs the package, which requirements-dev.txt pins. `python3 build.py holidays` compares the files with it.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from sitegen.importers.national_holidays import find_package, make_year, year_text

COUNTRY = "ID"


def main(year: int, content: Path) -> None:
    package = find_package()
    if package is None:
        sys.exit("pip install -r requirements-dev.txt")
    path = content / "holidays" / f"{year}.yaml"
    path.write_text(year_text(make_year(package, COUNTRY, year)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) == 3 else "content"))
