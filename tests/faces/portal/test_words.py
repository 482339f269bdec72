"""Search words: every part of a Chinese text is found, nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from gonghui.faces.portal.words import words_to_find, words_to_store

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E50), min_size=1, max_size=12)


def test_words_to_store_holds_characters_and_pairs():
    assert words_to_store("疗休养 2026") == "u7597 u4f11 u517b u7597u4f11 u4f11u517b 2026"


def test_words_to_find_uses_pairs_and_folds_width_and_case():
    assert words_to_find("疗休养ＡＢＣ") == "u7597u4f11 u4f11u517b abc"


def test_words_to_find_of_one_character_is_the_character():
    assert words_to_find("会") == "u4f1a"


def test_words_to_find_of_punctuation_is_nothing():
    assert words_to_find("？！。") == ""


@given(HAN, HAN, HAN)
def test_any_part_of_a_text_is_found(before, part, after):
    stored = set(words_to_store(before + part + after).split())

    assert set(words_to_find(part).split()) <= stored
