"""Panels on the first screen of a face, hung there by whoever has something to say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from gonghui.kernel.lib.registry import Registry

ContextFunction = Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A template and where its context comes from; ``side`` puts it beside the main column."""

    face: str
    key: str
    template: str
    context_function: ContextFunction
    order: int = 100
    side: bool = False


@dataclass(frozen=True)
class DrawnPanel:
    """A panel as HTML."""

    key: str
    html: SafeString
    side: bool


panels: Registry[Panel] = Registry("dashboard panel")


def register_dashboard(
    face: str,
    key: str,
    template: str,
    context_function: ContextFunction,
    order: int = 100,
    *,
    side: bool = False,
) -> Panel:
    """Hang a panel onto the first screen of ``face`` ("workbench" or "member").

    ``context_function(request)`` runs in the scope of the request and returns None for "nothing to say".
    """
    panel = Panel(face, key, template, context_function, order, side)
    return panels.register(f"{face}.{key}", panel)


def draw(face: str, request: HttpRequest) -> list[DrawnPanel]:
    """The panels of a face that have something to say, in order."""
    found = sorted(
        (panel for _key, panel in panels if panel.face == face),
        key=lambda panel: (panel.order, panel.key),
    )
    drawn = []
    for panel in found:
        context = panel.context_function(request)
        if context is not None:
            html = render_to_string(panel.template, context, request)
            drawn.append(DrawnPanel(panel.key, html, panel.side))
    return drawn
