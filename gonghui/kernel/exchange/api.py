"""The door of kernel.exchange."""

from gonghui.kernel.exchange.cells import MEND, NOTE, REFUSE, Fault, Finding, Mended
from gonghui.kernel.exchange.columns import ROW_KEY, ExchangeColumn
from gonghui.kernel.exchange.holders import Holders, HolderSettling, normal
from gonghui.kernel.exchange.parsers import (
    choice,
    dated,
    email,
    form_code,
    iso,
    labels_of,
    mobile,
    person_name,
    text,
    whole_day,
    whole_number,
    words_of,
    yes_no,
)
from gonghui.kernel.exchange.registers import RegisterTarget, Row
from gonghui.kernel.exchange.row_keys import RowKey
from gonghui.kernel.exchange.row_keys import read as read_row_key
from gonghui.kernel.exchange.row_keys import write as write_row_key
from gonghui.kernel.exchange.targets import (
    Checker,
    Late,
    Missing,
    ParsedBlock,
    Progress,
    Setting,
    Settling,
    Stale,
    Target,
    Unsettled,
    Verdict,
    Writer,
    register_target,
)

__all__ = [
    "MEND",
    "NOTE",
    "REFUSE",
    "ROW_KEY",
    "Checker",
    "ExchangeColumn",
    "Fault",
    "Finding",
    "HolderSettling",
    "Holders",
    "Late",
    "Mended",
    "Missing",
    "ParsedBlock",
    "Progress",
    "RegisterTarget",
    "Row",
    "RowKey",
    "Setting",
    "Settling",
    "Stale",
    "Target",
    "Unsettled",
    "Verdict",
    "Writer",
    "choice",
    "dated",
    "email",
    "form_code",
    "iso",
    "labels_of",
    "mobile",
    "normal",
    "person_name",
    "read_row_key",
    "register_target",
    "text",
    "whole_day",
    "whole_number",
    "words_of",
    "write_row_key",
    "yes_no",
]
