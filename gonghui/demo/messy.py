"""A member roll as it really arrives: every mistake of handbook organisation §11, each in known rows.

``make run`` writes it next to its answer key, so that a newcomer can import it and compare.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from gonghui.demo.names import identity_number, mobile, person_name

TITLES = (
    "序号", "姓名", "性别", "证件类型", "证件号码", "出生年月", "民族", "政治面貌", "学历", "学位",
    "职称", "职务", "部门", "工会小组", "用工形式", "参加工作时间", "入会时间", "手机号", "邮箱",
    "户籍地", "工号", "是否女职工干部", "是否困难职工", "是否劳模", "备注",
)  # fmt: skip
DEPARTMENTS = ("物理学院", "化学化工学院", "计算机学院", "文学院", "图书馆", "后勤集团")
SERIAL_BASE = 3000
ROWS = 120


@dataclass
class MessyRoll:
    """The rows as they arrive and as they ought to be, and the positions of each mistake.

    What stands in ``mended`` the importer puts right itself; ``refused`` needs a person.
    """

    rows: list[dict[str, Any]]
    right: list[dict[str, Any]]
    mended: dict[str, list[int]] = field(default_factory=dict)
    refused: dict[str, list[int]] = field(default_factory=dict)


Spoil = Callable[[dict[str, Any]], None]


def _set(title: str, change: Callable[[Any], Any]) -> Spoil:
    def spoil(row: dict[str, Any]) -> None:
        row[title] = change(row[title])

    return spoil


def _fullwidth(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)


def _wrong_check(number: str) -> str:
    return number[:-1] + ("1" if number[-1] != "1" else "2")


MENDED: dict[str, Spoil] = {
    "姓名中的对齐空格": _set("姓名", lambda name: f"{name[0]}　{name[1:]}"),
    "证件号末尾空格": _set("证件号码", lambda number: f"{number} "),
    "证件号前有撇号": _set("证件号码", lambda number: f"'{number}"),
    "全角数字": _set("手机号", _fullwidth),
    "年月用点分隔": _set("入会时间", lambda day: f"{day.year}.{day.month}"),
    "八位日期": _set("入会时间", lambda day: f"{day:%Y%m%d}"),
    "汉字日期": _set("入会时间", lambda day: f"{day.year}年{day.month}月"),
    "日期成了天数": _set("入会时间", lambda day: (day - date(1899, 12, 30)).days),
    "手机号带国家码": _set("手机号", lambda phone: f"+86 {phone}"),
    "手机号存成数字": _set("手机号", float),
    "空值写成斜线": _set("邮箱", lambda _mail: "/"),
}
REFUSED: dict[str, Spoil] = {
    "证件号存成数字": _set("证件号码", lambda number: float(number[:17] + "0")),
    "校验码不符": _set("证件号码", _wrong_check),
    "证件号少一位": _set("证件号码", lambda number: number[:9] + number[10:]),
    "十五位旧证件号": _set("证件号码", lambda number: number[:6] + number[8:17]),
    "证件号为空": _set("证件号码", lambda _number: ""),
    "性别与证件号不符": _set("性别", lambda sex: "男" if sex == "女" else "女"),
    "出生年月与证件号不符": _set("出生年月", lambda day: day.replace(year=day.year - 1)),
    "不存在的日期": _set("入会时间", lambda _day: "2019-02-30"),
    "入会时间在将来": _set("入会时间", lambda _day: date(2031, 5, 1)),
    "手机号少一位": _set("手机号", lambda phone: phone[:-1]),
    "政治面貌错字": _set("政治面貌", lambda _status: "中共当员"),
    "没有这个部门": _set("部门", lambda _name: "某某研究中心（筹）"),
}


def messy_roll(seed: int = 7) -> MessyRoll:
    """The spoilt roll: two rows for each mistake, one number entered twice, the rest in order."""
    random = Random(seed)  # noqa: S311 -- a demonstration must repeat itself, not hide
    right = [_row(random, position) for position in range(ROWS)]
    roll = MessyRoll([dict(row) for row in right], right)
    spare = iter(range(2, ROWS))
    for kinds, found in ((MENDED, roll.mended), (REFUSED, roll.refused)):
        for label, spoil in kinds.items():
            for position in (next(spare), next(spare)):
                spoil(roll.rows[position])
                found.setdefault(label, []).append(position)
    first, second = next(spare), next(spare)
    roll.rows[second]["证件号码"] = roll.rows[first]["证件号码"]
    for title in ("性别", "出生年月"):
        roll.rows[second][title] = roll.rows[first][title]
    roll.refused["同一证件号出现两次"] = [first, second]
    return roll


def write_messy_roll(path: Path, seed: int = 7) -> MessyRoll:
    """Write the roll as the kind of sheet that arrives: merged title, note, hidden row, total, footer."""
    roll = messy_roll(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("会员名册")
        book.add_worksheet("Sheet2")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        middle = book.add_format({"bold": True, "align": "center"})
        sheet.merge_range(0, 0, 0, len(TITLES) - 1, "示例大学工会会员信息采集表", middle)
        sheet.write_string(1, 0, "填表说明：证件号码请用文本格式；入会时间填写到月。")
        sheet.write_row(2, 0, TITLES, middle)
        for line, row in enumerate(roll.rows, 3):
            for column, title in enumerate(TITLES):
                _write(sheet, line, column, row[title], day)
        sheet.set_row(9, None, None, {"hidden": True})
        end = len(roll.rows) + 3
        sheet.write_row(end + 1, 0, ["合计", len(roll.rows)])
        sheet.write_row(end + 2, 0, ["填表人：样例", "", "", "联系电话：", mobile(0)])
    return roll


def _write(sheet: Any, line: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell)
    else:
        sheet.write_string(line, column, cell)


def _row(random: Random, position: int) -> dict[str, Any]:
    born = date(random.randrange(1967, 2000), random.randrange(1, 13), random.randrange(1, 29))
    female = random.random() < 0.5
    started = date(born.year + 23, random.randrange(1, 13), random.randrange(1, 29))
    serial = SERIAL_BASE + position
    return dict(
        zip(
            TITLES,
            (
                str(position + 1),
                person_name(random),
                "女" if female else "男",
                "居民身份证",
                identity_number(serial, born, female),
                born,
                "汉族",
                random.choice(("群众", "中共党员", "民盟盟员")),
                random.choice(("大学本科", "硕士研究生", "博士研究生")),
                random.choice(("学士", "硕士", "博士")),
                random.choice(("讲师", "副教授", "工程师", "馆员")),
                "",
                random.choice(DEPARTMENTS),
                "第一小组",
                random.choice(("在编", "人事代理", "劳动合同")),
                started,
                date(started.year + 1, started.month, started.day),
                mobile(50_000 + position),
                f"member{position}@example.org",
                "示范省云川市",
                f"R{position:05d}",
                "否",
                "否",
                "否",
                "",
            ),
            strict=True,
        )
    )
