"""Imports: late ones have a reason from a closed list; what is imported is what the locks hold."""

import ast
import importlib.metadata
import re
import sys

from tests.house.source import HOUSE, ROOT, nodes, python_files, refuse

REASONS = {
    "app registry must be ready",
    "slow import",
    "optional dependency",
}
NOQA = re.compile(
    r"#\s*noqa(?P<codes>:\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*)?(?P<reason>\s+--\s+\S.*)?"
)
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[^]]+\])?(?P<reason>\s+#\s*\S.*)?")
# Distributions that are used by name only: in settings, by a command line or as another one's driver.
NAMED = {
    "django-axes": "an app in settings",
    "django-tasks-db": "an app in settings",
    "granian": "the server's command line",
    "whitenoise": "middleware in settings",
    "psycopg": "Django's driver for PostgreSQL",
}


def test_exceptions_from_lint_have_a_code_and_a_reason():
    wrong = [
        f"{source.name}:{number}: write `# noqa: CODE -- reason` or `# type: ignore[code]  # reason`"
        for top in ("gonghui", "tests", "tools", "bench")
        for source in python_files(top)
        for number, line in enumerate(source.text.splitlines(), 1)
        for pattern, word in ((NOQA, "noqa"), (IGNORE, "type: ignore"))
        if f"# {word}" in line
        and (found := pattern.search(line))
        and not (found["codes"] and found["reason"])
        and source.path.name != "test_imports.py"
    ]

    refuse(wrong)


def late_imports() -> list[tuple[str, str]]:
    """Place and reason of every import inside a function."""
    lines = [
        (f"{source.name}:{number}", line)
        for source in python_files()
        for number, line in enumerate(source.text.splitlines(), 1)
        if "PLC0415" in line
    ]
    return [(place, line.partition(" -- ")[2].strip()) for place, line in lines]


def test_late_imports_have_a_known_reason():
    wrong = [f"{place}: {reason!r}" for place, reason in late_imports() if reason not in REASONS]

    refuse(wrong, f"choose one of {sorted(REASONS)}")


def test_late_imports_are_few():
    assert len(late_imports()) <= 40


def imported_tops() -> set[str]:
    found = set()
    for source in python_files():
        for node in nodes(source.name):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {HOUSE.name}


def listed(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    pins = (line for line in lines if line and line[0] not in "#- ")
    return {re.split(r"[\[=<>~;]", pin)[0].strip().lower() for pin in pins}


def brought_along(names: set[str]) -> set[str]:
    """Distributions that the named ones require themselves; their names may be imported too."""
    found = set()
    for name in names:
        for line in importlib.metadata.requires(name) or ():
            found.add(re.split(r"[\s\[=<>~;!(]", line)[0].lower())
    return found


def test_imports_are_required_and_requirements_imported():
    owners = importlib.metadata.packages_distributions()
    used = {min(owners[top]).lower() for top in imported_tops()}
    direct = listed("base.in")

    assert used - direct - brought_along(direct) == set(), "add these to requirements/base.in"


def test_requirements_are_pinned_and_hashed():
    for name in ("base", "dev", "node"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]

        assert [pin for pin in pins if "==" not in pin] == []
        assert lock.count("==") == len(pins)
        assert listed(f"{name}.in") <= listed(f"{name}.txt"), "run make lock"
        assert "--hash=sha256:" in lock
