"""What stands around the rows of a foreign form, and in which clothes the file comes."""

import io
from datetime import date

import openpyxl
import pytest

from gonghui.kernel.exchange.reader import Plan, Reading, Unreadable, describe, open_book
from tests.kernel.exchange.workbooks import FIRST_OF_JUNE, VOCABULARY, xlsx

HEAD = ["序号", "姓名", "证件号码", "部门"]
ROWS = [
    [1, "甲某", "329901198506010011", "文学院"],
    [2, "乙某", "329901198506010028", "医学院"],
]


def read(data, name="roll.xlsx", keys=("doc_no", "name")):
    """All records by column, and what was set aside."""
    book = open_book(data, name)
    layouts = describe(book, VOCABULARY.score)
    titles = [title for layout in layouts if layout.used for title in layout.titles]
    mapping = {title: key for title in titles if (key := VOCABULARY.find(title)[0])}
    records = []
    reading = Reading(book, layouts, Plan(mapping, keys, "department", "ordinal"))
    for block in reading.blocks():
        for index, number in enumerate(block.numbers):
            cells = {key: values[index] for key, values in block.columns.items()}
            records.append((number, cells))
    return layouts, records, reading.skipped


def column(records, key):
    return [cells[key] for _number, cells in records]


def test_header_below_title_and_note_rows_is_found():
    layouts, records, _skipped = read(
        xlsx(
            [["某某大学会员信息采集表"], ["填表说明：请用文本格式"], HEAD, *ROWS],
            merge=["A1:D1", "A2:D2"],
        )
    )
    assert layouts[0].header == (2, 2)
    assert layouts[0].notes == ["某某大学会员信息采集表", "填表说明:请用文本格式"]
    assert [number for number, _cells in records] == [4, 5]
    assert column(records, "name") == ["甲某", "乙某"]


def test_two_header_rows_with_merged_groups_give_joint_titles():
    layouts, records, _skipped = read(
        xlsx(
            [
                ["姓名", "证件号码", "联系方式", ""],
                ["", "", "手机", "邮箱"],
                ["甲某", "329901198506010011", "13800000000", "a@b.cn"],
            ],
            merge=["A1:A2", "B1:B2", "C1:D1"],
        )
    )
    assert layouts[0].header == (0, 1)
    assert layouts[0].titles == ["姓名", "证件号码", "联系方式／手机", "联系方式／邮箱"]
    assert records == [
        (
            3,
            {
                "name": "甲某",
                "doc_no": "329901198506010011",
                "phone": "13800000000",
                "email": "a@b.cn",
            },
        )
    ]


def test_three_header_rows_in_csv_are_joined_without_merge_information():
    text = "\n".join(
        [
            "基本信息,,联系方式,",
            "姓名,证件号码,手机,邮箱",
            "甲某,329901198506010011,13800000000,a@b.cn",
        ]
    )
    layouts, records, _skipped = read(text.encode("gb18030"), "roll.csv")
    assert layouts[0].titles == [
        "基本信息／姓名",
        "基本信息／证件号码",
        "联系方式／手机",
        "联系方式／邮箱",
    ]
    assert column(records, "phone") == ["13800000000"]


def test_total_footer_blank_and_repeated_header_rows_are_set_aside_and_told():
    _layouts, records, skipped = read(
        xlsx(
            [
                HEAD,
                ROWS[0],
                ["小计", 1],
                HEAD,
                ["", "", "", ""],
                ROWS[1],
                ["合计", 2],
                ["填表人：某某", "", "电话：", "13800000000"],
            ]
        )
    )
    assert column(records, "name") == ["甲某", "乙某"]
    assert skipped.counts == {"total": 2, "header": 1, "blank": 1, "note": 1}
    assert skipped.examples[0] == ("total", "名册", 3, "小计 1")


