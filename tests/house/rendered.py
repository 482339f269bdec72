"""Remembers which templates the tests rendered; a whole pass fails when some never were."""

from django.test.signals import template_rendered

from tests.house.source import templates

# Templates that no test renders yet, each with its reason.
NEVER_RENDERED: dict[str, str] = {}


class Rendered:
    """A pytest plugin for whole passes only (GONGHUI_WHOLE_SUITE)."""

    def __init__(self) -> None:
        """Listen from the first test on."""
        self.names: set[str] = set()
        template_rendered.connect(self._remember)

    def _remember(self, template, **_signal) -> None:
        if template.name:
            self.names.add(template.name)

    def missing(self) -> list[str]:
        """The templates that nothing rendered."""
        known = {str(path).partition("/templates/")[2] for path in templates()}
        return sorted(known - self.names - set(NEVER_RENDERED))

    def pytest_sessionfinish(self, session) -> None:
        """Fail a pass that would otherwise be green."""
        if self.missing() and session.exitstatus == 0:
            session.exitstatus = 1

    def pytest_terminal_summary(self, terminalreporter) -> None:
        """Name them."""
        for name in self.missing():
            terminalreporter.write_line(f"template never rendered by a test: {name}", red=True)
