"""Identity documents, credit codes and patents: real people pass, mended forms are told, guesses refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib.identifiers import (
    DocumentType,
    find_document_type,
    resident_check,
    validate_document,
)
from gonghui.kernel.lib.patents import patent_check, validate_patent
from gonghui.kernel.lib.uscc import ALPHABET, organisation_check, uscc_check, validate_uscc

SAMPLE = "11010519491231002X"
TODAY = date(2026, 11, 22)
RESIDENT = DocumentType.RESIDENT_ID


def resident(born="19900101", sequence="001", region="329901"):
    first = region + born + sequence
    return first + resident_check(first)


@st.composite
def resident_numbers(draw):
    born = draw(st.dates(date(1926, 11, 23), date(2010, 11, 22)))
    return resident(f"{born:%Y%m%d}", f"{draw(st.integers(1, 999)):03d}"), born


def test_resident_id_standard_sample_is_read():
    answer = validate_document(RESIDENT, SAMPLE, TODAY)

    assert answer.normalised == SAMPLE
    assert (answer.errors, answer.warnings, answer.mended) == ((), (), ())
    assert (answer.sex, answer.born) == ("F", date(1949, 12, 31))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("11010519491231002x", 1),
        ("11010519491231002×", 1),
        ("11010519491231002*", 1),
        ("11010519491231002Ｘ", 1),
        ("11010519491231002Х", 1),  # Cyrillic
        ("'11010519491231002X", 1),
        ("\ufeff110105 19491231\u3000002X ", 1),
        ("110105-19491231-002X", 1),
        ("身份证号：11010519491231002X", 2),
        ("11010519491231002X（身份证）", 2),
        ('"11010519491231002X"', 1),
        ("11010519491231002X。", 1),
        ("１１０１０５１９４９１２３１００２ｘ", 2),
    ],
)
def test_resident_id_form_is_mended_and_told(text, mended):
    answer = validate_document(RESIDENT, text, TODAY)

    assert (answer.normalised, answer.errors) == (SAMPLE, ())
    assert len(answer.mended) == mended


@pytest.mark.parametrize("value", [3.29919200109032e17, 110105194912310000, "1.10105E+17", 1.1e14])
def test_resident_id_stored_as_a_number_is_refused_never_repaired(value):
    answer = validate_document(RESIDENT, value, TODAY)

    assert ["末几位已丢失" in error for error in answer.errors] == [True]
    assert answer.born is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("110105491231002", "15 位旧号码"),
        ("1101051949123100", "现为 16 位"),
        ("1101051949123100AB", "17 位数字"),
        ("110105194912310021", "校验位不符"),
        (resident("19900230"), "19900230 不存在"),
        (resident("20101123"), "超出允许的年龄"),
        (resident("19251122"), "超出允许的年龄"),
        ("", "为空"),
        ("　", "为空"),
    ],
)
def test_resident_id_error_is_told(text, said):
    answer = validate_document(RESIDENT, text, TODAY)

    assert [said in error for error in answer.errors] == [True]


@pytest.mark.parametrize("born", ["20101122", "19251123"])
def test_resident_id_at_the_edge_of_the_ages_passes(born):
    assert validate_document(RESIDENT, resident(born), TODAY).errors == ()


def test_resident_id_ages_and_day_are_parameters():
    child = resident("20200101")

    assert validate_document(RESIDENT, child, TODAY, ages=(0, 6)).errors == ()
    assert validate_document(RESIDENT, child, date(2027, 1, 1), ages=(0, 6)).errors != ()


def test_resident_id_of_people_born_before_their_district_passes():
    """python-stdnum 2.2 refuses these; half of Nanjing's teachers are among them."""
    answer = validate_document(RESIDENT, resident("19650315", region="320115"), TODAY)

    assert (answer.errors, answer.warnings) == ((), ())


def test_resident_id_unknown_region_is_only_a_warning():
    answer = validate_document(RESIDENT, resident(region="990101"), TODAY)

    assert answer.errors == ()
    assert ["990101" in warning for warning in answer.warnings] == [True]


@pytest.mark.parametrize(
    ("number", "warnings"), [("329901199001011000", 1), ("329901199001012003", 0)]
)
def test_resident_id_ending_in_three_zeros_is_a_warning(number, warnings):
    answer = validate_document(RESIDENT, number, TODAY)

    assert (answer.errors, len(answer.warnings)) == ((), warnings)


@given(resident_numbers())
def test_resident_id_says_birth_and_sex(number_and_born):
    number, born = number_and_born

    answer = validate_document(RESIDENT, number, TODAY)

    assert (answer.normalised, answer.errors, answer.born) == (number, (), born)
    assert answer.sex == ("M" if int(number[16]) % 2 else "F")