def test_total_whose_number_stands_in_a_key_column_is_set_aside():
    rows = [
        ["姓名", "身份证号", "部门", "联系电话", "邮箱"],
        ["张三", "1" * 18, "图书馆", "13800000000", ""],
        ["李四", "2" * 18, "", "", ""],
        ["合 计", "2人", "", "", ""],
    ]

    _layouts, records, skipped = read(xlsx(rows))

    assert (column(records, "name"), skipped.counts) == (["张三", "李四"], {"total": 1})


def test_row_with_a_name_and_no_number_is_a_record():
    _layouts, records, skipped = read(xlsx([HEAD, [1, "甲某", "", "文学院"]]))
    assert column(records, "name") == ["甲某"]
    assert skipped.counts == {}


def test_row_with_neither_name_nor_number_is_set_aside():
    _layouts, records, skipped = read(xlsx([HEAD, [1, "", "", "文学院"], [2, "", "", ""]]))
    assert records == []
    assert skipped.counts == {"nameless": 1, "blank": 1}


def test_merged_department_is_filled_down():
    rows = [
        [1, "甲某", "1" * 18, "文学院"],
        [2, "乙某", "2" * 18, ""],
        [3, "丙某", "3" * 18, "医学院"],
    ]
    _layouts, records, _skipped = read(xlsx([HEAD, *rows], merge=["D2:D3"]))
    assert column(records, "department") == ["文学院", "文学院", "医学院"]


def test_department_written_once_is_filled_down_where_nothing_is_merged():
    rows = [
        f"{name},{18 * '1'},{unit}"
        for name, unit in zip("甲乙丙丁戊己", ["文学院", "", "", "", "医学院", ""], strict=True)
    ]
    text = "\n".join(["姓名,证件号码,部门", *rows])
    _layouts, records, _skipped = read(text.encode("utf-8-sig"), "roll.csv")
    assert column(records, "department") == ["文学院"] * 4 + ["医学院"] * 2


def test_heading_rows_name_the_department_of_the_rows_below():
    head = ["序号", "姓名", "证件号码"]
    rows = [
        ["一、文学院（2人）"],
        [1, "甲某", "1" * 18],
        [2, "乙某", "2" * 18],
        ["二、医学院"],
        [3, "丙某", "3" * 18],
    ]
    _layouts, records, skipped = read(xlsx([head, *rows]))
    assert column(records, "department") == ["文学院", "文学院", "医学院"]
    assert skipped.counts == {"section": 2}


def test_title_that_is_repeated_on_the_next_page_is_no_department():
    title, again = ["会员名册", "", "", ""], ["会员名册（续）", "", "", ""]
    head = ["序号", "姓名", "证件\n号码", "手机"]
    first, second = ([*row[:3], ""] for row in ROWS)
    page = [title, head, ["一、文学院（2人）"], first, again, head, second]
    _layouts, records, skipped = read(xlsx(page))
    assert column(records, "department") == ["文学院", "文学院"]
    assert skipped.counts == {"section": 1, "note": 1, "header": 1}


def test_department_that_stands_above_the_header_holds_for_the_first_block_too():
    head = ["序号", "姓名", "证件号码", "手机"]
    first, second = ([*row[:3], ""] for row in ROWS)
    blocks = [["文学院分工会会员名册"], head, first, ["医学院分工会会员名册"], head, second]
    _layouts, records, _skipped = read(xlsx(blocks))
    assert column(records, "department") == ["文学院", "医学院"]


@pytest.mark.parametrize(
    ("line", "merge"),
    [
        ("文学院", ()),
        ("附属小学", ()),
        ("审核科", ()),
        ("一、文科（2人）", ()),
        ("计科", ["A2:C2"]),
    ],
)
def test_heading_that_begins_below_the_names_is_a_department(line, merge):
    head, *rows = ["姓名", "证件号码", "手机"], *([*row[1:3], "13800000000"] for row in ROWS)
    _layouts, records, skipped = read(xlsx([head, [line], *rows], merge=merge))
    assert column(records, "department") == [line.strip("一、（2人）")] * 2
    assert skipped.counts == {"section": 1}


