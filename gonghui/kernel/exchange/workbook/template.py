"""The empty workbook that a union fills."""

from gonghui.kernel.exchange.targets import Target
from gonghui.kernel.exchange.workbook.sheets import SheetWriter


def template_workbook(target: Target) -> bytes:
    """Titles, lists to choose from and notes; no example rows, which people forget to remove."""
    return SheetWriter(target.columns, target.label).finish()
