"""Hedge words: the handbooks' vectors, the wording of a real review, and nothing untrue for any value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib import hedge

VALUES = st.one_of(st.integers(1, 10**12), st.decimals("0.01", "1000", places=2, allow_nan=False))
STEPS = st.integers(0, 7).map(lambda power: 10**power)


@pytest.mark.parametrize(
    ("value", "word", "step", "unit", "text"),
    [
        (2137, "余", 100, "", "2100余"),
        (658_900, "近", 10_000, "", "近66万"),
        (10_020, "超", 10_000, "", "超1万"),
        (10_020, "逾", 10_000, "人", "逾1万人"),
        (102_400, "约", 1000, "", "约10.2万"),
        (5_432_100, "余", 100_000, "元", "540余万元"),
        (5_400_000, "余", 100_000, "元", "540万元"),
        (594, "近", 100, "", "近600"),
        (600, "近", 100, "名", "600名"),
        (1_000_000, "约", 100_000, "人次", "100万人次"),
        (570, "近", 100, "名", "近600名"),
        (Decimal("28.3"), "以上", 5, "%", "25%以上"),
        (Decimal("88.5"), "以上", 5, "%", "85%以上"),
        (25, "以上", 5, "%", "25%以上"),
        (1_234_567_890, "余", 10_000_000, "元", "12.3亿余元"),
        (12_345, "余", 100, "名", "1.23万余名"),
        (12_345, "余", 10, "名", "12340余名"),
    ],
)
def test_phrase_is_written(value, word, step, unit, text):
    assert hedge.phrase(value, word, step, unit) == text


@pytest.mark.parametrize(
    ("value", "word", "step", "unit", "said"),
    [
        (
            549,
            "近",
            100,
            "名",
            "实际为 549名,离 600 还差 8.5%，超过 5%。可写“500余名”“超500名”“约500名”“500名以上”。",
        ),
        (569, "近", 100, "", "离 600 还差 5.2%"),
        (10_000, "超", 10_000, "人", "实际为 1万人,正好是 1万，没有超过。可写“1万人”“1万人以上”。"),
        (10_000, "逾", 10_000, "人", "没有超过"),
        (99, "余", 100, "", "不足 100。可写“近100”“约100”。"),
        (40, "约", 100, "", "不足 100。可写“40”。"),
        (Decimal("88.5"), "多", 1, "%", "百分数不用“多”"),
    ],
)
def test_phrase_untrue_is_refused_with_what_would_be_true(value, word, step, unit, said):
    with pytest.raises(hedge.PhraseRefused) as refusal:
        hedge.phrase(value, word, step, unit)

    assert said in str(refusal.value)


@pytest.mark.parametrize(("value", "word", "step"), [(1, "大约", 1), (1, "余", 0), (-1, "余", 1)])
def test_phrase_without_sense_is_an_error(value, word, step):
    with pytest.raises(ValueError, match="no phrase"):
        hedge.phrase(value, word, step)


@pytest.mark.parametrize(
    ("stated", "word", "unit", "low", "high", "text"),
    [
        (2100, "余", "场", 2101, 2199, "2100余场"),
        (140, "多", "名", 141, 149, "140多名"),
        (600, "近", "名", 570, 599, "近600名"),
        (30_000, "余", "名", 30_001, 39_999, "3万余名"),
        (5_400_000, "余", "元", 5_400_001, 5_499_999, "540余万元"),
        (8000, "余", "名", 8001, 8999, "8000余名"),
        (10_000, "余", "人", 10_001, 19_999, "1万余人"),
        (3000, "余", "人次", 3001, 3999, "3000余人次"),
        (5_000_000, "多", "元", 5_000_001, 5_999_999, "500多万元"),
        (660_000, "近", "人次", 650_001, 659_999, "近66万人次"),
        (1_000_000, "约", "人次", 950_001, 1_499_999, "约100万人次"),
        (25, "以上", "%", 25, 40, "25%以上"),
        (85, "以上", "%", Decimal("85.0"), Decimal("88.5"), "85%以上"),
        (2000, "多", "名", 2001, 2999, "2000多名"),
    ],
)
def test_review_wording_holds_between_its_ends_only(stated, word, unit, low, high, text):
    """The hedged figures of a real five-year review; outside their range each phrase is refused."""
    assert hedge.check_phrase(low, word, stated, unit) == text
    assert hedge.check_phrase(high, word, stated, unit) == text
    with pytest.raises(hedge.PhraseRefused):
        hedge.check_phrase(low - 1 if word != "约" else low - 500_000, word, stated, unit)


@pytest.mark.parametrize(
    ("value", "word", "stated"),
    [(2200, "余", 2100), (3001, "多", 2000), (604, "近", 600), (530, "近", 600)],
)
def test_review_wording_above_its_range_is_refused(value, word, stated):
    with pytest.raises(hedge.PhraseRefused):
        hedge.check_phrase(value, word, stated)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (11, "个", "11个"),
        (96, "位", "96位"),
        (360, "名", "360名"),
        (281, "名", "281名"),
        (2812, "名", "2812名"),
        (1_785_000, "元", "178.5万元"),
        (102_000, "人次", "10.2万人次"),
        (100_000, "人", "10万人"),
        (5_432_100, "元", "543.21万元"),
        (5_432_101, "元", "5432101元"),
        (0, "名", "0名"),
        (Decimal("88.50"), "%", "88.5%"),
        (-12, "人", "-12人"),
    ],
)
def test_exact_phrase(value, unit, text):
    assert hedge.exact_phrase(value, unit) == text


def test_suggest_phrases_of_a_report_figure():
    texts = [phrase.text for phrase in hedge.suggest_phrases(2137, "场")]

    assert texts == [
        "2137场",
        "2000余场",
        "超2000场",
        "约2000场",
        "2000场以上",
        "2100余场",
        "近2200场",
        "超2100场",
        "约2100场",
        "2100场以上",
        "2130余场",
        "近2140场",
        "超2130场",
        "约2140场",
        "2130场以上",
    ]


def number_in(text):
    digits = "".join(character for character in text if character.isdigit() or character == ".")
    scale = 10**8 if "亿" in text else 10**4 if "万" in text else 1
    return Decimal(digits) * scale


@given(VALUES, st.sampled_from(hedge.WORDS), STEPS)
def test_phrase_is_true_of_the_exact_value(value, word, step):
    try:
        text = hedge.phrase(value, word, step)
    except hedge.PhraseRefused:
        return
    base = number_in(text)
    true = {
        "余": value > base,
        "多": value > base,
        "近": value < base and (base - value) * 20 <= base,
        "超": value > base,
        "逾": value > base,
        "约": abs(value - base) * 2 <= step,
        "以上": value >= base,
    }
    assert true[word] if word in text else base == value


@given(VALUES)
def test_suggested_phrases_stand_their_own_test(value):
    for text, word, step in hedge.suggest_phrases(value):
        if word:
            assert hedge.phrase(value, word, step) == text


@given(VALUES, st.sampled_from(["余", "近", "以上"]), STEPS)
def test_phrase_and_check_agree(value, word, step):
    try:
        text = hedge.phrase(value, word, step)
    except hedge.PhraseRefused:
        return
    base = number_in(text)
    if word in text and hedge.implied_step(base) == step:
        assert hedge.check_phrase(value, word, base) == text
