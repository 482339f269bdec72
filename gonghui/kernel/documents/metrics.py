"""GB/T 9704-2012 as data: the measures of an official document, read by both writers and their tests.

Millimetres unless a name ends in ``_pt``. The table is that of handbook contests §12; what the handbook
leaves open stands here too, with a remark.
"""

MM_PER_PT = 25.4 / 72
TWIPS_PER_MM = 1440 / 25.4

# Paper and text block
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_TOP, MARGIN_LEFT = 37.0, 28.0  # 天头, 订口; each ± 1
BLOCK_WIDTH, BLOCK_HEIGHT = 156.0, 225.0
MARGIN_RIGHT = PAGE_WIDTH - MARGIN_LEFT - BLOCK_WIDTH
MARGIN_BOTTOM = PAGE_HEIGHT - MARGIN_TOP - BLOCK_HEIGHT

# Grid
LINES, CHARACTERS = 22, 28
LINE = BLOCK_HEIGHT / LINES
CHARACTER = BLOCK_WIDTH / CHARACTERS
LINE_PT = LINE / MM_PER_PT
CHARACTER_PT = CHARACTER / MM_PER_PT

# Sizes of type: 2号, 3号, 4号
TITLE_PT, BODY_PT, SMALL_PT = 22.0, 16.0, 14.0

# Head of the first page
MARK_TOP = 35.0  # below the upper edge of the text block
MARK_LARGEST = 15.0  # [G] height of a character of the mark; the standard names no size
MARK_WIDEST = 146.0  # [G] "narrower than the block"
NUMBER_GAP_LINES = 2  # empty lines between mark and document number
RULE_GAP = 4.0  # number to red line
RULE_THICKNESS = 0.7  # [G] the red line; the standard names no thickness
TITLE_GAP_LINES = 2  # red line to title
ADDRESSEE_GAP_LINES = 1  # title to addressee
COPY_NUMBER_DIGITS = 6

# End of the text
INDENT = 2  # characters before a paragraph
ATTACHMENT_GAP_LINES = 1
SIGNATURE_GAP_LINES = 2  # room for the seal, whose upper edge is within one line of the text
SEALED_DATE_RIGHT = 4  # characters between the date and the right edge
UNSEALED_RIGHT = 2

# Imprint
THICK_RULE, THIN_RULE = 0.35, 0.25
IMPRINT_INDENT = 1

# Page number
PAGE_NUMBER_GAP = 7.0  # text block to the dashes beside the number
PAGE_NUMBER_INDENT = 1

# Letter format
LETTER_MARK_TOP = 30.0  # below the edge of the paper
LETTER_RULE_GAP = 4.0  # mark to the upper double line
LETTER_RULE_WIDTH = 170.0
LETTER_RULE_BOTTOM = 20.0  # lower double line to the lower edge of the paper
LETTER_NUMBER_GAP = BODY_PT * MM_PER_PT * 7 / 8  # double line to the number

RED, GOLD = "#E60012", "#B8860B"

# Paper of forms and tables: width, height, margins top, right, bottom, left
PAPERS = {
    "A4": (210.0, 297.0, (20.0, 18.0, 18.0, 22.0)),
    "A4-landscape": (297.0, 210.0, (20.0, 18.0, 18.0, 18.0)),
    "A3-landscape": (420.0, 297.0, (20.0, 20.0, 18.0, 25.0)),
}


def points(millimetres: float) -> float:
    """Millimetres as points."""
    return millimetres / MM_PER_PT


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point, the unit of Word."""
    return round(millimetres * TWIPS_PER_MM)


def mark_size(text: str) -> float:
    """Height in millimetres of the mark's characters, so that one line of them stays within the block."""
    return min(MARK_LARGEST, MARK_WIDEST / max(1, len(text)))
