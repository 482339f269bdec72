"""The door of kernel.exchange."""

from gonghui.kernel.exchange.cells import Fault, Finding, Mended
from gonghui.kernel.exchange.columns import ExchangeColumn
from gonghui.kernel.exchange.parsers import (
    choice,
    dated,
    email,
    iso,
    labels_of,
    mobile,
    person_name,
    text,
    yes_no,
)

__all__ = [
    "ExchangeColumn",
    "Fault",
    "Finding",
    "Mended",
    "choice",
    "dated",
    "email",
    "iso",
    "labels_of",
    "mobile",
    "person_name",
    "text",
    "yes_no",
]
