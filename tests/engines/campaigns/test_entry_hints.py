"""What the records say against an entry; bad input of handbook contests §13 that forms meet."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.engines.campaigns.actions.entries import change_entry
from gonghui.engines.campaigns.actions.papers import attach_paper
from gonghui.engines.campaigns.models import Series
from gonghui.engines.campaigns.queries.completeness import faults_of
from gonghui.engines.campaigns.queries.entries import Standing
from gonghui.engines.campaigns.queries.recordchecks import hints_for, years_between
from gonghui.kernel.files.api import UploadRefused
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories import people
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, fresh, make_entry, step
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
FIELDS = [
    *PEOPLE_PLAN["fields"],
    {"key": "born", "label": "出生日期", "kind": "day", "required": False},
    {"key": "share", "label": "一线占比", "kind": "number", "required": False},
    {"key": "phone", "label": "联系电话", "kind": "number", "required": False},
    {"key": "proof", "label": "证明材料", "kind": "attachment", "limit": 2, "required": False},
]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0"
PDF += b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def province(db):
    return make_province()


@pytest.fixture
def campaign(province):
    return make_campaign(province.federation, plan_from(PEOPLE_PLAN, fields=FIELDS))


@pytest.fixture
def teacher(province):
    return people.make_member(
        province.first, "李老师", born_on=date(1980, 5, 1), work_started_on=date(2020, 9, 1)
    )


@pytest.fixture
def entry(campaign, province, teacher):
    return make_entry(campaign, province.first, person=teacher)


def codes(entry) -> list:
    return [hint.code for hint in hints_for(fresh(entry))]


def test_entry_nobody_doubts_has_no_hints(entry):
    assert codes(entry) == []


def test_same_person_from_two_unions_is_named(entry, campaign, province, teacher):
    other = step(make_entry(campaign, province.second, person=teacher), "submit")

    assert [hint.sentence for hint in hints_for(entry)] == [
        f"李老师还由“样板大学工会”在“奖章”推荐（编号{other.pk}）。"
    ]


def test_draft_of_another_union_is_no_double(entry, campaign, province, teacher):
    make_entry(campaign, province.second, person=teacher)

    assert codes(entry) == []


def test_same_file_in_two_entries_is_named(entry, campaign, province):
    other = make_entry(campaign, province.second, person=people.make_member(province.second))
    for each in (entry, other):
        upload = SimpleUploadedFile("证明.pdf", PDF, "application/pdf")
        attach_paper(actor=SYSTEM, entry=each, field_key="proof", upload=upload)

    assert codes(entry) == ["paper"]


def test_honour_of_the_series_held_before_is_named(entry, campaign, teacher, province):
    from tests.factories.awards import make_award  # noqa: PLC0415 -- only this test

    series = Series.objects.create(
        key="may", name="五一劳动奖章", honour_level=60, granting_body="省总工会", target="person"
    )
    campaign.series = series
    campaign.save()
    make_award(series=series, person=teacher, honour_level=60, year=2020, union=province.first)

    assert codes(entry) == ["held"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"oldest": 40, "cut_off": "2020-04-30"}, []),
        ({"oldest": 40, "cut_off": "2021-05-01"}, ["age"]),
        ({"least_years": 5, "cut_off": "2025-08-31"}, ["years"]),
        ({"least_years": 5, "cut_off": "2025-09-01"}, []),
        ({"base_series": "city_studio"}, ["base"]),
    ],
)
def test_windows_of_the_plan_are_compared_with_the_record(entry, campaign, settings, expected):
    campaign.settings = settings
    campaign.save()

    assert codes(entry) == expected


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(1980, 5, 1), date(2020, 4, 30), 39),
        (date(1980, 5, 1), date(2020, 5, 1), 40),
        (date(1980, 2, 29), date(2021, 2, 28), 40),
        (date(1980, 2, 29), date(2021, 3, 1), 41),
    ],
)
def test_years_are_full_on_the_birthday(first, last, years):
    assert years_between(first, last) == years


# bad input (handbook contests §13)


def typed(entry, **answers):
    return change_entry(actor=SYSTEM, entry=fresh(entry), answers=answers)


def faults(entry, key) -> list:
    found = fresh(entry)
    return faults_of(found, Standing(found.campaign)).get(key, [])


@pytest.mark.parametrize(
    ("text", "kept", "is_fault"),
    [
        ("2023年9月1日", "2023-09-01", False),
        ("2023.9.1", "2023-09-01", False),
        ("45170", "2023-09-01", False),
        ("2023.9", "2023-09", True),
        ("九月", "九月", True),
    ],
)
def test_days_are_read_however_they_are_written(entry, text, kept, is_fault):
    assert typed(entry, born=text).answers["born"] == kept
    assert bool(faults(entry, "born")) == is_fault


@pytest.mark.parametrize(
    ("text", "kept", "is_fault"),
    [
        ("３５", "35", False),
        ("0.35", "0.35", False),
        ("1,234.5", "1234.5", False),
        ("35%", "35%", True),
        ("1.38E+10", "1.38E+10", True),
    ],
)
def test_numbers_are_read_or_named(entry, text, kept, is_fault):
    assert typed(entry, share=text).answers["share"] == kept
    assert bool(faults(entry, "share")) == is_fault


def test_word_junk_and_emoji_are_taken_out_of_deeds(entry):
    pasted = "<p class=MsoNormal>扎根讲台😀</p>\r\n<!--[if gte mso 9]><xml></xml><![endif]-->二十年"

    assert typed(entry, deeds=pasted).answers["deeds"] == "扎根讲台\n二十年"


def test_three_thousand_characters_are_kept_and_named(entry):
    kept = typed(entry, deeds="字" * 3000).answers["deeds"]

    assert len(kept) == 3000
    assert faults(entry, "deeds") == ["“主要事迹”限 500 字，现有 3000 字，请删减 2500 字。"]


def test_rare_characters_and_middle_dots_survive(entry):
    text = "阿依古丽·买买提、𬭸工、\U00020000"

    assert typed(entry, deeds=text).answers["deeds"] == text


@pytest.mark.parametrize("name", ["照片.heic", "材料.rar", "附件.wps"])
def test_files_that_nobody_can_open_are_refused_with_the_way_out(entry, name):
    data = {
        "照片.heic": b"\0\0\0\x18ftypheic",
        "材料.rar": b"Rar!\x1a\x07\0",
        "附件.wps": b"\xd0\xcf",
    }
    upload = SimpleUploadedFile(name, data[name] + b"\0" * 600)

    with pytest.raises(UploadRefused):
        attach_paper(actor=SYSTEM, entry=entry, field_key="proof", upload=upload)


def test_same_file_sent_twice_is_kept_once_and_a_third_is_too_many(entry):
    def send(data):
        upload = SimpleUploadedFile("证明.pdf", data, "application/pdf")
        return attach_paper(actor=SYSTEM, entry=entry, field_key="proof", upload=upload)

    assert send(PDF) == send(PDF)
    send(PDF + b"%2\n")
    with pytest.raises(Exception, match="“证明材料”最多 2 个文件，请先移除一个。"):
        send(PDF + b"%3\n")
    assert entry.attachments.count() == 2
