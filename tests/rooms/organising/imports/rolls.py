"""Foreign member rolls by seed: four forms, every kind of spoilt cell, and the key to both.

Invented people; their numbers carry region 3299xx, which was never issued.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import openpyxl
from openpyxl.styles import Font

from gonghui.kernel.lib.identifiers import resident_check

DEPARTMENTS = ("物理学院", "计算机学院", "医学院", "文学院", "图书馆", "附属小学")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TODAY = date.today()  # noqa: DTZ011 -- the importer asks the same clock

MENDED = {
    "trailing_space": "space",
    "name_space": "name_space",
    "name_note": "name_note",
    "fullwidth_digits": "wide",
    "date_dot": "date_dot",
    "date_serial": "date_serial",
    "id_x": "id_x",
    "phone_country": "phone_form",
    "phone_scientific": "phone_sci",
}
REFUSED = {
    "id_check": "id_check",
    "id_number": "id_number",
    "id_short": "id_short",
    "id_lost": "id_length",
    "blank_id": "id_blank",
    "dup_id": "duplicate",
    "sex_mismatch": "sex_mismatch",
    "born_mismatch": "born_mismatch",
    "future_join": "date_future",
    "date_impossible": "date_impossible",
    "phone_short": "phone_short",
    "phone_lost": "phone_sci",
    "pol_typo": "choice_unknown",
    "unknown_dept": "unknown_department",
}
CODES = MENDED | REFUSED


@dataclass
class Roll:
    """A file and what is wrong in it: kind → row numbers as the user's program shows them."""

    name: str
    data: bytes
    rows: int
    spoilt: dict[str, list[int]] = field(default_factory=dict)

    @property
    def key(self) -> Counter:
        return Counter({kind: len(rows) for kind, rows in self.spoilt.items()})


def people(seed, count):
    """Plain dictionaries, all of them right."""
    random = Random(seed)
    found = []
    for index in range(count):
        born = date(1966, 1, 1) + timedelta(days=random.randrange(12_000))
        sex = random.choice("男女")
        sequence = random.randrange(100, 999)
        sequence += (sequence % 2 == 1) != (sex == "男")
        number = f"3299{random.randrange(1, 29):02d}{born:%Y%m%d}{sequence % 1000:03d}"
        found.append(
            {
                "ordinal": index + 1,
                "name": random.choice(SURNAMES)
                + random.choice(SIGNS)
                + random.choice(SIGNS + " ").strip(),
                "sex": sex,
                "id": number + resident_check(number),
                "born": born,
                "ethnic": random.choice(("汉族", "汉族", "回族", "苗族")),
                "political": random.choice(("中共党员", "群众", "民盟盟员", "共青团员")),
                "education": random.choice(("大学本科", "硕士研究生", "博士研究生", "中专")),
                "title": random.choice(("讲师", "教授", "", "馆员")),
                "department": random.choice(DEPARTMENTS),
                "phone": f"138{seed % 100:02d}{index:06d}",
                "work": min(born + timedelta(days=8400 + random.randrange(900)), TODAY),
                "joined": min(born + timedelta(days=9400 + random.randrange(900)), TODAY),
                "employment": random.choice(("在编", "人事代理", "劳动合同")),
                "staff_no": f"{seed}{index:05d}",
            }
        )
    return found


def wide(text):
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


def serial(day):
    return (day - date(1899, 12, 30)).days


