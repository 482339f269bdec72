"""The columns that a person's name is found and sorted by."""

from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "司徒",
        "慕容",
        "夏侯",
        "长孙",
        "宇文",
        "钟离",
        "闻人",
        "申屠",
        "端木",
        "百里",
        "呼延",
        "南宫",
        "独孤",
        "轩辕",
        "赫连",
        "澹台",
        "公冶",
        "宗政",
        "濮阳",
        "淳于",
        "单于",
        "太叔",
        "仲孙",
        "万俟",
        "司空",
        "闾丘",
        "亓官",
        "鲜于",
        "拓跋",
        "西门",
        "南门",
        "左丘",
        "梁丘",
        "东郭",
        "第五",
    ]
)


class NameColumns(NamedTuple):
    """Ready values of Person's columns of the same names."""

    given_name: str
    name_pinyin: str
    name_initials: str
    name_strokes: str


def name_columns(name: str) -> NameColumns:
    """What is stored beside a name, cut to the columns' sizes."""
    pinyin = "".join(lazy_pinyin(name)).lower()
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return NameColumns(given_name(name), pinyin[:128], initials[:16], "")


def given_name(name: str) -> str:
    """What follows the surname: 伟 of 张伟, 修 of 欧阳修; "" of a single word without Chinese."""
    if name[:2] in COMPOUND_SURNAMES and len(name) > 2:
        return name[2:]
    return name[1:] if name[:1] > "⺀" else name.partition(" ")[2]