@pytest.mark.parametrize(
    ("name", "department"),
    [("1.文学院（2人）", "文学院"), ("文学院会员名册", "文学院"), ("三年级组", "三年级组")],
)
def test_name_of_a_sheet_or_heading_is_read_without_its_number_and_count(name, department):
    head, rows = ["姓名", "证件号码"], [row[1:3] for row in ROWS]
    sheets = xlsx([head, rows[0]], title=name, sheets=[("医学院", [head, rows[1]], "visible")])
    _layouts, records, _skipped = read(sheets)
    assert column(records, "department") == [department, "医学院"]
    _layouts, records, _skipped = read(xlsx([["序号", *head], [name], [1, *rows[0]]]))
    assert column(records, "department") == [department]


def test_line_that_says_its_department_holds_for_the_rows_below():
    head, rows = ["序号", "姓名", "证件号码"], [row[:3] for row in ROWS]
    places = (["部门：文学院", "填表人：某"], ["分工会：医学院", "填表人：某"])
    _layouts, records, _skipped = read(xlsx([places[0], head, rows[0], places[1], head, rows[1]]))
    assert column(records, "department") == ["文学院", "医学院"]


def test_rows_of_spaces_are_blank():
    head, row = ["姓名", "证件号码", "手机"], [*ROWS[0][1:3], " "]
    _layouts, records, skipped = read(xlsx([head, row, [" ", "\u3000", " "]]))
    assert ([number for number, _cells in records], skipped.counts) == ([2], {"blank": 1})


def test_title_above_the_only_header_is_no_department():
    _layouts, records, _skipped = read(xlsx([["会员名册"], ["姓名", "证件号码"], ROWS[0][1:3]]))
    assert [set(cells) for _number, cells in records] == [{"name", "doc_no"}]


def test_example_rows_below_the_header_are_set_aside_and_told():
    example = ["示例", "张三", "11010519491231002X", "文学院"]
    _layouts, records, skipped = read(xlsx([HEAD, example, *ROWS]))
    assert [number for number, _cells in records] == [3, 4]
    assert skipped.examples == [("example", "名册", 2, "示例 张三 11010519491231002X 文学院")]


def test_row_that_says_which_columns_must_be_filled_is_no_record():
    _layouts, records, skipped = read(xlsx([HEAD, ["选填", "必填", "（必填）", "文本"], *ROWS]))
    assert [number for number, _cells in records] == [3, 4]
    assert skipped.counts == {"example": 1}


def test_remarks_that_begin_below_the_names_are_set_aside():
    head, row = ["姓名", "证件号码", "部门"], ROWS[0][1:]
    foot = [["以下空白"], ["男会员5人，女会员7人"], ["工会主席：甲某", "", "填表人：乙某"]]
    _layouts, records, skipped = read(xlsx([head, row, *foot]))
    assert [number for number, _cells in records] == [2]
    assert skipped.counts == {"note": 2, "total": 1}


def test_sheets_per_department_are_all_read_and_name_the_department():
    head = ["姓名", "证件号码"]
    data = xlsx(
        [head, ["甲某", "1" * 18]],
        title="文学院",
        sheets=[
            ("医学院", [head, ["乙某", "2" * 18]], "visible"),
            ("往年", [head, ["丙某", "3" * 18]], "hidden"),
            ("说明", [["请按模板填写"]], "visible"),
        ],
    )
    layouts, records, _skipped = read(data)
    assert [(layout.name, layout.used, layout.reason) for layout in layouts] == [
        ("文学院", True, ""),
        ("医学院", True, ""),
        ("往年", False, "隐藏的工作表"),
        ("说明", False, "没有找到表头"),
    ]
    assert column(records, "department") == ["文学院", "医学院"]


def test_hidden_rows_are_read_and_told():
    layouts, records, _skipped = read(xlsx([HEAD, *ROWS], hidden_rows=[3]))
    assert column(records, "name") == ["甲某", "乙某"]
    assert layouts[0].hidden_rows == [2]


