"""Where build.py hands over: started by the Python of .venv in isolation, with nothing but the program importable.

Isolation (`python -I`) takes the current folder, the script's folder and PYTHONPATH off the search path, so that no
file of anybody's content can pose as a module.
"""

import gc
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    # Records are trees that nothing in them leads back to: looking for circles among 100,000s of them is half the time.
    gc.set_threshold(200_000, 50, 50)
    try:
        from sitegen.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # before or after a command is at work
        sys.exit(130)
