"""The composer's pages: from a template to an open campaign, without script."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gonghui.engines.campaigns.api import programmes
from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.models import Campaign, Stage
from gonghui.kernel.lib import dates
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_member_account
from tests.factories.campaigns import make_campaign, make_draft
from tests.factories.people import make_person
from tests.factories.unions import make_province
from tests.lists import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def client(client, province):
    client.force_login(make_cadre(province.federation, role="province_cadre"))
    return client


@pytest.fixture
def draft(province):
    return make_draft(province.federation, "may_day_medals")


def at(name, *args, **query):
    return reverse(f"campaigns:{name}", args=args, query=query or None)


def test_draft_is_made_from_an_older_campaign(client, draft):
    page = client.post(
        at("plan", f"campaign:{draft.pk}"),
        {"union": draft.union_id, "title": "省五一劳动奖章", "edition": "", "year": 2027},
    )

    made = Campaign.objects.latest("pk")
    assert page.url == at("compose", made.pk)
    assert (made.year, made.stages.count()) == (2027, draft.stages.count())


def test_new_campaign_is_called_by_its_year(client, province, draft, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2027, 3, 1))
    address = at("plan", f"campaign:{draft.pk}")
    offered = client.get(address).context["form"].initial
    given = {"union": draft.union_id, "title": "省五一劳动奖章"}

    made = []
    for edition, year in (("", 2027), ("2027年度", 2028), ("第三届", 2029)):
        client.post(address, {**given, "edition": edition, "year": year})
        made.append(str(Campaign.objects.latest("pk")))

    assert offered == {"title": draft.title, "edition": "2027年度", "year": 2027}
    assert made == [
        "2027年度省五一劳动奖章",
        "2028年度省五一劳动奖章",
        "第三届省五一劳动奖章",
    ]


def test_head_of_a_draft_never_loses_its_edition(client, draft):
    values = {"title": "五一劳动奖章", "edition": "", "year": 2027, "honour_level": 60}

    client.post(at("edit", draft.pk), values)

    draft.refresh_from_db()
    assert str(draft) == "2027年度五一劳动奖章"


@pytest.mark.parametrize("tab", ["stages", "form", "categories", "rules"])
def test_composer_shows_every_tab(client, draft, tab):
    page = client.get(at("compose", draft.pk, tab=tab))

    assert page.status_code == 200
    assert page.context["tab"] == tab


def test_stage_is_added_where_it_belongs(client, draft):
    page = client.get(at("compose", draft.pk))
    place = next(at for kind, at in page.context["addable"] if kind.kind == "public_vote")

    client.post(
        at("part-add", draft.pk, "stages", kind="public_vote", at=place),
        {
            "label": "网络投票",
            "set_weight": "100",
            "set_voters": "member",
            "set_least": "5",
            "set_most": "10",
            "set_counts_shown": "daily",
            "set_shown_hour": "18",
        },
    )

    stage = Stage.objects.get(campaign=draft, kind="public_vote")
    after = Stage.objects.get(campaign=draft, position=stage.position + 1)
    assert (stage.settings["least"], stage.settings["daily"]) == (5, False)
    assert after.kind == "slate"


def test_setting_that_does_not_fit_is_said_beside_its_field(client, draft):
    stage = draft.stages.get(kind="unit_publicity")

    page = client.post(
        at("part-edit", draft.pk, "stages", stage.pk), {"label": "单位公示", "set_days": "0"}
    )

    assert list(page.context["form"].errors) == ["set_days"]


def test_part_moves_and_goes(client, draft):
    first, second = draft.categories.all()[:2]

    client.post(at("part-move", draft.pk, "categories", second.pk), {"to": "1"})
    client.post(at("part-remove", draft.pk, "categories", first.pk))

    names = list(draft.categories.values_list("position", "name"))
    assert names == [(1, "工人先锋号"), (2, "竞赛获奖者")]


def test_field_and_share_added_belong_together(client, draft):
    client.post(
        at("part-add", draft.pk, "fields"),
        {"label": "农民工", "kind": "yes", "section": "基本情况"},
    )
    field = draft.form_fields.get(label="农民工")

    client.post(
        at("part-add", draft.pk, "composition"),
        {
            "flag": field.key,
            "minimum_percent": "10",
            "scope": "overall",
            "threshold": "3",
            "severity": "block",
        },
    )

    rule = draft.composition_rules.get(flag=field.key)
    assert (rule.label, rule.minimum_percent) == ("农民工", 10)


def test_preview_shows_the_real_form(client, draft):
    page = client.get(at("preview", draft.pk))

    assert list(page.context["form"].fields) == list(
        draft.form_fields.values_list("key", flat=True)
    )


def test_composer_names_what_star_lines_ask_for_and_its_own_standard_first(client, province):
    draft = make_draft(province.federation, programmes.get("star_home").plan)

    stages = client.get(at("compose", draft.pk)).content.decode()
    standards = client.get(at("compose", draft.pk, tab="rubrics")).context["rubrics"]
    problems = client.get(at("open", draft.pk)).context["problems"]

    assert ("10个 取得工会法人资格" in stages, " legal" in stages) == (True, False)
    assert standards[0][1] == "现场检查"
    assert problems[0].startswith("“自查申报”没有截止时间")


def test_campaign_opens_once_nothing_is_missing(client, province):
    draft = make_draft(province.federation)
    missing = client.get(at("open", draft.pk)).context["problems"]
    draft.stages.filter(kind="nominate").update(closes_at=timezone.now() + timedelta(days=9))

    answer = client.post(at("open", draft.pk))

    draft.refresh_from_db()
    assert missing == ["“填表推荐”没有截止时间，请在环节中填写，或点“排出时间表”。"]
    assert (answer.url, draft.status) == (at("detail", draft.pk), CampaignStatus.NOMINATING)


def test_page_of_places_is_shown_where_places_are_given_out(client, province):
    campaign = make_campaign(province.federation, "may_day_medals", quotas=[(province.first, 6)])
    tabs = client.get(at("detail", campaign.pk)).context["tabs"]
    assert [label for label, _url, _now in tabs][:3] == ["进度", "名额", "申报"]


def test_opening_page_says_why_not(client, draft):
    answer = client.post(at("open", draft.pk), follow=True)

    assert answer.redirect_chain == [(at("open", draft.pk), 302)]
    assert len(list(answer.context["messages"])) == 4


def test_stage_is_closed_and_opened_from_the_page(client, province):
    campaign = make_campaign(province.federation)
    for kind in ("nominate", "recommend"):
        client.post(at("stage-close", campaign.pk, campaign.stages.get(kind=kind).pk))

    client.post(at("stage-open", campaign.pk, campaign.stages.get(kind="slate").pk))

    campaign.refresh_from_db()
    assert campaign.status == CampaignStatus.PROPOSING


def test_call_is_read_by_an_invited_cadre(client, province):
    campaign = make_campaign(province.federation, "digital_skills")
    client.force_login(make_cadre(province.first))

    page = client.get(at("call", campaign.pk))

    assert page.context["plan"].title == campaign.title


def test_list_of_campaigns_takes_the_same_queries_for_more_rows(client, province):
    assert_same_queries(client, at("list"), lambda: make_draft(province.federation))


def test_list_of_calls_takes_the_same_queries_for_more_rows(client, province):
    assert_same_queries(client, at("calls"), lambda: make_campaign(province.federation))


def test_places_are_split_and_the_arithmetic_is_shown(client, province, draft):
    medals = draft.categories.first()
    page = client.get(at("split", draft.pk, medals.pk))
    weights = {field.html_name: 1 for _union, _count, field in page.context["form"].rows}

    shown = client.post(at("split", draft.pk, medals.pk), {**weights, "minimum": "1"}, follow=True)

    assert shown.redirect_chain == [(at("split-shown", draft.pk, medals.pk), 302)]
    assert sum(row["places"] for row in shown.context["rows"]) == medals.places


def test_table_of_places_is_saved(client, province, draft):
    medals = draft.categories.first()
    page = client.get(at("quotas", draft.pk))
    values = dict.fromkeys(page.context["form"].fields, "0")

    client.post(at("quotas", draft.pk), {**values, f"p{medals.pk}-{province.first.pk}": "4"})

    page = client.get(at("quotas", draft.pk))
    assert page.context["columns"][0][2] == 4


def test_burden_grows_with_the_form(client, draft):
    before = dict(client.get(at("compose", draft.pk)).context["burden"])["每份约"]
    client.post(
        at("part-add", draft.pk, "fields"), {"label": "自述", "kind": "long", "limit": "1000"}
    )

    after = dict(client.get(at("compose", draft.pk)).context["burden"])["每份约"]

    assert (before, after) == ("2 小时 1 分钟", "2 小时 41 分钟")


def test_dry_run_leads_to_its_invented_entries(client, province):
    draft = make_draft(province.federation)

    page = client.post(at("rehearse", draft.pk), follow=True)

    copy = Campaign.objects.get(is_rehearsal=True)
    assert page.redirect_chain == [(at("detail", copy.pk), 302)]
    assert {entry.case.state.label for entry in page.context["rehearsed"]} == {"主办工会审查"}


def test_dry_run_of_an_unsound_plan_says_why(client, province, draft):
    draft.categories.all().delete()

    page = client.post(at("rehearse", draft.pk), follow=True)

    assert next(str(line) for line in page.context["messages"]) == (
        "至少要有一个组别，请写明名称和名额。"
    )


def test_member_sees_the_calls_that_members_may_answer(client, province):
    call = make_campaign(province.federation, "digital_skills")
    make_campaign(province.federation)
    client.force_login(make_member_account(make_person(union=province.physics)))

    page = client.get(reverse("member:home"))

    assert page.content.decode().count(at("call", call.pk)) == 1
    assert "教职工书画作品征集" not in page.content.decode()


def test_tabs_lead_through_the_desk_of_a_campaign(client, province):
    campaign = make_campaign(province.federation, "teaching_contest")

    labels = [
        str(label)
        for label, _url, _current in client.get(at("detail", campaign.pk)).context["tabs"]
    ]

    assert labels == ["进度", "申报", "审查", "评审", "名次", "名单", "公示", "决定"]
    for name in ("judging", "slate", "notices", "decision"):
        page = client.get(at(name, campaign.pk))
        assert [url for _label, url, current in page.context["tabs"] if current] == [
            at(name, campaign.pk)
        ]
