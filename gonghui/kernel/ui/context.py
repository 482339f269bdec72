"""What every page's shell needs to know."""

from typing import Any

from django.http import HttpRequest


def shell(_request: HttpRequest) -> dict[str, Any]:
    """Context for the base template."""
    return {}
