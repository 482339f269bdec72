"""Resolves ``requirements/*.in`` into hash-locked lists that name no host; ``make lock`` calls it.

Run it with the oldest Python that has to work (Debian 12's 3.11.2), because releases that want a younger
one are left out only there. Pins that still fit stay as they are; to raise one, change it in its ``.in`` file, or delete the list.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST_PYTHON = (3, 11, 2)
LISTS = ("base", "dev", "node")  # dev is constrained by base, so base comes first
OPTIONS = [
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--allow-unsafe",
    "--no-header",
    "--no-annotate",
    "--no-emit-options",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
]


def main() -> None:
    """Lock the Python lists, then the npm list."""
    if sys.version_info[:3] > OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        print(
            f"! this Python is younger than {wanted}: look whether every pin still installs there"
        )
    for name in LISTS:
        print(f"· requirements/{name}.txt", flush=True)
        files = [f"--output-file={name}.txt", f"{name}.in"]
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *files]
        subprocess.run(command, check=True, cwd=ROOT / "requirements")
    print("· package-lock.json", flush=True)
    npm = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(npm, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
