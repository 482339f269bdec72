"""Sort keys of names: real printed lists, both customs, surnames' readings, and equal order everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib import characters
from gonghui.kernel.lib.models import CalendarYear
from gonghui.kernel.lib.sorting import (
    matches_pinyin,
    name_keys,
    pinyin_prefixes,
    sort_by_strokes,
    stroke_key,
    surname_length,
    text_pinyin,
)

KNOWN = st.sampled_from(sorted(characters.strokes()))
NAMES = st.lists(KNOWN, min_size=1, max_size=4).map("".join)

PARTY_LIST = [
    "丁来杭",
    "丁学东",
    "丁薛祥",
    "于广洲",
    "于伟国",
    "马飚",
    "马兴瑞",
    "王宁",
    "王军",
    "王勇",
    "王晨",
    "王毅",
    "王小洪",
    "王玉普",
    "支树平",
    "尤权",
]
"""The order in which a published list of 2017 begins, remark "in the order of surname strokes"."""


def test_stroke_order_of_a_published_list():
    assert sort_by_strokes(sorted(PARTY_LIST)) == PARTY_LIST


@pytest.mark.parametrize(
    ("custom", "order"),
    [
        ("first", ["王军", "王一平", "欧阳娜", "欧阳一娜"]),
        ("compared", ["王一平", "王军", "欧阳一娜", "欧阳娜"]),
    ],
)
def test_stroke_order_of_single_given_names_in_both_customs(custom, order):
    assert sort_by_strokes(sorted(order), custom) == order


@pytest.mark.parametrize(
    ("sign", "kinds"),
    [
        ("张", "5153154"),
        ("李", "1234521"),
        ("王", "1121"),
        ("火", "4334"),
        ("必", "45434"),
        ("出", "52252"),
        ("垂", "31212211"),
        ("女", "531"),
        ("忄", "442"),
        ("張", "51512111534"),
        ("喆", "121251121251"),
        ("䶮", "135341134"),
        ("𬭸", "31115431234354152"),
    ],
)
def test_strokes_of_a_character(sign, kinds):
    assert characters.strokes()[sign] == kinds


def test_strokes_cover_every_character_of_gb2312():
    characters_of_gb2312 = [
        bytes([high, low]).decode("gb2312")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
        if not (high == 0xD7 and low > 0xF9)
    ]
    components = set("丨丿丶匚刂亠冫冖讠卩阝廴艹扌彳彡犭夂饣忄丬氵宀辶彐屮纟灬礻疒衤")

    missing = {sign for sign in characters_of_gb2312 if sign not in characters.strokes()}

    assert missing - components == set()


def test_stroke_key_flags_unknown_characters_and_sorts_them_last():
    keys = name_keys("万俟卨")

    assert keys.unknown == "卨"
    assert sort_by_strokes(["卨三", "龘三", "张三", "Anna"]) == ["张三", "Anna", "卨三", "龘三"]
    assert name_keys("买买提·艾力").unknown == ""


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("张三", "zhang0san", "zs"),
        ("单雄信", "shan0xiong0xin", "sxx"),
        ("仇英", "qiu0ying", "qy"),
        ("曾巩", "zeng0gong", "zg"),
        ("解缙", "xie0jin", "xj"),
        ("尉迟恭", "yu0chi0gong", "ycg"),
        ("尉健行", "wei0jian0xing", "wjx"),
        ("万俟三", "mo0qi0san", "mqs"),
        ("欧阳娜娜", "ou0yang0na0na", "oynn"),
        ("李长江", "li0chang0jiang", "lcj"),
        ("吕布", "lv0bu", "lb"),
        ("買買提·艾力", "mai0mai0ti0ai0li", "mmtal"),
        ("John Smith", "john0smith", "js"),
        ("\ue123三", "zzz0san", "zs"),
        ("", "", ""),
    ],
)
def test_pinyin_of_a_name(name, pinyin, initials):
    assert name_keys(name)[:2] == (pinyin, initials)


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("重庆大学", "chong0qing0da0xue"),
        ("厦门大学", "xia0men0da0xue"),
        ("南京市第32中学", "nan0jing0shi0di0320zhong0xue"),
        ("盱眙县实验小学(北校区)", "xu0yi0xian0shi0yan0xiao0xue0bei0xiao0qu"),
        ("曾都区", "zeng0du0qu"),
    ],
)
def test_pinyin_of_a_text_reads_words(text, pinyin):
    assert text_pinyin(text) == pinyin


@pytest.mark.parametrize(
    ("name", "length"),
    [("欧阳娜", 2), ("欧阳", 1), ("张三", 1), ("司马相如", 2), ("", 0)],
)
def test_surname_length(name, length):
    assert surname_length(name) == length


@pytest.mark.parametrize(
    ("query", "prefixes"),
    [
        ("zhangs", ["zhang0s"]),
        ("zhang san", ["zhang0san", "zhang0sa0n"]),
        ("FanGan", ["fang0an", "fan0gan", "fang0a0n", "fan0ga0n"]),
        ("xi'an", ["xi0an", "xi0a0n"]),
        ("lyubu", ["lv0bu"]),
        ("nümo", ["nv0mo"]),
        ("john", ["john"]),
        ("", []),
    ],
)
def test_pinyin_prefixes_of_a_query(query, prefixes):
    assert pinyin_prefixes(query) == prefixes


@given(NAMES)
def test_typed_pinyin_finds_the_name(name):
    pinyin = name_keys(name).pinyin
    if "zzz" not in pinyin:
        assert any(
            pinyin.startswith(prefix) for prefix in pinyin_prefixes(" ".join(pinyin.split("0")))
        )


@given(NAMES, NAMES)
def test_stroke_key_keeps_names_apart_and_surnames_together(first, second):
    keys = stroke_key(first), stroke_key(second)

    assert (first == second) == (keys[0] == keys[1])
    assert keys[0].isascii()
    assert keys[0] == keys[0].lower()


@given(KNOWN, KNOWN, KNOWN)
def test_stroke_key_orders_by_count_then_kinds(surname, one, other):
    table = characters.strokes()
    rank = [(len(table[sign]), table[sign]) for sign in (one, other)]
    keys = [stroke_key(surname + sign) for sign in (one, other)]

    if rank[0] != rank[1]:
        assert (rank[0] < rank[1]) == (keys[0] < keys[1])


@given(st.text())
def test_any_text_gets_keys_that_fit_their_columns(text):
    keys = name_keys(text)

    assert [len(keys.pinyin) <= 128, len(keys.initials) <= 16, len(keys.strokes) <= 128] == [
        True
    ] * 3
    assert (keys.pinyin + keys.initials + keys.strokes).isascii()
    assert len(text_pinyin(text)) <= 128


@pytest.mark.django_db
def test_database_orders_keys_as_python_does():
    names = [*PARTY_LIST, "方安", "范刚", "方白", "樊干", "Anna", "买买提·艾力", "欧阳一娜", "卨三"]
    keys = [
        *(name_keys(name).strokes for name in names),
        *(name_keys(name).pinyin for name in names),
    ]
    rows = [CalendarYear(year=3000 + place, source=key) for place, key in enumerate(keys)]
    CalendarYear.objects.bulk_create(rows)

    ordered = CalendarYear.objects.filter(year__gte=3000).order_by("source")

    assert list(ordered.values_list("source", flat=True)) == sorted(keys)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fangan", [3001, 3002]),
        ("FANGA", [3001, 3002]),
        ("fang a", [3001]),
        ("z", [3000]),
        ("方安", []),
        ("", []),
    ],
)
def test_matches_pinyin_finds_what_the_letters_may_begin(query, found):
    for place, name in enumerate(["张三", "方安", "范甘"]):
        CalendarYear.objects.create(year=3000 + place, source=name_keys(name).pinyin)

    rows = CalendarYear.objects.filter(matches_pinyin(query, "source")).order_by("year")

    assert list(rows.values_list("year", flat=True)) == found
