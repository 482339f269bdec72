"""Templates: no script or style inside, so that the strict content security policy holds."""

import re

import pytest

from tests.house.source import HOUSE, refuse, templates

INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
    "style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "address": re.compile(r"href\s*=\s*[\"']javascript:", re.IGNORECASE),
    "foreign": re.compile(r"(?:src|srcset)\s*=\s*[\"'](?:https?:)?//|<link[^>]+href=[\"']https?:"),
}


@pytest.mark.parametrize(("kind", "pattern"), INLINE.items(), ids=list(INLINE))
def test_templates_hold_no_inline(kind, pattern):
    wrong = [
        f"{path.relative_to(HOUSE)}:{number}: move it to a static file"
        for path in templates()
        if path.suffix == ".html"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]

    refuse(wrong, kind)


def test_templates_are_the_apps_own():
    """Templates lie in ``templates/<app>/``, or they would shadow another app's."""
    wrong = [
        path.relative_to(HOUSE).as_posix()
        for path in templates()
        if (parts := path.parts)[parts.index("templates") + 1]
        != parts[parts.index("templates") - 1]
    ]

    assert [name for name in wrong if name not in SHADOWS] == []


# Templates that replace one of a library's on purpose.
SHADOWS: dict[str, str] = {}
