"""Files as people send them: under the wrong name, locked, far too large, empty, or no roll at all."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.uploads import upload_file
from gonghui.kernel.exchange.models import BatchState
from gonghui.kernel.exchange.targets import targets
from tests.rooms.organising.imports import rolls
from tests.rooms.organising.imports.batches import decide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]
TITLES = ["姓名", "身份证号", "部门", "手机号", "入会时间", "备注"]
PEOPLE = rolls.people(3, 6)
ROWS = [
    [row["name"], row["id"], row["department"], row["phone"], str(row["joined"]), ""]
    for row in PEOPLE
]


def workbook(*rows, change=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text(sign, encoding):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=sign).writerows([TITLES, *ROWS])
    return stream.getvalue().encode(encoding)


def page():
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in [TITLES, *ROWS])
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><meta charset='utf-8'><body><table>{body}</table></body></html>".encode()


def lock(book):
    book.active.protection.sheet = True
    book.active.protection.password = "x"
    book.security.lockStructure = True


def reach_far(book):
    book.active.cell(1_048_576, 16_384).number_format = "0.00"


def look(cadre, union, data, name):
    """The batch after the look at a file, its columns accepted as proposed."""
    upload = SimpleUploadedFile(name, data)
    batch = upload_file(
        actor=cadre, target=targets.get("organising.roll"), union=union, upload=upload
    )
    batch = check_batch(actor=cadre, batch=batch)
    if batch.state == BatchState.MAPPING:
        batch = check_batch(actor=cadre, batch=decide(cadre, batch))
    return batch


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("名册.xlsx", workbook(TITLES, *ROWS, change=lock)),
        ("名册.xlsx", workbook(TITLES, *ROWS, change=reach_far)),
        ("名册.csv", workbook(TITLES, *ROWS)),
        ("名册.xls", workbook(TITLES, *ROWS)),
        ("名册.xlsx", text(",", "gb18030")),
        ("名册.xls", text("\t", "utf-16")),
        ("名册.txt", text("\t", "utf-8")),
        ("名册.csv", text(";", "utf-8-sig")),
        ("名册.xls", page()),
        ("名册.xlsx", page()),
    ],
)
def test_roll_in_any_clothes_is_read(cadre, university, name, data):
    batch = look(cadre, university, data, name)

    counts = [batch.counts[key] for key in ("rows", "new", "refused")]
    assert (batch.state, counts) == (BatchState.CHECKED, [6, 6, 0])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (workbook(TITLES), "“Sheet”只有表头，没有数据"),
        (workbook(*ROWS), "“Sheet”没有找到表头"),
        (workbook(["工会工作总结"], ["今年以来……"]), "“Sheet”没有找到表头"),
    ],
)
def test_file_without_a_roll_says_what_was_found_instead(cadre, university, data, found):
    batch = look(cadre, university, data, "名册.xlsx")

    assert batch.state == BatchState.FAILED
    assert batch.error.startswith(f"文件里没有找到名册（{found}）。")


def test_formulas_in_a_name_are_refused_and_elsewhere_stay_text(cadre, university):
    poisoned = [['=HYPERLINK("http://a.cn","张三")', *ROWS[0][1:]], [*ROWS[1][:5], "=1+1"]]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([TITLES, *poisoned])

    batch = look(cadre, university, stream.getvalue().encode(), "名册.csv")

    assert (batch.counts["new"], batch.counts["codes"]["refuse"]) == (1, {"name_odd": 1})