SPOIL = {
    "trailing_space": lambda row, _rows: row.update(id=row["id"] + " "),
    "name_space": lambda row, _rows: row.update(name=row["name"][0] + "　" + row["name"][1:]),
    "name_note": lambda row, _rows: row.update(name=row["name"] + "（返聘）"),
    "fullwidth_digits": lambda row, _rows: row.update(phone=wide(row["phone"])),
    "date_dot": lambda row, _rows: row.update(joined=f"{row['joined'].year}.{row['joined'].month}"),
    "date_serial": lambda row, _rows: row.update(joined=serial(row["joined"])),
    "id_x": lambda row, _rows: row.update(id=row["id"][:-1] + "×"),
    "phone_country": lambda row, _rows: row.update(phone="+86 " + row["phone"]),
    "phone_scientific": lambda row, _rows: row.update(
        phone=f"{row['phone'][0]}.{row['phone'][1:]}E+10"
    ),
    "id_check": lambda row, _rows: row.update(id=row["id"][:-1] + "10"[row["id"][-1] == "1"]),
    "id_number": lambda row, _rows: row.update(id=float(row["id"][:15] + "000")),
    "id_short": lambda row, _rows: row.update(id=row["id"][:6] + row["id"][8:17]),
    "id_lost": lambda row, _rows: row.update(id=row["id"][:9] + row["id"][10:]),
    "blank_id": lambda row, _rows: row.update(id=""),
    "dup_id": lambda row, rows: row.update(id=rows[0]["id"]),
    "sex_mismatch": lambda row, _rows: row.update(sex="男女"[row["sex"] == "男"]),
    "born_mismatch": lambda row, _rows: row.update(born=row["born"] + timedelta(days=1)),
    "future_join": lambda row, _rows: row.update(joined=date(2099, 9, 1)),
    "date_impossible": lambda row, _rows: row.update(joined="2000-02-30"),
    "phone_short": lambda row, _rows: row.update(phone=row["phone"][:-1]),
    "phone_lost": lambda row, _rows: row.update(phone="1.38E+10"),
    "pol_typo": lambda row, _rows: row.update(political="中共当员"),
    "unknown_dept": lambda row, _rows: row.update(department="某某研究中心(筹)"),
}


def spoil(rows, kinds, seed):
    """Spoil one row each, never the first; returns kind → indexes."""
    random = Random(seed)
    places = random.sample(range(1, len(rows)), len(kinds))
    for kind, place in zip(kinds, places, strict=True):
        SPOIL[kind](rows[place], rows)
    return {kind: [place] for kind, place in zip(kinds, places, strict=True)}


def shifted(spoilt, first):
    """Indexes as row numbers, when the first record stands in row ``first``."""
    return {kind: [first + place for place in places] for kind, places in spoilt.items()}


