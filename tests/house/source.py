"""The tree as the house checks see it: every file read and parsed once."""

import ast
import functools
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "gonghui"
NOT_OURS = {".git", ".venv", "node_modules", "var", ".mypy_cache", ".ruff_cache", ".hypothesis"}


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @functools.cached_property
    def name(self) -> str:
        """Its path inside the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        """How long it is."""
        return self.text.count("\n")

    def place(self, node: ast.AST) -> str:
        """``file:line`` of a node."""
        return f"{self.name}:{node.lineno}"


@functools.cache
def python_files(top: str = "gonghui") -> tuple[Source, ...]:
    """Every Python file below ``top`` but migrations, which are written by Django."""
    return tuple(
        Source(path, path.read_text(encoding="utf-8"), ast.parse(path.read_bytes()))
        for path in sorted((ROOT / top).rglob("*.py"))
        if "migrations" not in path.parts
    )


@functools.cache
def nodes(source_name: str) -> tuple[ast.AST, ...]:
    """All nodes of one file of the house."""
    return tuple(ast.walk(_by_name()[source_name].tree))


@functools.cache
def _by_name() -> dict[str, Source]:
    return {source.name: source for source in python_files()}


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository that is kept or about to be, without what git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):  # unpacked from an archive
        folders = (path for path in ROOT.iterdir() if path.name not in NOT_OURS)
        paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    else:
        paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return tuple(path for path in paths if path.is_file() and path.suffix != ".pyc")


@functools.cache
def templates() -> tuple[Path, ...]:
    """Every template of the house."""
    return tuple(sorted(path for path in HOUSE.rglob("templates/**/*") if path.is_file()))


def refuse(wrong: Iterable[str], remedy: str = "") -> None:
    """Fail with one line for each place, unless there is none."""
    places = list(wrong)
    if places:
        pytest.fail(
            "\n  ".join([f"{len(places)} places; {remedy}".strip("; "), *places]), pytrace=False
        )


def decorated(function: ast.AST, name: str) -> bool:
    """Whether a function carries a decorator of this name, called or not, with or without module."""
    for decorator in getattr(function, "decorator_list", ()):
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        if getattr(target, "id", getattr(target, "attr", None)) == name:
            return True
    return False
