"""Lists that people type from: ethnic groups, political statuses, education, degrees (handbook organisation §3).

What is stored is the label in the first place of each line; the further words lead to it. Numbers are the
codes of the national standards (GB/T 3304, 4762, 4658, 6864), as personnel systems export them.
"""

from collections.abc import Iterable

_ETHNIC = """
汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族
白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族
东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族
仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族
保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族
"""
ETHNIC_GROUPS = tuple(_ETHNIC.split())
"""The 56 groups in the order of GB/T 3304, whose codes run from 01 to 56."""

_ETHNIC_OTHER = {
    "其他": ("其它", "其他民族", "97"),
    "外国血统中国籍人士": ("外国血统", "入籍", "98"),
}

_POLITICAL = {
    "中共党员": ("中国共产党党员", "共产党员", "党员", "中共正式党员", "正式党员", "01"),
    "中共预备党员": (
        "中国共产党预备党员",
        "预备党员",
        "中共党员(预备)",
        "党员(预备)",
        "中共党员（预备）",
        "02",
    ),
    "共青团员": ("中国共产主义青年团团员", "团员", "共青团", "03"),
    "民革党员": ("民革会员", "民革", "中国国民党革命委员会会员", "中国国民党革命委员会", "04"),
    "民盟盟员": ("民盟", "中国民主同盟盟员", "中国民主同盟", "民盟成员", "05"),
    "民建会员": ("民建", "中国民主建国会会员", "中国民主建国会", "06"),
    "民进会员": ("民进", "中国民主促进会会员", "中国民主促进会", "07"),
    "农工党党员": (
        "农工党",
        "农工民主党",
        "中国农工民主党党员",
        "中国农工民主党",
        "农工党员",
        "08",
    ),
    "致公党党员": ("致公党", "中国致公党党员", "中国致公党", "致公党员", "09"),
    "九三学社社员": ("九三学社", "九三社员", "九三", "10"),
    "台盟盟员": ("台盟", "台湾民主自治同盟盟员", "台湾民主自治同盟", "11"),
    "无党派人士": ("无党派", "无党派民主人士", "12"),
    "群众": ("普通群众", "群 众", "普通公民", "13"),
}

_EDUCATION = {
    "博士研究生": ("博士", "博士生", "博士研究生毕业", "研究生(博士)", "博研", "11"),
    "硕士研究生": ("硕士", "硕士生", "硕士研究生毕业", "研究生(硕士)", "硕研", "14"),
    "研究生": ("研究生毕业", "研究生班", "在职研究生", "10", "17"),
    "大学本科": (
        "本科",
        "大学",
        "本科毕业",
        "大学本科毕业",
        "大本",
        "全日制本科",
        "在职本科",
        "学士",
        "20",
        "21",
    ),
    "大学专科": (
        "大专",
        "专科",
        "大学专科毕业",
        "高职",
        "大专毕业",
        "高职高专",
        "专科毕业",
        "30",
        "31",
    ),
    "中专": ("中等专科", "中等专业学校", "中等职业", "中师", "中专毕业", "40", "41"),
    "职业高中": ("职高", "44"),
    "技工学校": ("技校", "技工", "47"),
    "高中": ("普通高中", "高中毕业", "普通高级中学", "60", "61"),
    "初中": ("初级中学", "初中毕业", "初中及以下", "70", "71"),
    "小学": ("小学毕业", "小学及以下", "80", "81"),
    "其他": ("其它", "90"),
}

_DEGREES = {
    "名誉博士": ("1",),
    "博士": ("博士学位", "博士研究生", "2", "201"),
    "硕士": ("硕士学位", "硕士研究生", "3", "301"),
    "学士": ("学士学位", "本科", "4", "401"),
}
_DEGREE_FIELDS = [
    "哲学",
    "经济学",
    "法学",
    "教育学",
    "文学",
    "历史学",
    "理学",
    "工学",
    "农学",
    "医学",
    "军事学",
    "管理学",
    "艺术学",
]


def table(entries: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Every way of writing an entry → the label that is stored; codes of numbers are left out."""
    known = {label: label for label in entries}
    for label, words in entries.items():
        known |= {word: label for word in words if not word.isdigit()}
    return known


def numbers(entries: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Code number of the standard, with and without leading zero → label."""
    pairs = ((word, label) for label, words in entries.items() for word in words if word.isdigit())
    return _with_short_numbers(pairs)


def _with_short_numbers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, label in pairs:
        found[number] = label
        found.setdefault(str(int(number)), label)
    return found


def _ethnic_table() -> dict[str, str]:
    short = {group.removesuffix("族"): group for group in ETHNIC_GROUPS if len(group) > 2}
    return {group: group for group in ETHNIC_GROUPS} | short | {"汉": "汉族"} | table(_ETHNIC_OTHER)


def _degree_table() -> dict[str, str]:
    by_field = {
        f"{subject}{degree}{ending}": degree
        for subject in _DEGREE_FIELDS
        for degree in ("博士", "硕士", "学士")
        for ending in ("", "学位")
    }
    professional = {
        f"{kind}{degree}": degree
        for kind in ("专业", "工程", "工商管理", "公共管理", "教育")
        for degree in ("博士", "硕士")
    }
    return table(_DEGREES) | by_field | professional


ETHNIC_TABLE = _ethnic_table()
ETHNIC_NUMBERS = _with_short_numbers(
    [(f"{index:02d}", group) for index, group in enumerate(ETHNIC_GROUPS, 1)]
) | numbers(_ETHNIC_OTHER)
POLITICAL_TABLE, POLITICAL_NUMBERS = table(_POLITICAL), numbers(_POLITICAL)
EDUCATION_TABLE, EDUCATION_NUMBERS = table(_EDUCATION), numbers(_EDUCATION)
DEGREE_TABLE, DEGREE_NUMBERS = _degree_table(), numbers(_DEGREES)

POLITICAL_STATUSES = tuple(_POLITICAL)
EDUCATIONS = tuple(_EDUCATION)
DEGREES = tuple(_DEGREES)
ETHNIC_LABELS = (*ETHNIC_GROUPS, *_ETHNIC_OTHER)
