"""A roll of our own 25 columns at any size, written as a stream: invented people, a few spoilt cells."""

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

TITLES = (
    *(
        "序号",
        "姓名",
        "性别",
        "证件类型",
        "证件号码",
        "出生年月",
        "民族",
        "政治面貌",
        "学历",
        "学位",
    ),
    *("职称", "职务", "部门", "工会小组", "用工形式", "参加工作时间", "入会时间", "手机号", "邮箱"),
    *("户籍地", "工号", "是否女职工干部", "是否困难职工", "是否劳模", "备注"),
)
DEPARTMENTS = tuple(f"第{number}学院" for number in range(1, 41))
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
SIGNS = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红建国庆华志新玉梅春雪松柏林"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
EVERY_SPOILT = 200  # one row in two hundred is refused, another is mended


def write_roll(path: Path, rows: int, seed: int = 1) -> None:
    """Write the workbook."""
    random = Random(seed)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("会员花名册")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, TITLES)
    for index in range(rows):
        for place, cell in enumerate(person(random, index)):
            if isinstance(cell, date):
                moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 -- a spreadsheet's day
                sheet.write_datetime(index + 1, place, moment, day)
            elif isinstance(cell, int):
                sheet.write_number(index + 1, place, cell)
            elif cell:
                sheet.write_string(index + 1, place, cell)
    book.close()


def person(random: Random, index: int) -> list:
    """One row, in the order of TITLES."""
    born = date(1966, 1, 1) + timedelta(days=random.randrange(12_000))
    started = born + timedelta(days=8_200 + random.randrange(1_000))
    sequence = index % 1000
    number = f"3299{index // 1000 % 100:02d}{born:%Y%m%d}{sequence:03d}"
    number += "10X98765432"[sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=True)) % 11]
    woman = sequence % 2 == 0
    name = random.choice(SURNAMES) + random.choice(SIGNS) + random.choice(SIGNS)
    joined: date | str = started + timedelta(days=random.randrange(700))
    if index % EVERY_SPOILT == 7:
        number = number[:-1] + ("0" if number[-1] != "0" else "1")
    if index % EVERY_SPOILT == 9:
        joined = f"{joined.year}.{joined.month}"
    return [
        *(index + 1, name, "女" if woman else "男", "居民身份证", number, born),
        *(random.choice(("汉族", "汉族", "汉族", "回族", "苗族")),),
        *(random.choice(("中共党员", "群众", "民盟盟员", "共青团员", "中共预备党员")),),
        *(
            random.choice(("大学本科", "硕士研究生", "博士研究生")),
            random.choice(("学士", "硕士", "")),
        ),
        *(random.choice(("讲师", "教授", "副教授", "助教", "")), random.choice(("", "", "系主任"))),
        *(random.choice(DEPARTMENTS), f"第{random.randrange(1, 30)}小组"),
        *(random.choice(("在编", "人事代理", "劳动合同")), started, joined),
        *(f"138{index:08d}", f"user{index}@example.cn", "示范省示范市"),
        *(f"{index:08d}", "否", "否" if index % 50 else "是", "否", ""),
    ]
