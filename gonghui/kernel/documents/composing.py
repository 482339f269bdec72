"""Documents that campaigns ask for again and again, composed of the plain kinds: statements and score sheets."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from gonghui.kernel.documents.content import (
    Cell,
    Form,
    NameList,
    OfficialDocument,
    Paragraph,
    Row,
    SummaryTable,
)
from gonghui.kernel.documents.numbers import chinese_date
from gonghui.kernel.lib.sorting import stroke_key


@dataclass(frozen=True)
class PublicityStatement:
    """公示情况说明: who was shown where from when to when, and that nobody objected, or what came of it."""

    campaign: str
    names: tuple[str, ...]
    first_day: date
    last_day: date
    days: int
    place: str
    union: str
    signed_on: date
    result: str = "公示期间未收到异议。"

    def as_document(self) -> OfficialDocument:
        """The statement as an official document without a red head, with the room of the seal."""
        period = f"自{chinese_date(self.first_day)}起至{chinese_date(self.last_day)}止，共{self.days}个工作日"
        return OfficialDocument(
            title=f"关于{self.campaign}推荐对象公示情况的说明",
            body=(
                Paragraph(f"现将{self.campaign}推荐对象在{self.place}公示的情况说明如下。"),
                Paragraph("公示对象："),
                NameList(self.names),
                Paragraph(f"公示时间：{period}。"),
                Paragraph(f"公示结果：{self.result}"),
                Paragraph("特此说明。"),
            ),
            layout="plain",
            signed_by=(self.union,),
            signed_on=self.signed_on,
        )


@dataclass(frozen=True)
class Criterion:
    """A line of a score sheet; ``score`` is None on a sheet that is still to be filled in."""

    name: str
    most: Decimal
    standard: str = ""
    score: Decimal | None = None


@dataclass(frozen=True)
class ScoreSheet:
    """评分表: one judge, one entry. ``entry`` is a drawn number where the panel is blind."""

    title: str
    entry: str
    criteria: tuple[Criterion, ...]
    judge: str = ""
    remark: str = ""
    scored_on: date | None = None

    def as_form(self) -> Form:
        """The sheet as a grid with a total and the judge's signature."""
        lines = tuple(_criterion_row(one) for one in self.criteria)
        scores = [one.score for one in self.criteria if one.score is not None]
        total = f"{sum(scores)}" if len(scores) == len(self.criteria) else ""
        most = f"{sum(one.most for one in self.criteria)}"
        head = tuple(Cell(text, label=True) for text in ("评分项目", "评分标准", "分值", "得分"))
        entry = (Cell("参评编号", label=True), Cell(self.entry, columns=3, align="left"))
        last = (Cell("合计", label=True, columns=2), Cell(most, label=True), Cell(total))
        remark = (Cell("评语", label=True), Cell(self.remark, columns=3, align="left"))
        day = chinese_date(self.scored_on) if self.scored_on else "　　年　　月　　日"
        return Form(
            self.title,
            widths=(18, 52, 15, 15),
            rows=(Row(entry), Row(head), *lines, Row(last), Row(remark, height=30)),
            after=(f"评委签名：{self.judge or '＿＿＿＿＿＿'}　　　　{day}",),
        )


def _criterion_row(one: Criterion) -> Row:
    score = "" if one.score is None else f"{one.score}"
    cells = (Cell(one.name), Cell(one.standard, align="left"), Cell(f"{one.most}"), Cell(score))
    return Row(cells, height=14)


def sorted_by_strokes(
    table: SummaryTable,
    column: int,
    *,
    single_given: Literal["first", "compared"] = "first",
    numbered: bool = True,
) -> SummaryTable:
    """The table in the order of surname strokes (以姓氏笔画为序).

    Args:
        table: with names in ``column``.
        column: index from 0.
        single_given: which custom for given names of one character (handbook contests §12).
        numbered: write 1, 2, 3 … into the first column again.
    """
    rows = sorted(table.rows, key=lambda row: stroke_key(row[column], single_given))
    if numbered:
        rows = [(str(place), *row[1:]) for place, row in enumerate(rows, 1)]
    return replace(table, rows=tuple(rows))
