"""Remembers which templates the tests rendered; the whole suite fails when some never were.

Every pass writes its own list (GONGHUI_RENDERED); ``python -m tests.house.rendered LIST…`` compares them with
the templates of the house.
"""

import sys
from pathlib import Path

from django.test.signals import template_rendered

from tests.house.source import templates

# Templates that no test renders yet, each with its reason.
NEVER_RENDERED: dict[str, str] = {}


class Rendered:
    """A pytest plugin that lists what a pass rendered in a file."""

    def __init__(self, path: str) -> None:
        """Listen from the first test on."""
        self.path, self.names = Path(path), set()
        template_rendered.connect(self._remember)

    def _remember(self, template, **_signal) -> None:
        if template.name:
            self.names.add(template.name)

    def pytest_sessionfinish(self) -> None:
        """Write the list."""
        self.path.write_text("\n".join(sorted(self.names)), encoding="utf-8")


def never_rendered(lists: list[str]) -> list[str]:
    """The templates of the house that stand in none of the files ``lists``."""
    known = {str(path).partition("/templates/")[2] for path in templates()}
    seen = {name for path in lists for name in Path(path).read_text(encoding="utf-8").splitlines()}
    return sorted(known - seen - set(NEVER_RENDERED))


if __name__ == "__main__":
    missing = never_rendered(sys.argv[1:])
    sys.exit("\n".join(f"template never rendered by a test: {name}" for name in missing) or 0)
