"""Where lists hand themselves over to kernel.exchange, which stands above this package."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

# the second argument is a lists.table.Table, which imports nothing from here
Exporter = Callable[[HttpRequest, Any], HttpResponse]
ImportAddress = Callable[[Any, str], str]
_exporters: list[Exporter] = []
_import_addresses: list[ImportAddress] = []


def register_exporter(function: Exporter) -> None:
    """Install the one answer to ``?export=xlsx``: a workbook at once, or a page of a running job."""
    _exporters[:] = [function]


def register_importer(function: ImportAddress) -> None:
    """Install the one way to an import: ``function(user, target) -> address``, "" if not allowed."""
    _import_addresses[:] = [function]


def exporter() -> Exporter | None:
    """What was installed."""
    return next(iter(_exporters), None)


def import_address(user: Any, target: str) -> str:
    """Where rows of ``target`` are imported."""
    found = next(iter(_import_addresses), None)
    return found(user, target) if found and target else ""
