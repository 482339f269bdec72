"""Forms, summary tables and certificates as PDF."""

from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from gonghui.kernel.documents.codes import code_svg
from gonghui.kernel.documents.content import CertificateText, Form, SummaryTable
from gonghui.kernel.documents.fitting import LEADING, USUAL_PT
from gonghui.kernel.documents.grids import Placed, cell_text, placed_cells, seal_lines
from gonghui.kernel.documents.metrics import GOLD, PAPERS, RED
from gonghui.kernel.documents.numbers import chinese_date
from gonghui.kernel.documents.outline import certificate_lines
from gonghui.kernel.documents.printing.press import layout
from gonghui.kernel.documents.printing.style import fill, fonts


def render_form(form: Form) -> bytes:
    """The PDF of a form."""
    placed = list(placed_cells(form))
    rows = [
        [_cell(one) for one in cells] for _row, cells in groupby(placed, key=lambda one: one.row)
    ]
    html = render_to_string("documents/print/form.html", {"form": form, "rows": rows})
    heights = "".join(
        f".r-{place} {{ height: {row.height}mm; }}\n" for place, row in enumerate(form.rows)
    )
    sizes = {one.size for one in placed}
    types = "".join(f".s-{round(size * 10)} {{ font-size: {size}pt; }}\n" for size in sizes)
    return layout(html, _style(form.paper, heights + types + _widths(form.widths))).write_pdf()


def render_summary(summary: SummaryTable) -> bytes:
    """The PDF of a summary table, its head on every page."""
    aligns = [column.align for column in summary.columns]
    rows = [list(zip(row, aligns, strict=True)) for row in summary.rows]
    html = render_to_string("documents/print/summary.html", {"summary": summary, "rows": rows})
    widths = _widths(tuple(column.width for column in summary.columns))
    number = '@bottom-center { content: "— " counter(page) " —"; }'
    return layout(html, _style(summary.paper, widths, number)).write_pdf()


def render_certificate(text: CertificateText) -> bytes:
    """The PDF of a certificate."""
    context = {
        "text": text,
        "paragraphs": text.body.split("\n"),
        "code": mark_safe(code_svg(text.link)) if text.link else "",  # noqa: S308 -- drawn by us
        "number_lines": certificate_lines(text),
        "date": chinese_date(text.granted_on),
    }
    html = render_to_string("documents/print/certificate.html", context)
    width, height, _margins = PAPERS["A4-landscape"]
    style = fill("certificate.css", width=width, height=height, gold=GOLD, red=RED, **fonts())
    return layout(html, style).write_pdf()


def _cell(placed: Placed) -> dict[str, Any]:
    opinion = placed.cell.opinion
    return {
        "cell": placed.cell,
        "text": opinion.text if opinion else cell_text(placed.cell),
        "seal": seal_lines(opinion) if opinion else [],
        "tenths": round(placed.size * 10),
    }


def _widths(shares: tuple[int, ...]) -> str:
    total = sum(shares)
    return "".join(
        f".w-{place} {{ width: {share * 100 / total:.3f}%; }}\n"
        for place, share in enumerate(shares)
    )


def _style(paper: str, cells: str, page_number: str = "") -> str:
    width, height, (top, right, bottom, left) = PAPERS[paper]
    return fill(
        "sheets.css",
        width=width,
        height=height,
        top=top,
        right=right,
        bottom=bottom,
        left=left,
        size=USUAL_PT,
        leading=LEADING,
        cells=cells,
        page_number=page_number,
        **fonts(),
    )
