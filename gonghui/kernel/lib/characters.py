"""Strokes and readings of Chinese characters, from frozen tables, so that every database sorts alike.

The tables are facts/strokes.txt and facts/readings.txt, read at the first question; what a surname or a
word reads otherwise stands here.
"""

from functools import cache
from pathlib import Path

FACTS = Path(__file__).with_name("facts")

COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "诸葛",
        "上官",
        "司徒",
        "夏侯",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "司空",
        "端木",
        "百里",
        "呼延",
        "南宫",
        "轩辕",
        "独孤",
        "西门",
        "东郭",
        "万俟",
        "闻人",
        "澹台",
        "公冶",
        "宗政",
        "濮阳",
        "淳于",
        "单于",
        "太叔",
        "申屠",
        "仲孙",
        "钟离",
        "鲜于",
        "闾丘",
        "亓官",
        "司寇",
        "子车",
        "颛孙",
        "巫马",
        "公西",
        "漆雕",
        "乐正",
        "壤驷",
        "公良",
        "拓跋",
        "夹谷",
        "宰父",
        "谷梁",
        "段干",
        "东门",
        "南门",
        "羊舌",
        "微生",
        "梁丘",
        "左丘",
        "第五",
        "赫连",
        "歐陽",
        "諸葛",
        "東方",
        "尉遲",
        "長孫",
        "澹臺",
        "軒轅",
        "獨孤",
        "鍾離",
        "鮮于",
    ]
)
_SURNAMES = (
    "单 shan 單 shan 仇 qiu 曾 zeng 解 xie 查 zha 朴 piao 区 ou 區 ou 盖 ge 蓋 ge 乐 yue 樂 yue 任 ren "
    "华 hua 翟 zhai 尉 wei 缪 miao 繆 miao 员 yun 員 yun 覃 qin 冼 xian 洗 xian 召 shao 宓 mi 逄 pang 隗 wei "
    "种 chong 重 chong 秘 bi 黑 he 折 she 幺 yao 牟 mou 卜 bu 柏 bai 薄 bo 费 fei 葛 ge 过 guo 纪 ji 陆 lu "
    "宁 ning 瞿 qu 阙 que 车 che 盛 sheng 石 shi 宿 su 曲 qu 臧 zang 郇 xun 郗 xi 谌 chen 燕 yan 应 ying "
    "祭 zhai 长 zhang 藏 zang 晟 cheng 句 gou 哈 ha 那 na 能 nai 沈 shen 殷 yin 於 yu 虢 guo 莘 shen 贾 jia "
    "和 he 教 jiao 粘 nian 相 xiang 繁 po 适 kuo 撒 sa 佴 nai 昝 zan 颉 xie 行 xing 钭 tou 宛 wan 大 da 都 du "
    "尉迟 yu chi 尉遲 yu chi 长孙 zhang sun 長孫 zhang sun 万俟 mo qi 澹台 tan tai 澹臺 tan tai 单于 chan yu "
    "令狐 ling hu 亓官 qi guan 乐正 yue zheng 鲜于 xian yu 宰父 zai fu 子车 zi ju 呼延 hu yan"
)
_GIVEN = "长 chang 長 chang 都 du 重 chong 曾 zeng 翟 zhai 缪 miao 茜 qian 珏 jue 祎 yi 晟 sheng 昇 sheng"
_WORDS = (
    "重庆 chong qing 厦门 xia men 音乐 yin yue 乐清 yue qing 银行 yin hang 行业 hang ye 会计 kuai ji 六安 lu an "
    "六合 lu he 蚌埠 beng bu 丽水 li shui 台州 tai zhou 浒墅关 xu shu guan 浒关 xu guan 甪直 lu zhi 盱眙 xu yi "
    "栟茶 ben cha 成都 cheng du 首都 shou du 都市 du shi 校长 xiao zhang 院长 yuan zhang 镇长 zhen zhang "
    "成长 cheng zhang 单县 shan xian 西藏 xi zang 宝藏 bao zang 调度 diao du 调查 diao cha 重点 zhong dian "
    "重工 zhong gong 重型 zhong xing 曾都 zeng du 大厦 da sha 朝阳 chao yang 番禺 pan yu 百色 bo se 长子 zhang zi"
)


def _words(text: str) -> dict[str, tuple[str, ...]]:
    """Chinese words to their syllables, from a line of words each followed by them."""
    found: dict[str, list[str]] = {}
    word = ""
    for part in text.split():
        if part.isascii():
            found[word].append(part)
        else:
            word = part
            found[word] = []
    return {word: tuple(syllables) for word, syllables in found.items()}


SURNAME_READINGS = _words(_SURNAMES)
GIVEN_READINGS = {sign: syllables[0] for sign, syllables in _words(_GIVEN).items()}
WORD_READINGS = _words(_WORDS)
LONGEST_WORD = max(map(len, WORD_READINGS))


@cache
def strokes() -> dict[str, str]:
    """Character to the kinds of its strokes in writing order: 1 横 2 竖 3 撇 4 点捺 5 折."""
    return _read(FACTS / "strokes.txt")


@cache
def readings() -> dict[str, str]:
    """Character to its usual syllable, without tone, ü as v."""
    return _read(FACTS / "readings.txt")


@cache
def syllables() -> frozenset[str]:
    """All syllables that a character can have, interjections without a vowel left out."""
    special = (syllable for found in SURNAME_READINGS.values() for syllable in found)
    return frozenset(one for one in (*readings().values(), *special) if set(one) & set("aeiouv"))


def _read(path: Path) -> dict[str, str]:
    """A table of lines "value characters"."""
    table: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            value, signs = line.split(" ", 1)
            table.update(dict.fromkeys(signs, value))
    return table
