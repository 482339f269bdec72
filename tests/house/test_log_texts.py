"""Every key that code traces has a Chinese text, and is a plain word in the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import gonghui
from gonghui.kernel.audit.texts import log_texts

ROOT = Path(gonghui.__file__).parent
BELOW = ("lib", "unions", "people", "access")
FORWARDS = "_trace"
"""A private function of a module that adds what all its traces share takes the key first, too."""


def traced() -> list[tuple[Path, int, ast.expr]]:
    """File, line and first argument of every call of ``trace``."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "trace(" not in text or path.match("kernel/lib/actions.py"):
            continue
        found += [
            (path.relative_to(ROOT.parent), call.lineno, call.args[0])
            for call in _calls(ast.parse(text))
            if call.args and _name(call.func) in ("trace", FORWARDS)
        ]
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call outside the bodies of functions that only pass a key on."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef) and node.name == FORWARDS:
            continue
        if isinstance(node, ast.Call):
            yield node
        yield from _calls(node)


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def keys(argument: ast.expr) -> list[str] | None:
    """The keys that an argument may be: a text, or one of two; None when it cannot be read."""
    if isinstance(argument, ast.Constant):
        return [argument.value]
    if isinstance(argument, ast.IfExp):
        both = [keys(argument.body), keys(argument.orelse)]
        return None if None in both else [key for part in both for key in part]
    return None


def hint(path: Path, key: str) -> str:
    """The line to add, and where."""
    below = path.parts[2] in BELOW
    package = "/".join(path.parts[: 2 if path.parts[1] == "demo" else 3])
    where = "gonghui/kernel/audit/below.py" if below else f"{package}/registrations.py"
    line = f'"{key}": "…",' if below else f'register_log_text("{key}", "…")'
    return f"{where}: {line}"


def test_every_trace_key_is_plain_text():
    assert [f"{path}:{line}" for path, line, key in traced() if keys(key) is None] == []


def test_every_trace_key_has_a_log_text():
    missing = {
        hint(path, key)
        for path, _line, argument in traced()
        for key in keys(argument) or []
        if key not in log_texts
    }
    assert not missing, "say what these keys mean:\n" + "\n".join(sorted(missing))


def test_traces_are_found():
    assert len(traced()) >= 4
