"""The register: what is entered, corrected, reviewed, withdrawn, and counted."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns import api as campaigns
from gonghui.engines.campaigns.api import AwardEventKind, AwardStatus, Happening, Level
from gonghui.engines.campaigns.models import Award, AwardEvent
from gonghui.kernel.audit.models import Entry as LogEntry
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.lib.records import Stale
from tests.factories.access import make_cadre
from tests.factories.awards import grant_of, make_award, make_series
from tests.factories.people import make_person
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
LATER = date(2025, 6, 1)


@pytest.fixture
def province(db):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre")
    return found


@pytest.fixture
def studio(province):
    """A studio kept by the federation, reviewed every year, valid for three."""
    series = make_series(
        "示范性创新工作室",
        target="site",
        honour_level=Level.INDUSTRY,
        valid_years=3,
        review_years=1,
    )
    return make_award(province.first, series, kept_by=province.federation, holder_name="王测工作室")


def columns(award):
    left_out = {"id", "created_at", "updated_at"}
    return {
        f.attname: getattr(award, f.attname) for f in Award._meta.concrete_fields
    } | dict.fromkeys(left_out)


def test_award_takes_level_body_and_validity_from_its_series(studio):
    assert (
        studio.honour_level,
        studio.granting_body,
        studio.valid_to,
        studio.next_review_on,
        studio.status,
    ) == (Level.INDUSTRY, "示范省总工会", date(2027, 4, 20), date(2025, 4, 20), AwardStatus.ACTIVE)


def test_award_of_a_city_is_kept_by_the_province_that_only_guides_it(province):
    grant = grant_of(province.school, kept_by=province.federation)
    award = campaigns.grant_award(actor=province.cadre, grant=grant)
    assert (award.union, award.kept_by) == (province.school, province.federation)
    entry = LogEntry.objects.get(key="campaigns.award.granted", subject_id=award.pk)
    assert entry.facts == {"holder": "张测甲", "title": "五一劳动奖章"}


def test_award_is_refused_to_a_cadre_of_another_union(province):
    stranger = make_cadre(province.second)
    with pytest.raises(Refused):
        campaigns.grant_award(actor=stranger, grant=grant_of(province.first))
    assert Award.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"granted_on": date(2999, 1, 1)}, "granted_on"),
        ({"holder_name": ""}, "holder_name"),
        ({"holder_kind": "planet"}, "holder_kind"),
        ({"title": "奖" * 129}, "title"),
    ],
)
def test_award_that_does_not_fit_is_refused_alone_and_in_bulk(province, change, field):
    grant = grant_of(province.first, kept_by=province.federation, year=2024)
    wrong = replace(grant, **change)
    with pytest.raises(ValidationError) as alone:
        campaigns.grant_award(actor=SYSTEM, grant=wrong)
    with pytest.raises(ValidationError) as many:
        campaigns.import_awards(actor=SYSTEM, kept_by=province.federation, grants=[grant, wrong])
    assert (list(alone.value.message_dict), list(many.value.message_dict)) == ([field], [field])
    assert Award.objects.count() == 0


def test_award_outside_of_its_keeper_is_refused(province):
    with pytest.raises(ValidationError) as refusal:
        campaigns.grant_award(actor=SYSTEM, grant=grant_of(province.first, kept_by=province.second))
    assert list(refusal.value.message_dict) == ["union"]


def test_bulk_leaves_what_single_grants_leave(province):
    person = make_person("李测乙")
    series = make_series(valid_years=2, review_years=1)
    grants = [
        grant_of(province.first, series, kept_by=province.federation, granted_on=date(2020, 2, 29)),
        grant_of(
            province.physics,
            series,
            kept_by=province.federation,
            person=person,
            rank=2,
            facts={"batch": 1},
            shown_publicly=True,
        ),
        grant_of(province.school, kept_by=province.federation, honour_level=Level.NATION),
    ]
    single = [columns(campaigns.grant_award(actor=SYSTEM, grant=grant)) for grant in grants]
    made = campaigns.import_awards(actor=SYSTEM, kept_by=province.federation, grants=grants)
    many = [columns(Award.objects.get(pk=award.pk)) for award in made]
    assert many == [columns(Award.objects.get(**_key(row))) for row in single]


def _key(row):
    names = ("holder_name", "union_id", "granted_on", "honour_level")
    rows = Award.objects.filter(**{name: row[name] for name in names}).order_by("pk")
    return {"pk": rows.first().pk}


def test_undone_import_takes_its_rows_away(province):
    made = _imported(province)
    left = campaigns.withdraw_awards(
        actor=SYSTEM, kept_by=province.federation, ids=[award.pk for award in made]
    )
    assert (left, Award.objects.count()) == ([], 0)


def test_undone_import_is_refused_whole_when_a_row_was_touched(province):
    made = _imported(province)
    campaigns.revoke_award(actor=SYSTEM, award=made[1], happening=Happening(on=LATER, note="失实"))
    left = campaigns.withdraw_awards(
        actor=SYSTEM, kept_by=province.federation, ids=[award.pk for award in made]
    )
    assert (left, Award.objects.count()) == (["乙"], 2)


def _imported(province):
    grants = [grant_of(province.first, holder_name=name) for name in ("甲", "乙")]
    return campaigns.import_awards(actor=SYSTEM, kept_by=province.federation, grants=grants)


def test_correction_changes_clerical_facts_and_raises_the_version(province):
    award = make_award(province.first)
    row = campaigns.correct_award(
        actor=SYSTEM, award=award, expected_version=1, document_no="示工〔2024〕8号"
    )
    assert (row.document_no, row.version) == ("示工〔2024〕8号", 2)
    with pytest.raises(Stale):
        campaigns.correct_award(actor=SYSTEM, award=award, expected_version=1, grade="一等")


def test_correction_may_not_touch_the_status(province):
    with pytest.raises(ValidationError):
        campaigns.correct_award(actor=SYSTEM, award=make_award(province.first), status="revoked")


def test_award_is_changed_only_where_it_is_kept(studio, province):
    local = make_cadre(province.first)
    with pytest.raises(Refused):
        campaigns.correct_award(actor=local, award=studio, grade="一等")


def test_passed_review_sets_the_next_one(studio):
    row = campaigns.review_award(
        actor=SYSTEM,
        award=studio,
        happening=Happening(on=LATER, score=Decimal("92.5"), note="计划完成"),
        passed=True,
    )
    event = AwardEvent.objects.get()
    assert (row.status, row.next_review_on) == (AwardStatus.ACTIVE, date(2026, 6, 1))
    assert (event.kind, event.score, event.note) == (
        AwardEventKind.REVIEWED,
        Decimal("92.5"),
        "计划完成",
    )


def test_failed_review_orders_rectification_for_three_months(studio):
    row = campaigns.review_award(
        actor=SYSTEM, award=studio, happening=Happening(on=LATER), passed=False
    )
    assert (row.status, row.next_review_on) == (AwardStatus.RECTIFYING, date(2025, 9, 1))


def test_rectified_award_is_reconfirmed_for_a_whole_period(studio):
    happening = Happening(on=LATER, note="缺少年度计划")
    campaigns.rectify_award(actor=SYSTEM, award=studio, happening=happening)
    row = campaigns.reconfirm_award(actor=SYSTEM, award=studio, happening=Happening(on=LATER))
    assert (row.status, row.valid_to) == (AwardStatus.ACTIVE, date(2028, 6, 1))
    kinds = list(AwardEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [AwardEventKind.RECTIFY, AwardEventKind.RECONFIRMED]


def test_revoked_award_is_out_of_force_from_that_day_and_stays_in_the_register(studio):
    row = campaigns.revoke_award(
        actor=SYSTEM, award=studio, happening=Happening(on=LATER, note="弄虚作假")
    )
    rows = campaigns.list_awards()
    assert (row.status, row.ended_on) == (AwardStatus.REVOKED, LATER)
    assert list(campaigns.in_force_on(rows, date(2025, 5, 31))) == [row]
    assert list(campaigns.in_force_on(rows, LATER)) == []
    with pytest.raises(ValidationError):
        campaigns.reconfirm_award(actor=SYSTEM, award=studio, happening=Happening(on=LATER))


def test_withdrawal_asks_for_a_reason(studio):
    with pytest.raises(ValidationError) as refusal:
        campaigns.revoke_award(actor=SYSTEM, award=studio, happening=Happening(on=LATER, note=" "))
    assert list(refusal.value.message_dict) == ["note"]
    assert AwardEvent.objects.count() == 0


def test_event_before_the_grant_is_refused(studio):
    with pytest.raises(ValidationError):
        campaigns.end_award(
            actor=SYSTEM, award=studio, happening=Happening(on=date(2024, 4, 19), note="关闭")
        )


def test_award_of_a_merged_unit_goes_on_under_its_old_name(studio, province):
    row = campaigns.pass_on_award(
        actor=SYSTEM,
        award=studio,
        to_union=province.second,
        happening=Happening(on=LATER, document_no="示教〔2025〕1号"),
    )
    assert (row.union, row.holder_union, row.holder_unit_name) == (
        province.second,
        province.second,
        "示范大学",
    )
    assert AwardEvent.objects.get().note == "示范大学工会 → 样板大学工会"


def test_expiry_marks_only_what_is_over(province):
    old = make_award(province.first, make_series(valid_years=1), granted_on=date(2020, 1, 1))
    fresh = make_award(province.first)
    assert campaigns.expire_awards(actor=SYSTEM) == 1
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.status, fresh.status) == (AwardStatus.EXPIRED, AwardStatus.ACTIVE)
    assert campaigns.expire_awards(actor=SYSTEM) == 0


@pytest.fixture
def today(monkeypatch):
    """Sets the day."""
    return lambda day: monkeypatch.setattr(dates, "today", lambda: day)


@pytest.mark.parametrize(
    ("days", "status"),
    [(-1, AwardStatus.ACTIVE), (0, AwardStatus.EXPIRED), (9, AwardStatus.EXPIRED)],
)
def test_award_past_its_validity_is_called_so_before_the_night_marks_it(
    studio, today, days, status
):
    day = studio.valid_to + timedelta(days=days)
    today(day)
    rows = campaigns.list_awards()

    called = {each: list(campaigns.having_status(rows, each, day)) for each in AwardStatus}

    assert (studio.status, studio.status_today) == (AwardStatus.ACTIVE, status)
    assert called == {each: [studio] if each == status else [] for each in AwardStatus}


def test_award_past_its_validity_is_no_longer_reviewed_but_reconfirmed(studio, today):
    today(studio.valid_to)
    day = Happening(on=studio.valid_to)

    with pytest.raises(ValidationError) as refusal:
        campaigns.review_award(actor=SYSTEM, award=studio, happening=day, passed=True)
    row = campaigns.reconfirm_award(actor=SYSTEM, award=studio, happening=day)

    assert refusal.value.messages == ["这项荣誉已到期，不能办理“年度考核”。"]
    assert row.status_today == AwardStatus.ACTIVE


def test_given_in_a_period_leaves_out_what_was_withdrawn_by_its_end(province):
    series = make_series()
    kept = make_award(province.first, series, granted_on=date(2024, 1, 1))
    late = make_award(province.first, series, granted_on=date(2024, 12, 31))
    gone = make_award(province.first, series, granted_on=date(2024, 3, 1))
    campaigns.revoke_award(
        actor=SYSTEM, award=gone, happening=Happening(on=date(2024, 9, 1), note="失实")
    )
    make_award(province.first, series, granted_on=date(2023, 12, 31))
    rows = campaigns.granted_between(campaigns.list_awards(), date(2024, 1, 1), date(2024, 12, 31))
    assert list(rows.order_by("pk")) == [kept, late]


def test_industry_honour_is_not_provincial(province):
    industry = make_award(province.first, honour_level=Level.INDUSTRY)
    nation = make_award(province.first, honour_level=Level.NATION)
    rows = campaigns.list_awards()
    assert list(campaigns.at_least(rows, Level.PROVINCE)) == [nation]
    assert list(campaigns.of_level(rows, Level.INDUSTRY)) == [industry]


def test_holder_is_counted_once_by_person_or_else_by_name_and_unit(province):
    person = make_person("张测甲")
    make_award(province.first, person=person)
    make_award(province.second, person=person, holder_unit_name="样板大学")
    make_award(province.first, holder_name="张测甲", holder_unit_name="某校")
    make_award(province.first, holder_name="张测甲", holder_unit_name="某校")
    make_award(province.first, holder_name="张测甲", holder_unit_name="他校")
    rows = campaigns.with_holder(campaigns.list_awards())
    assert rows.order_by().values("holder").distinct().count() == 3


def test_first_in_series_is_told_by_series_and_tree(province):
    series = make_series()
    second = make_award(province.first, series, granted_on=date(2024, 5, 1))
    first = make_award(province.second, series, granted_on=date(2023, 5, 1))
    rows = campaigns.annotate_first(campaigns.list_awards())
    assert {row.pk: row.is_first for row in rows} == {first.pk: True, second.pk: False}
    alone = campaigns.annotate_first(campaigns.list_awards(), province.first)
    assert alone.get(pk=second.pk).is_first


def test_years_are_consecutive_without_a_gap(province):
    series = make_series()
    for year in (2016, 2018, 2019, 2020, 2020, 2022):
        make_award(province.first, series, granted_on=date(year, 5, 1))
    run = campaigns.consecutive_years(campaigns.list_awards())
    assert run == range(2018, 2021)


@given(st.lists(st.integers(1990, 2040)))
def test_longest_run_is_as_long_as_brute_force_finds(years):
    run = campaigns.longest_run(years)
    known = set(years)
    assert set(run) <= known
    starts = [year for year in known if year - 1 not in known]
    best = max(
        (next(n for n in range(1, 60) if start + n not in known) for start in starts), default=0
    )
    assert len(run) == best


def test_holder_decides_whether_the_award_is_shown(province):
    person = make_person("赵测丙")
    award = make_award(province.first, person=person)
    from_other = make_cadre(province.second)
    with pytest.raises(Refused):
        campaigns.show_award(actor=from_other, award=award, shown=True)
    assert campaigns.show_award(actor=SYSTEM, award=award, shown=True).shown_publicly


def test_same_series_is_named_once(db):
    first = make_series(key="may-day")
    assert make_series(key="may-day") == first


def test_award_of_a_series_without_period_has_no_end(province):
    assert make_award(province.first).valid_to == FOREVER