@given(resident_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_resident_id_one_wrong_digit_is_refused(number_and_born, place, step):
    number, _born = number_and_born
    wrong = str((int(number[place]) + step) % 10)

    assert validate_document(RESIDENT, number[:place] + wrong + number[place + 1 :], TODAY).errors


@given(st.text(max_size=24))
def test_any_text_gets_an_answer(text):
    for kind in DocumentType:
        assert isinstance(validate_document(kind, text, TODAY).errors, tuple)


@pytest.mark.parametrize(
    ("kind", "text", "normalised"),
    [
        ("hk_macau_residence", resident(region="810000"), resident(region="810000")),
        ("taiwan_residence", resident(region="830000"), resident(region="830000")),
        ("hk_macau_travel", "h12345678", "H12345678"),
        ("taiwan_travel", "1234 5678", "12345678"),
        ("passport", "Ｅ12345678", "E12345678"),
        ("permanent_residence", "abc320012345678", "ABC320012345678"),
        ("permanent_residence", resident(region="932156"), resident(region="932156")),
        ("military_id", " 军字第1234567号", "军字第1234567号"),
    ],
)
def test_other_documents_pass(kind, text, normalised):
    answer = validate_document(DocumentType(kind), text, TODAY)

    assert (answer.normalised, answer.errors, answer.warnings) == (normalised, (), ())


@pytest.mark.parametrize(
    ("kind", "text", "suggested"),
    [
        ("resident_id", resident(region="810000"), "hk_macau_residence"),
        ("resident_id", resident(region="830000"), "taiwan_residence"),
        ("taiwan_residence", resident(region="329901"), "resident_id"),
        ("hk_macau_residence", resident(region="830000"), "taiwan_residence"),
    ],
)
def test_document_of_another_type_is_suggested(kind, text, suggested):
    answer = validate_document(DocumentType(kind), text, TODAY)

    assert (answer.errors, answer.suggested, len(answer.warnings)) == ((), suggested, 1)


def test_resident_id_in_a_passport_field_is_refused_with_a_suggestion():
    answer = validate_document(DocumentType.PASSPORT, SAMPLE, TODAY)

    assert (len(answer.errors), answer.suggested) == (1, "resident_id")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("身份证", "resident_id"),
        ("居民身份证号码", "resident_id"),
        ("回乡证", "hk_macau_travel"),
        ("台胞证", "taiwan_travel"),
        ("Passport", "passport"),
        ("外国人永久居留证", "permanent_residence"),
        ("军官证", "military_id"),
        ("借书证", None),
    ],
)
def test_document_type_by_its_label(label, kind):
    assert find_document_type(label) == kind


@pytest.mark.parametrize(
    ("code", "meaning", "holder"),
    [
        ("81320000MC0000012F", "基层工会", "union"),
        ("12320000466000002A", "事业单位", "unit"),
        ("52320000MJ5000009F", "民办非企业单位", "unit"),
    ],
)
def test_uscc_handbook_vectors(code, meaning, holder):
    answer = validate_uscc(code, holder)

    assert answer == (code, (), (), (), meaning, holder, False)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("81320000MC0000012F", "unit"), ("12320000466000002A", "union")],
)
def test_uscc_of_the_other_holder_offers_the_swap(code, expected):
    answer = validate_uscc(code, expected)

    assert (answer.errors, answer.swap, len(answer.warnings)) == ((), True, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "为空"),
        ("8132", "现为 4 位"),
        ("8132OO00MC0000012F", "“O”"),
        ("81A20000MC0000012F", "第 3 至 8 位"),
        ("81320000MC0000012G", "校验位不符"),
        (8.132e17, "末几位已丢失"),
    ],
)
def test_uscc_error_is_told(text, said):
    assert [said in error for error in validate_uscc(text).errors] == [True]


def test_uscc_form_is_mended():
    answer = validate_uscc("　81320000-mc00000１2f ")

    assert (answer.normalised, answer.errors) == ("81320000MC0000012F", ())
    assert len(answer.mended) == 3


def test_uscc_wrong_organisation_code_is_only_a_warning():
    first = "12320000466000003"

    answer = validate_uscc(first + uscc_check(first))

    assert (answer.errors, len(answer.warnings)) == ((), 1)


def test_uscc_unknown_register_is_only_a_warning():
    first = "Y9320000466000002"

    answer = validate_uscc(first + uscc_check(first))

    assert (answer.errors, len(answer.warnings), answer.meaning) == ((), 1, "")


@given(
    st.text(alphabet=ALPHABET, min_size=8, max_size=8),
    st.integers(0, 16),
    st.sampled_from(ALPHABET),
)
def test_uscc_one_wrong_character_is_refused(eight, place, other):
    first = "12320000" + eight + organisation_check(eight)
    code = first + uscc_check(first)
    changed = code[:place] + other + code[place + 1 :]

    assert validate_uscc(code).errors == ()
    assert (changed == code) == (validate_uscc(changed).errors == ())


@pytest.mark.parametrize(
    ("text", "normalised", "kind"),
    [
        ("ZL200510004972.9", "ZL200510004972.9", "发明"),
        ("zl 2005 1000 4972．9", "ZL200510004972.9", "发明"),
        ("2005100049729", "ZL200510004972.9", "发明"),
        ("97101765.4", "ZL97101765.4", "发明"),
        ("ZL95115608.x", "ZL95115608.X", "发明"),
    ],
)
def test_patent_passes(text, normalised, kind):
    answer = validate_patent(text)

    assert (answer.normalised, answer.errors, answer.kind) == (normalised, (), kind)


@pytest.mark.parametrize("text", ["ZL200510004972.8", "ZL2005", "", "发明专利", "ZL300510004972.9"])
def test_patent_is_refused(text):
    assert len(validate_patent(text).errors) == 1


@given(st.from_regex(r"20[0-2][0-9][123][0-9]{7}", fullmatch=True))
def test_patent_with_its_check_passes(digits):
    number = f"ZL{digits}.{patent_check(digits)}"

    assert validate_patent(number).normalised == number
    assert validate_patent(number).errors == ()
