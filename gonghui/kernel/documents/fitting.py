"""How large the type of a form's cell may be, estimated alike for both writers; long text flows in the end."""

from gonghui.kernel.documents.metrics import MM_PER_PT

USUAL_PT, SMALLEST_PT = 12.0, 9.0
STEP_PT = 0.5
LEADING = 1.35
PADDING = 3.2  # millimetres, both sides together


def text_width(text: str) -> float:
    """Width in ems: Latin signs count half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def line_count(text: str, ems: float) -> int:
    """How many lines a text needs at a width of so many ems."""
    room = max(1.0, ems)
    return sum(max(1, -int(-text_width(part) // room)) for part in text.split("\n"))


def size_for(text: str, width: float, height: float) -> float:
    """The largest size in points, 12 at most and 9 at least, at which a text fits a cell.

    Args:
        text: the whole of it.
        width: of the cell, millimetres.
        height: of the cell, millimetres.
    """
    size = USUAL_PT
    while size > SMALLEST_PT and text_height(text, width, size) > height:
        size -= STEP_PT
    return size


def text_height(text: str, width: float, size: float) -> float:
    """Millimetres that a text needs in a cell."""
    em = size * MM_PER_PT
    return line_count(text, (width - PADDING) / em) * em * LEADING + PADDING / 2
