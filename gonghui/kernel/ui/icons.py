"""Icons drawn into the page, so that no font and no second request is needed."""

import re
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from gonghui.kernel.ui import packages

BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
NAME = re.compile(r"[a-z0-9-]+")


@lru_cache(maxsize=512)
def draw(name: str) -> SafeString:
    """The icon as SVG, hidden from screen readers; the text beside it speaks.

    Raises:
        LookupError: bootstrap-icons has no such icon.
    """
    path = packages.folder() / packages.ICONS / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.exists():
        raise LookupError(f"no icon is called {name!r}")
    body = BODY.search(path.read_text(encoding="ascii")).group(1).strip()
    svg = f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{body}</svg>'
    return mark_safe(re.sub(r">\s+<", "><", svg))  # noqa: S308 -- a file of the locked package
