"""``python -m bench [name …]``: run all measurements, or those named."""

import importlib
import sys

MEASUREMENTS = ("footprint", "members", "roll_import", "slates")


def main() -> int:
    """Run ``main()`` of each measurement; the other modules are parts of them."""
    for name in sys.argv[1:] or MEASUREMENTS:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
