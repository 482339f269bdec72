"""``python -m bench [name …]``: run all measurements, or those named."""

import importlib
import sys

MEASUREMENTS = ("footprint", "members", "roll_import", "kill_import", "slates", "entries", "votes")


def main() -> int:
    """Run ``main()`` of each measurement, which returns how many limits do not hold; 1 if any."""
    missed = 0
    for name in sys.argv[1:] or MEASUREMENTS:
        print(f"== {name}", flush=True)
        missed += importlib.import_module(f"bench.{name}").main() or 0
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
