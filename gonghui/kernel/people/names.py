"""The columns that a person's name is found and sorted by, and what spans copy of a person."""

from functools import lru_cache
from typing import Any, NamedTuple

from gonghui.kernel.lib.sorting import name_keys, surname_length

COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤"
)
"""One of these alone means the surname, not the beginning of a given name."""

CARRIED = ("name", "given_name", "name_pinyin", "sex")
"""A person's columns that each of their spans has a copy of (see ``Membership``)."""

FIRST_HAN = "\u2e80"


class NameColumns(NamedTuple):
    """Ready values of Person's columns of the same names."""

    given_name: str
    name_pinyin: str
    name_initials: str
    name_strokes: str


def carried(person: Any) -> dict[str, str]:
    """The copies by name; ``person`` is a person's record or ready row."""
    return {name: getattr(person, name) for name in CARRIED}


@lru_cache(maxsize=65536)
def name_columns(name: str) -> NameColumns:
    """What is stored beside a name; whole rolls repeat their names, so answers are kept."""
    keys = name_keys(name)
    return NameColumns(given_name(name), keys.pinyin, keys.initials, keys.strokes)


def given_name(name: str) -> str:
    """What follows the surname: 伟 of 张伟, 修 of 欧阳修; of Latin names what follows the first word."""
    if name[:1] >= FIRST_HAN:
        return name[surname_length(name) :]
    return name.partition(" ")[2]
