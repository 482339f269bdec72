"""Imports: late ones have a reason from a closed list; what is imported is what the locks hold."""

import ast
import importlib.metadata
import re
import sys

from tests.house.source import HOUSE, ROOT, python_files, refuse

REASONS = {
    "app registry must be ready",
    "slow import",
    "optional dependency",
}
NOQA = re.compile(
    r"#\s*noqa(?P<codes>:\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*)?(?P<reason>\s+--\s+\S.*)?"
)
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[^]]+\])?(?P<reason>\s+#\s*\S.*)?")
# Used by name only: apps and middleware in settings, the server's command line, the database driver.
NAMED = {"djangoaxes", "djangohtmx", "djangotasksdb", "granian", "whitenoise", "psycopg"}


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


def imported_tops(*tops: str) -> set[str]:
    found = set()
    for source in (source for top in tops for source in python_files(top)):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {HOUSE.name, "tests", "tools", "bench"}


def plain(name: str) -> str:
    """A distribution's name without the signs in which package and module differ."""
    return re.sub(r"[-_.]", "", name.lower())


def listed(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    pins = (line for line in lines if line and line[0] not in "#- ")
    return {plain(re.split(r"[\[=<>~;]", pin)[0].strip()) for pin in pins}


def brought_along(direct: set[str]) -> set[str]:
    """Distributions that the direct ones require themselves; their names may be imported too."""
    return {
        plain(re.split(r"[\s\[=<>~;!(]", line)[0])
        for found in importlib.metadata.distributions()
        if plain(found.name) in direct
        for line in found.requires or ()
    }


def distributions(*tops: str) -> set[str]:
    owners = importlib.metadata.packages_distributions()
    return {plain(min(owners.get(top, [top]))) for top in imported_tops(*tops)}


def test_imports_are_required_and_requirements_imported():
    used, direct = distributions("gonghui"), listed("base.in")

    refuse(used - direct - brought_along(direct), "add these to requirements/base.in")
    refuse(direct - used - NAMED, "take these out of requirements/base.in")


def test_imports_of_tests_and_tools_are_required():
    direct = listed("base.in") | listed("dev.in")
    used = distributions("tests", "tools", "bench")

    refuse(used - direct - brought_along(direct), "add these to requirements/dev.in")


def test_requirements_are_pinned_and_hashed():
    for name in ("base", "dev", "node"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]

        assert [pin for pin in pins if "==" not in pin] == []
        assert lock.count("==") == len(pins)
        assert listed(f"{name}.in") <= listed(f"{name}.txt"), "run make lock"
        assert "--hash=sha256:" in lock
