"""What stands in a document, without how it looks: frozen dataclasses that go through JSON and back.

Both writers read these and nothing else, so that .docx and PDF cannot differ in content.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Layout = Literal["document", "letter", "plain"]
HONOUR_HEADING = "荣誉证书"
Align = Literal["left", "center", "right"]
Paper = Literal["A4", "A4-landscape", "A3-landscape"]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4; its number (一、（一）1.（1）) is counted unless ``numbered`` is off."""

    text: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """Plain text, indented by two characters unless ``indent`` is off."""

    text: str
    indent: bool = True
    align: Align = "left"


@dataclass(frozen=True)
class DataTable:
    """A table in the text; ``widths`` are shares of the block, equal when empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class NameList:
    """People under a heading, several to a line; names of two characters are spread to three."""

    names: tuple[str, ...]
    caption: str = ""
    per_line: int = 5


Block = Heading | Paragraph | DataTable | NameList


@dataclass(frozen=True)
class DocumentNumber:
    """发文字号; ``sequence`` is None until the document is issued."""

    code: str
    year: int | None = None
    sequence: int | None = None


@dataclass(frozen=True)
class Attachment:
    """An attachment that is part of the document, on pages of its own."""

    title: str
    body: tuple[Block, ...] = ()


@dataclass(frozen=True)
class OfficialDocument:
    """An official document as GB/T 9704 knows it.

    Args:
        title: with issuer, matter and kind.
        body: the text.
        layout: "document" with red head and red line, "letter" with double red lines, "plain" without.
        mark: 发文机关标志, for instance 某某省教育科技工会文件; a letter has the name alone.
        number: agency code, with year and sequence once issued; None for documents without a number.
        copy_no, secrecy, urgency: 份号 (1–999999), 密级, 紧急程度.
        signatories: 签发人; makes the document one that goes upward.
        addressees: 主送机关, as they are to be read, without the colon.
        attachments: 附件, with pages of their own where they have a body.
        signed_by: 发文机关署名; several bodies sign side by side.
        signed_on: 成文日期.
        sealed: leave the room of the seal.
        note: 附注, without brackets.
        copies_to: 抄送.
        printed_by, printed_on: 印发机关, 印发日期.
    """

    title: str
    body: tuple[Block, ...]
    layout: Layout = "document"
    mark: str = ""
    number: DocumentNumber | None = None
    copy_no: int | None = None
    secrecy: str = ""
    urgency: str = ""
    signatories: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signed_by: tuple[str, ...] = ()
    signed_on: date | None = None
    sealed: bool = True
    note: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None


@dataclass(frozen=True)
class Opinion:
    """What a body says in a cell of a form, with the place of its seal."""

    text: str = ""
    signer: str = ""
    seal: str = "（盖章）"
    signed_on: date | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a form: a label, a value or an opinion.

    ``fit`` says what long text does: "flow" lets the row grow, "shrink" first takes smaller type.
    Nothing is ever cut.
    """

    text: str = ""
    label: bool = False
    columns: int = 1
    rows: int = 1
    align: Align = "center"
    upright: bool = False
    opinion: Opinion | None = None
    fit: Literal["flow", "shrink"] = "flow"


@dataclass(frozen=True)
class Row:
    """A row of a form; ``height`` in millimetres is the least it has."""

    cells: tuple[Cell, ...]
    height: float = 10.0


@dataclass(frozen=True)
class Form:
    """审批表, 推荐表, 登记表: a grid. ``widths`` are shares of the width, one for each column of the grid."""

    title: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    paper: Paper = "A4"
    before: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class SummaryColumn:
    """A column of a summary table; ``width`` is a share."""

    label: str
    width: int = 10
    align: Align = "center"
    numeric: bool = False


@dataclass(frozen=True)
class SummaryTable:
    """汇总表, also as .xlsx. ``rows`` hold texts as they are to be read."""

    title: str
    columns: tuple[SummaryColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    paper: Paper = "A4-landscape"
    before: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class CertificateText:
    """荣誉证书, 结业证书: what is printed on it. ``link`` goes into the QR code, ``code`` is typed by hand."""

    holder: str
    body: str
    issuers: tuple[str, ...]
    granted_on: date
    number: str = ""
    link: str = ""
    code: str = ""
    heading: str = HONOUR_HEADING


Content = OfficialDocument | Form | SummaryTable | CertificateText
