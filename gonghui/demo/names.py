"""Plainly invented names and checksum-valid identifiers that nobody was ever issued."""

from datetime import date
from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥虚拟示例样范测试模构"
CITIES = (
    "云川", "望湖", "东屏", "南浦", "北渡", "西洲", "安澜",
    "长亭", "石桥", "清溪", "临泽", "文峰", "远山",
)  # fmt: skip
COUNTIES = ("城中区", "城北区", "新城区", "河东县", "河西县")
PROVINCE_CODE = "99"
ID_REGION = "3299"
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def person_name(random: Random) -> str:
    """A surname followed by one or two stems or branches."""
    given = "".join(random.choices(GIVEN, k=random.choice((1, 2, 2))))
    return random.choice(SURNAMES) + given


def identity_number(serial: int, born: date, female: bool) -> str:
    """The ``serial``-th number for somebody born on ``born``: valid by checksum, of no real region.

    Raises:
        ValueError: the day and region hold no more numbers (about 45,000 for each sex).
    """
    region, order = divmod(serial, 499)
    if region > 89:
        raise ValueError(f"no number {serial} left for {born}")
    body = f"{ID_REGION}{region + 10:02d}{born:%Y%m%d}{order * 2 + (0 if female else 1):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + ID_CHECKS[total % 11]


def credit_code(prefix: str, serial: int) -> str:
    """A unified social credit code with the invented region 990000, valid by both check digits."""
    organisation = f"{serial:08d}"
    check = (
        11
        - sum(int(d) * w for d, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    )
    body = f"{prefix}990000{organisation}{'0' if check == 11 else 'X' if check == 10 else check}"
    total = sum(USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + USCC_ALPHABET[(31 - total % 31) % 31]


def mobile(serial: int) -> str:
    """A number of the invented block 138000xxxxx."""
    return f"138{serial % 10**8:08d}"
