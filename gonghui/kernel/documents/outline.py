"""The words of an official document in the order in which they are read, for both writers.

Numbers of headings, brackets, colons and full stops are put in here once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gonghui.kernel.documents.content import (
    Block,
    CertificateText,
    DataTable,
    Heading,
    NameList,
    OfficialDocument,
    Paragraph,
)
from gonghui.kernel.documents.fitting import text_width
from gonghui.kernel.documents.metrics import (
    BLOCK_WIDTH,
    MM_PER_PT,
    SEALED_DATE_RIGHT,
    TITLE_PT,
    UNSEALED_RIGHT,
)
from gonghui.kernel.documents.numbers import (
    chinese_date,
    copy_number,
    heading_number,
    official_number,
)

WIDE_SPACE = "　"
PHRASE_ENDS = (
    "关于",
    "工会",
    "年度",
    "》",
    "、",
    "和",
    "及",
    "表彰",
    "评选",
    "做好",
    "开展",
    "系统",
)
CLOSING = "的》）、，。年月日"
TITLE_CHARACTERS = BLOCK_WIDTH / (TITLE_PT * MM_PER_PT)
HEADING_FACES = {1: "strong", 2: "kai", 3: "body", 4: "body"}


@dataclass(frozen=True)
class Line:
    """A paragraph ready to be set: text, kind of type, indent in characters, alignment."""

    text: str
    face: str = "body"
    indent: int = 0
    align: str = "left"
    heading: bool = False


def top_lines(document: OfficialDocument) -> list[Line]:
    """份号, 密级, 紧急程度, from the top down, those that are there."""
    number = [Line(copy_number(document.copy_no))] if document.copy_no else []
    rest = [Line(text, "strong") for text in (document.secrecy, document.urgency) if text]
    return number + rest


def number_text(document: OfficialDocument) -> str:
    """发文字号; with an empty place for the sequence of a document that is not issued yet."""
    number = document.number
    if number is None:
        return ""
    if number.sequence is None or number.year is None:
        year = number.year or WIDE_SPACE * 2
        return f"{number.code}〔{year}〕{WIDE_SPACE}号"
    return official_number(number.code, number.year, number.sequence)


def title_text(title: str) -> str:
    """The title in lines of about the same length, broken where a phrase ends if there is such a place.

    A title that brings its own line breaks keeps them (GB/T 9704, 7.3.1: broken by sense).
    """
    width = text_width(title)
    if "\n" in title or width <= TITLE_CHARACTERS:
        return title
    count = -int(-width // TITLE_CHARACTERS)
    lines, rest = [], title
    for left in range(count, 1, -1):
        at = _break_near(rest, text_width(rest) / left)
        lines.append(rest[:at])
        rest = rest[at:]
    return "\n".join([*lines, rest])


def _break_near(text: str, wanted: float) -> int:
    """The index nearest to a width where a phrase ends; else where the width is reached."""
    widths = {at: text_width(text[:at]) for at in range(1, len(text))}
    most = {at: width for at, width in widths.items() if width <= TITLE_CHARACTERS}
    ends = [at for at in most if text[:at].endswith(PHRASE_ENDS) and text[at] not in CLOSING]
    near = [at for at in ends if abs(most[at] - wanted) <= TITLE_CHARACTERS / 4]
    plain = [at for at in most if text[at] not in CLOSING and not _splits_number(text, at)]
    return min(near or plain or [len(text) - 1], key=lambda at: abs(widths[at] - wanted))


def _splits_number(text: str, at: int) -> bool:
    return text[at - 1].isascii() and text[at].isascii()


def addressee_text(document: OfficialDocument) -> str:
    """主送机关 with its full-width colon."""
    return "、".join(document.addressees) + "：" if document.addressees else ""


def body_parts(blocks: tuple[Block, ...]) -> Iterator[Line | DataTable | NameList]:
    """Blocks as lines, headings numbered; tables and name lists as they are."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if isinstance(block, Heading):
            yield _heading(block, counts)
        elif isinstance(block, Paragraph):
            yield Line(block.text, indent=2 if block.indent else 0, align=block.align)
        else:
            yield block


