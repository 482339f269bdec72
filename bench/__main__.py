"""``python -m bench [name …]``: run all measurements, or those named."""

import importlib
import pkgutil
import sys

import bench


def main() -> int:
    """Run ``main()`` of every module of this package that has one."""
    names = [info.name for info in pkgutil.iter_modules(bench.__path__)]
    for name in sys.argv[1:] or sorted(names):
        if name != "__main__":
            module = importlib.import_module(f"bench.{name}")
            if hasattr(module, "main"):
                print(f"== {name}")
                module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