def test_table_that_starts_in_the_middle_of_the_sheet_keeps_its_row_numbers():
    book = openpyxl.Workbook()
    sheet = book.active
    for column_number, title in enumerate(["姓名", "证件号码"], 3):
        sheet.cell(5, column_number, title)
        sheet.cell(6, column_number, "甲某" if title == "姓名" else "1" * 18)
    stream = io.BytesIO()
    book.save(stream)
    _layouts, records, _skipped = read(stream.getvalue())
    assert records == [(6, {"name": "甲某", "doc_no": "1" * 18})]


@pytest.mark.parametrize(
    ("day", "number_format", "expected"),
    [
        (FIRST_OF_JUNE, 'yyyy"年"m"月"', "1985-06"),
        (FIRST_OF_JUNE, "yyyy-mm-dd", FIRST_OF_JUNE),
        (date(1985, 6, 17), 'yyyy"年"m"月"', date(1985, 6, 17)),
    ],
)
def test_first_of_a_month_shown_as_month_has_no_invented_day(day, number_format, expected):
    data = xlsx(
        [["姓名", "证件号码", "出生年月"], ["甲某", "1" * 18, day]], formats=[("C2", number_format)]
    )
    _layouts, records, _skipped = read(data)
    assert column(records, "born_on") == [expected]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_text_tables_are_read_in_every_usual_encoding_and_delimiter(encoding, sign):
    text = f"姓名{sign}证件号码\r\n甲某{sign}329901198506010011\r\n"
    _layouts, records, _skipped = read(text.encode(encoding), "roll.csv")
    assert records == [(2, {"name": "甲某", "doc_no": "329901198506010011"})]


def test_text_that_web_systems_force_with_a_formula_is_read_as_shown():
    rows = ["姓名,证件号码,部门", '="甲某",="329901198506010011","=""文学院"""']
    _layouts, records, _skipped = read("\n".join(rows).encode("gb18030"), "roll.csv")
    shown = {"name": "甲某", "doc_no": "329901198506010011", "department": "文学院"}
    assert records == [(2, shown)]


def test_html_table_that_calls_itself_xls_is_read_with_its_spans():
    page = (
        "<html><table><tr><th>姓名</th><th>证件号码</th><th>部门</th></tr>"
        "<tr><td>甲某</td><td>329901198506010011</td><td rowspan=2>文学院</td></tr>"
        "<tr><td>乙某</td><td>329901198506010028</td></tr></table></html>"
    )
    _layouts, records, _skipped = read(page.encode("gb18030"), "roll.xls")
    assert column(records, "department") == ["文学院", "文学院"]


def test_line_over_the_whole_width_of_an_html_table_is_no_record():
    page = (
        "<table><tr><th colspan=2>会员名册</th></tr><tr><th>姓名</th><th>证件号码</th></tr>"
        "<tr><td colspan=2>文学院</td></tr><tr><td>甲某</td><td>329901198506010011</td></tr>"
        "<tr><td colspan=2>共 1 条</td></tr></table>"
    )
    _layouts, records, skipped = read(page.encode(), "roll.xls")
    assert column(records, "department") == ["文学院"]
    assert skipped.counts == {"section": 1, "total": 1}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的，请检查后重新上传。"),
        (
            b"%PDF-1.7 ...",
            "这是图片或 PDF，不是表格。请上传 .xlsx、.xls 或 .csv 文件（扫描件须先录入）。",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le"),
            "文件设有打开密码，请先在 WPS 或 Excel 中去掉密码再上传。",
        ),
        (
            b"PK\x03\x04 broken",
            "文件打不开：可能已损坏，或不是 .xlsx、.xls、.csv 表格。请重新另存后再试。",
        ),
    ],
)
def test_file_that_is_no_table_is_refused_with_a_way_out(data, sentence):
    with pytest.raises(Unreadable) as refusal:
        open_book(data, "roll.xlsx")
    assert str(refusal.value) == sentence


def test_wps_file_is_refused_with_a_way_out():
    with pytest.raises(Unreadable) as refusal:
        open_book(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "名册.et")
    assert str(refusal.value) == "暂不支持 .et 文件，请在 WPS 中另存为 .xlsx 再上传。"