def _heading(block: Heading, counts: list[int]) -> Line:
    """Count this level on, begin the deeper ones again."""
    number = ""
    if block.numbered:
        counts[block.level - 1] += 1
        counts[block.level :] = [0] * (4 - block.level)
        number = heading_number(block.level, counts[block.level - 1])
    return Line(number + block.text, HEADING_FACES[block.level], indent=2, heading=True)


def attachment_lines(document: OfficialDocument) -> list[tuple[str, str]]:
    """附件说明: what stands in front of each name, and the name without a full stop."""
    titles = [one.title.rstrip("。.") for one in document.attachments]
    if len(titles) < 2:
        return [("附件：", title) for title in titles]
    return [
        (f"{'附件：' if place == 1 else WIDE_SPACE * 3}{place}.", title)
        for place, title in enumerate(titles, 1)
    ]


def attachment_label(document: OfficialDocument, place: int) -> str:
    """What stands at the top left of an attachment's first page: 附件, or 附件1 where there are several."""
    return f"附件{place}" if len(document.attachments) > 1 else "附件"


def date_text(document: OfficialDocument) -> str:
    """成文日期; room for it while it is open."""
    return chinese_date(document.signed_on) if document.signed_on else "　　年　月　日"


def note_text(document: OfficialDocument) -> str:
    """附注 in round brackets."""
    return f"（{document.note}）" if document.note else ""


def copies_text(document: OfficialDocument) -> str:
    """抄送机关 with a full stop at the end (GB/T 9704, 7.4.2)."""
    return "，".join(document.copies_to) + "。" if document.copies_to else ""


def printed_text(document: OfficialDocument) -> tuple[str, str]:
    """印发机关 and 印发日期; a letter has neither (GB/T 9704, 10.1)."""
    if document.layout == "letter":
        return "", ""
    day = f"{chinese_date(document.printed_on)}印发" if document.printed_on else ""
    return document.printed_by, day


def has_imprint(document: OfficialDocument) -> bool:
    """Whether there is a 版记 at all."""
    return bool(document.copies_to) or any(printed_text(document))


def spread_name(name: str) -> str:
    """A name of two characters with the width of three, as name lists are set."""
    return f"{name[0]}{WIDE_SPACE}{name[1]}" if len(name) == 2 and name.isalpha() else name


def name_lines(names: NameList) -> list[tuple[str, ...]]:
    """Names spread, so many to a line."""
    spread = [spread_name(name) for name in names.names]
    return [
        tuple(spread[start : start + names.per_line])
        for start in range(0, len(spread), names.per_line)
    ]


def right_indents(document: OfficialDocument) -> tuple[float, float]:
    """How many characters stand free on the right of the signature and of the date (GB/T 9704, 7.3.5).

    With a seal the date keeps four and the name stands above its middle; a name too long for that
    goes to the edge and the date below its middle. Without a seal the name keeps two and the date
    begins two characters behind the beginning of the name.
    """
    name, day = text_width(document.signed_by[0]), text_width(date_text(document))
    if document.sealed:
        above = SEALED_DATE_RIGHT + (day - name) / 2
        return (above, SEALED_DATE_RIGHT) if above >= 0 else (0, (name - day) / 2)
    if name - day >= UNSEALED_RIGHT:
        return UNSEALED_RIGHT, name - day
    return UNSEALED_RIGHT * 2 + day - name, UNSEALED_RIGHT


def certificate_lines(text: CertificateText) -> list[str]:
    """Number of a certificate and the sign that is typed to check it."""
    number = [f"证书编号：{text.number}"] if text.number else []
    return [*number, *([f"验证码：{text.code}"] if text.code else [])]