def university(seed, count=80, kinds=tuple(SPOIL)):
    """Merged title, note row, hidden row, total and footer; dates as cells."""
    rows = people(seed, count)
    spoilt = spoil(rows, kinds, seed)
    keys = (
        *("ordinal", "name", "sex", "ethnic", "born", "id", "political", "education", "title"),
        *("department", "phone", "joined", "employment"),
    )
    titles = [
        *("序号", "姓名", "性别", "民族", "出生年月", "身份证号码", "政治面貌", "学历", "职称"),
        *("所在分工会", "手机号码", "入会时间", "用工形式"),
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "会员名册"
    sheet.append(["某某大学工会会员信息采集表"])
    sheet.append(["填表说明：身份证号请用文本格式"])
    sheet.append(titles)
    for row in rows:
        sheet.append([row[key] for key in keys])
    sheet.append([])
    sheet.append(["合计", count])
    sheet.append(["填表人：样例", None, None, "联系电话：", "13800000000"])
    sheet.merge_cells("A1:M1")
    sheet.merge_cells("A2:M2")
    sheet["A1"].font = Font(bold=True)
    sheet.row_dimensions[8].hidden = True
    book.create_sheet("Sheet2")
    return Roll("university.xlsx", as_bytes(book), count, shifted(spoilt, 4))


def written(rows):
    """The university's form without anything around it."""
    titles = {
        "name": "姓名",
        "id": "身份证号码",
        "sex": "性别",
        "born": "出生年月",
        "ethnic": "民族",
        "political": "政治面貌",
        "education": "学历",
        "title": "职称",
        "department": "所在分工会",
        "phone": "手机号码",
        "joined": "入会时间",
        "employment": "用工形式",
    }
    book = openpyxl.Workbook()
    book.active.append(list(titles.values()))
    for row in rows:
        book.active.append([row[key] for key in titles])
    return as_bytes(book)


def school(seed, count=60, kinds=tuple(kind for kind in SPOIL if kind not in ("born_mismatch",))):
    """Merged department cells, dates as texts of several forms."""
    rows = sorted(people(seed, count), key=lambda row: row["department"])
    for index, row in enumerate(rows):
        row["work"] = ("{:%Y/%m/%d}", "{:%Y-%m-%d}", "{:%Y年%m月}")[index % 3].format(row["work"])
    spoilt = spoil(rows, [kind for kind in kinds if kind != "unknown_dept"], seed)
    for row in rows:
        if isinstance(row["joined"], date):
            row["joined"] = f"{row['joined'].year}年{row['joined'].month}月"
    keys = (
        "ordinal",
        "department",
        "name",
        "sex",
        "type",
        "id",
        "phone",
        "work",
        "joined",
        "education",
        "political",
    )
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(
        [
            "序号",
            "部门",
            "教工姓名",
            "性别",
            "证件类型",
            "证件号",
            "联系电话",
            "参加工作时间",
            "加入工会日期",
            "文化程度",
            "政治面貌",
        ]
    )
    for row in rows:
        sheet.append([{**row, "type": "居民身份证"}[key] for key in keys])
    start = 2
    for index in range(3, count + 3):
        if index == count + 2 or rows[index - 2]["department"] != rows[start - 2]["department"]:
            sheet.merge_cells(start_row=start, end_row=index - 1, start_column=2, end_column=2)
            start = index
    return Roll("school.xlsx", as_bytes(book), count, shifted(spoilt, 2))


def personnel(seed, count=90, kinds=tuple(SPOIL)):
    """GB18030, abbreviations as titles, sex as 1 and 2, dates as eight digits."""
    rows = people(seed, count)
    spoilt = spoil(rows, kinds, seed)
    keys = (
        "staff_no",
        "name",
        "sex",
        "id",
        "born",
        "ethnic",
        "political",
        "education",
        "title",
        "department",
        "phone",
        "work",
        "joined",
        "employment",
    )
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(
        [
            "工号",
            "XM",
            "XB",
            "SFZJH",
            "CSRQ",
            "MZ",
            "ZZMM",
            "ZGXL",
            "ZYJSZW",
            "DWMC",
            "SJHM",
            "GZRQ",
            "RHRQ",
            "BZLX",
        ]
    )
    for row in rows:
        cells = {**row, "sex": "12"[row["sex"] == "女"]}
        writer.writerow(
            [f"{cells[key]:%Y%m%d}" if isinstance(cells[key], date) else cells[key] for key in keys]
        )
    return Roll("personnel.csv", stream.getvalue().encode("gb18030"), count, shifted(spoilt, 2))


def page(seed, count=40, kinds=tuple(SPOIL)):
    """An HTML table under the name .xls, as personnel systems export, titles in two rows."""
    rows = people(seed, count)
    spoilt = spoil(rows, [kind for kind in kinds if kind not in ("trailing_space",)], seed)
    keys = ("name", "id", "sex", "born", "phone", "joined", "department", "political")
    head = (
        "<tr><th colspan=4>基本信息</th><th rowspan=2>联系电话</th><th rowspan=2>入会时间</th>"
        "<th rowspan=2>所在部门</th><th rowspan=2>政治面貌</th></tr>"
        "<tr><th>姓名</th><th>证件号码</th><th>性别</th><th>出生日期</th></tr>"
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{row[key]}</td>" for key in keys) + "</tr>" for row in rows
    )
    data = f"<html><body><table>{head}{body}</table></body></html>".encode("gb18030")
    return Roll("page.xls", data, count, shifted(spoilt, 3))


def as_bytes(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


FORMS = {"university": university, "school": school, "personnel": personnel, "page": page}
