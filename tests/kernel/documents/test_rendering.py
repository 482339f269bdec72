import io
import subprocess
import sys

import docx
import openpyxl
import pytest

from gonghui.kernel.documents import checks, fonts
from gonghui.kernel.documents.api import (
    Criterion,
    FontMissing,
    ScoreSheet,
    render_docx,
    render_pdf,
    render_xlsx,
    sorted_by_strokes,
)
from gonghui.kernel.documents.grids import GridBroken, placed_cells
from gonghui.kernel.documents.rendering import formats_of
from tests.kernel.documents.pdf_reader import read
from tests.kernel.documents.samples import CERTIFICATE, DECISION, EVERY, SENTENCE, SUMMARY, form


def pdf_text(content) -> str:
    return "".join(page.text for page in read(render_pdf(content)))


def docx_text(content) -> str:
    word = docx.Document(io.BytesIO(render_docx(content)))
    every = [cell for table in word.tables for row in table.rows for cell in row.cells]
    cells = [cell.text for cell in {cell._tc: cell for cell in every}.values()]
    return "".join([*(one.text for one in word.paragraphs), *cells])


def signs(text: str) -> list[str]:
    """What a reader sees, without page numbers, spaces and the order of reading."""
    return sorted(sign for sign in text if not sign.isspace() and sign not in "—-1234567890")


@pytest.mark.parametrize("content", EVERY.values(), ids=EVERY.keys())
def test_docx_and_pdf_say_the_same(content):
    assert signs(docx_text(content)) == signs(pdf_text(content))


@pytest.mark.parametrize("fit", ["flow", "shrink"])
@pytest.mark.parametrize("times", [1, 12, 120])
def test_long_text_in_a_form_is_never_cut(fit, times):
    content = form(SENTENCE * times, fit)

    assert pdf_text(content).count("匠") == times
    assert docx_text(content).count("匠") == times


def test_text_shrinks_before_it_flows():
    sizes = {
        times: next(
            one.size
            for one in placed_cells(form(SENTENCE * times, "shrink"))
            if "匠" in one.cell.text
        )
        for times in (1, 12, 120)
    }

    assert (sizes[1], sizes[120]) == (12.0, 9.0)
    assert len(read(render_pdf(form(SENTENCE * 12, "shrink")))) == 1


def test_form_whose_cells_do_not_fill_it_is_refused():
    broken = form("")
    broken = type(broken)(broken.title, (*broken.widths, 10), broken.rows)

    with pytest.raises(GridBroken):
        render_pdf(broken)


def test_summary_is_sorted_by_surname_strokes_and_numbered_again():
    table = sorted_by_strokes(SUMMARY, 1)

    assert [row[:2] for row in table.rows] == [("1", "丁一"), ("2", "王军"), ("3", "赵敏")]


def test_workbook_holds_figures_as_numbers_and_no_formulas():
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(SUMMARY))).active

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows == [
        ["序号", "姓名", "得分"],
        ["1", "赵敏", 91.5],
        ["2", "王军", 90],
        ["3", "丁一", "=1+1"],
    ]
    assert sheet.cell(6, 3).data_type == "s"


def test_score_sheet_adds_up_only_when_every_line_is_scored():
    lines = (Criterion("设计", 20, score=18), Criterion("课堂", 80, score=70))
    full = ScoreSheet("评分表", "03号", lines).as_form()
    open_ = ScoreSheet("评分表", "03号", (lines[0], Criterion("课堂", 80))).as_form()

    assert [one.rows[-2].cells[-1].text for one in (full, open_)] == ["88", ""]


def test_certificate_draws_a_code_for_its_link():
    word = docx.Document(io.BytesIO(render_docx(CERTIFICATE)))

    assert len(word.inline_shapes) == 1
    assert len(read(render_pdf(CERTIFICATE))[0].rules) > 100  # the squares of the code


def test_only_tables_are_written_as_workbooks():
    assert [formats_of(one) for one in (SUMMARY, DECISION)] == [
        ["docx", "pdf", "xlsx"],
        ["docx", "pdf"],
    ]


def test_pdf_is_refused_without_a_chinese_font(monkeypatch):
    monkeypatch.setattr(fonts, "installed_families", frozenset)

    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        render_pdf(DECISION)


def test_operator_chooses_the_fonts_of_pdfs(settings):
    settings.DOCUMENT_FONTS = {"mark": ("Noto Sans CJK SC",)}

    mark = read(render_pdf(DECISION))[0].find(DECISION.mark)
    assert mark[0].font.endswith("Noto-Sans-CJK-SC")  # and not in bold, which is for the stand-in
    assert {"方正小标宋简体": "Noto Sans CJK SC"}.items() <= {
        one.asked: one.used for one in fonts.replacements()
    }.items()


def test_checks_name_missing_and_replaced_fonts(monkeypatch):
    asked = {one.asked: one.used for one in fonts.replacements()}
    assert [one.id for one in checks.check_replaced_fonts()] == ["documents.W002"] * len(asked)
    monkeypatch.setattr(checks, "installed_families", frozenset)
    assert [one.id for one in checks.check_chinese_font()] == ["documents.W001"]


def test_writers_are_not_loaded_until_something_is_written():
    code = (
        "import django, os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'gonghui.config.settings.test'; "
        "django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
        "print([name for name in ('weasyprint', 'docx', 'segno') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
