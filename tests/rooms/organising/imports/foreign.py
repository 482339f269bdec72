"""Rolls that nobody designed: form, file kind, titles and spoilt cells all drawn by seed, with their own key.

What surrounds the table (title, remarks, group headings, totals, further sheets, empty margins) is drawn
too, so that no reader can be built for one form.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import openpyxl

from gonghui.kernel.lib.identifiers import resident_check
from tests.rooms.organising.imports import rolls
from tests.rooms.organising.imports.rolls import Roll, wide

TITLES = {
    "name": ("姓名", "姓 名", "教职工姓名", "XM", "会员姓名（必填）"),
    "sex": ("性别", "性 别", "XB"),
    "id": ("身份证号", "身份证号码", "公民身份号码", "SFZH", "证件号码\n（18位）"),
    "born": ("出生日期", "出生年月日", "CSRQ"),
    "ethnic": ("民族", "民 族", "MZ"),
    "political": ("政治面貌", "ZZMM"),
    "education": ("学历", "最高学历", "文化程度"),
    "title": ("职称", "专业技术职务", "ZYJSZW"),
    "department": ("部门", "所在分工会", "院系", "所在单位", "DWMC"),
    "phone": ("手机号", "手机号码", "联系电话", "移动电话", "SJHM"),
    "work": ("参加工作时间", "工作时间", "CJGZSJ"),
    "joined": ("入会时间", "加入工会时间", "入会日期"),
    "staff_no": ("工号", "职工号", "人事编号"),
}
NEEDED = ("name", "id", "department")
GROUPS = {"name": "基本信息", "sex": "基本信息", "work": "工作信息", "joined": "工作信息"}
DAY_FORMS = ("{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y%m%d}", "{:%Y年%m月%d日}")
ODD = {
    "id_wide": ("id", "mend", "wide"),
    "id_spaced": ("id", "mend", "inner_space"),
    "id_scientific": ("id", "refuse", "id_number"),
    "id_long": ("id", "refuse", "id_length"),
    "name_blank": ("name", "refuse", "name_blank"),
    "name_digit": ("name", "refuse", "name_odd"),
    "joined_short_year": ("joined", "mend", "date_form"),
    "joined_no_such_day": ("joined", "refuse", "date_impossible"),
    "joined_zero": ("joined", "mend", "date_zero"),
    "work_before_fourteen": ("work", "refuse", "date_order"),
    "phone_hyphens": ("phone", "mend", "phone_form"),
    "phone_two": ("phone", "mend", "phone_form"),
    "phone_landline": ("phone", "mend", "phone_landline"),
    "sex_word": ("sex", "refuse", "choice_unknown"),
    "title_nothing": ("title", "mend", "null_text"),
}
"""Kinds beyond those of ``rolls``: field, level and code of what must be said."""
KNOWN = {
    "trailing_space": ("id", "mend", "space"),
    "name_space": ("name", "mend", "name_space"),
    "name_note": ("name", "mend", "name_note"),
    "fullwidth_digits": ("phone", "mend", "wide"),
    "date_dot": ("joined", "mend", "date_dot"),
    "date_serial": ("joined", "mend", "date_serial"),
    "id_x": ("id", "mend", "id_x"),
    "phone_country": ("phone", "mend", "phone_form"),
    "id_check": ("id", "refuse", "id_check"),
    "id_short": ("id", "refuse", "id_short"),
    "blank_id": ("id", "refuse", "id_blank"),
    "dup_id": ("id", "refuse", "duplicate"),
    "sex_mismatch": ("sex", "refuse", "sex_mismatch"),
    "born_mismatch": ("born", "refuse", "born_mismatch"),
    "future_join": ("joined", "refuse", "date_future"),
    "date_impossible": ("joined", "refuse", "date_impossible"),
    "phone_short": ("phone", "refuse", "phone_short"),
    "phone_lost": ("phone", "refuse", "phone_sci"),
    "pol_typo": ("political", "refuse", "choice_unknown"),
    "unknown_dept": ("department", "refuse", "unknown_department"),
}
KINDS = KNOWN | ODD
COLUMNS = {"id": "doc_no", "born": "born_on", "political": "political_status"}
COLUMNS |= {"work": "work_started_on", "joined": "joined_on"}


def _spoil_oddly(kind, row):
    """One of the kinds of ``ODD``."""
    number, phone, joined = row["id"], row["phone"], row["joined"]
    row.update(
        {
            "id_wide": lambda: {"id": wide(number)},
            "id_spaced": lambda: {"id": f"{number[:6]} {number[6:14]} {number[14:]}"},
            "id_scientific": lambda: {"id": f"{number[0]}.{number[1:6]}E+17"},
            "id_long": lambda: {"id": number[:6] + "0" + number[6:]},
            "name_blank": lambda: {"name": "/"},
            "name_digit": lambda: {"name": row["name"] + "1"},
            "joined_short_year": lambda: {"joined": f"{joined:%y}年{joined.month}月"},
            "joined_no_such_day": lambda: {"joined": f"{joined:%Y%m}32"},
            "joined_zero": lambda: {"joined": "1900-01-00"},
            "work_before_fourteen": lambda: {"work": row["born"] + timedelta(days=3000)},
            "phone_hyphens": lambda: {"phone": f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"},
            "phone_two": lambda: {"phone": f"{phone}/139{phone[3:]}"},
            "phone_landline": lambda: {"phone": "0512-65880000"},
            "sex_word": lambda: {"sex": "雌"},
            "title_nothing": lambda: {"title": "无"},
        }[kind]()
    )


@dataclass
class Table:
    """Rows of cells with the number of the first record, and what only a workbook can say."""

    rows: list
    first: int
    merged: list
    blanks: list


def make(seed):
    """A roll; ``spoilt`` leads (level, column, code) to row numbers."""
    random = Random(seed)
    people = _people(random, seed)
    fields = _fields(random)
    able = [kind for kind, (place, _level, _code) in KINDS.items() if place in fields]
    kinds = random.sample(able, min(len(able), random.randrange(0, 14)))
    places = random.sample(range(1, len(people)), len(kinds))
    for kind, place in zip(kinds, places, strict=True):
        if kind in ODD:
            _spoil_oddly(kind, people[place])
        else:
            rolls.SPOIL[kind](people[place], people)
    form = random.choice(DAY_FORMS)
    as_workbook = random.random() < 0.6
    table = _table(random, people, fields, None if as_workbook and random.random() < 0.5 else form)
    spoilt = {}
    for kind, place in zip(kinds, places, strict=True):
        field, level, code = KINDS[kind]
        number = table.first + place + sum(blank <= place for blank in table.blanks)
        spoilt.setdefault((level, COLUMNS.get(field, field), code), []).append(number)
    name, data = _workbook(random, table) if as_workbook else _text(random, table)
    return Roll(name, data, len(people), {key: sorted(rows) for key, rows in spoilt.items()})


def refused(roll):
    """Numbers of the rows that must be refused."""
    return {row for key, rows in roll.spoilt.items() if key[0] == "refuse" for row in rows}


def _people(random, seed):
    people = rolls.people(seed, random.randrange(20, 60))
    for row in people:  # no check character X: what stands for X would otherwise be another kind
        while row["id"].endswith("X"):
            row["id"] = row["id"][:15] + f"{(int(row['id'][15]) + 1) % 10}" + row["id"][16]
            row["id"] += resident_check(row["id"])
    return people


def _fields(random):
    others = [field for field in TITLES if field not in NEEDED]
    chosen = [*NEEDED, *random.sample(others, random.randrange(3, len(others) + 1))]
    random.shuffle(chosen)
    return chosen


def _cell(value, form):
    return form.format(value) if isinstance(value, date) and form else value


def _table(random, people, fields, form):
    """The records below their titles, and what people put around them."""
    titles = [random.choice(TITLES[field]) for field in fields]
    numbered = random.random() < 0.6
    stranger = random.random() < 0.4
    head, merged = [], []
    width = len(fields) + numbered + stranger
    if random.random() < 0.7:
        head.append(["某某大学工会会员名册", *[""] * (width - 1)])
        merged.append((1, 1, 1, width))
    if random.random() < 0.5:
        head.append(["填表单位：某某大学工会", *[""] * (width - 3), "填表日期：2026年11月", ""])
    if random.random() < 0.3:
        head.append([""] * width)
    if random.random() < 0.3:
        groups = [GROUPS.get(field, "其他信息") for field in fields]
        row = [""] * numbered + groups + [""] * stranger
        head.append(row)
    head.append(["序号"] * numbered + titles + ["星座"] * stranger)
    rows, blanks = list(head), []
    for index, person in enumerate(people):
        if index and random.random() < 0.02:
            rows.append([""] * width)
            blanks.append(index)
        cells = [_cell(person[field], form) for field in fields]
        rows.append([index + 1] * numbered + cells + ["白羊座"] * stranger)
    if random.random() < 0.5:
        rows.append(["合计", f"{len(people)}人", *[""] * (width - 2)])
    if random.random() < 0.5:
        rows.append([""] * width)
        rows.append(["审核人：样例", *[""] * (width - 1)])
        rows.append(["注：本表一式两份，报上级工会备案。", *[""] * (width - 1)])
    return Table(rows, len(head) + 1, merged, blanks)


def _workbook(random, table):
    book = openpyxl.Workbook()
    sheet = book.active
    left = random.choice((0, 0, 1))
    for row in table.rows:
        sheet.append([None] * left + [cell if cell != "" else None for cell in row])
    for top, first, bottom, last in table.merged:
        sheet.merge_cells(
            start_row=top, start_column=first + left, end_row=bottom, end_column=last + left
        )
    if random.random() < 0.4:
        sheet.row_dimensions[table.first + 1].hidden = True
    if random.random() < 0.3:
        sheet.column_dimensions["C"].hidden = True
    if random.random() < 0.3:
        sheet.cell(table.first + 5_000, 40).number_format = "0.00"
    if random.random() < 0.4:
        book.create_sheet("填表说明").append(["一、姓名须与身份证一致。"])
    if random.random() < 0.3:
        book.create_sheet("Sheet3", 0)
    return "名册.xlsx", rolls.as_bytes(book)


def _text(random, table):
    sign = random.choice((",", ",", "\t", ";"))
    encoding = random.choice(("utf-8-sig", "utf-8", "gb18030", "utf-16"))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=sign).writerows(table.rows)
    return random.choice(("名册.csv", "名册.txt", "导出.xls")), stream.getvalue().encode(encoding)
