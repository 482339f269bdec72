"""A campaign entered from its records leaves what its single acts would have left."""

import json
from dataclasses import replace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from gonghui.engines.campaigns.actions.past import record_campaign
from gonghui.engines.campaigns.models import (
    Award,
    Campaign,
    Entry,
    FrozenSheet,
    PublicNotice,
)
from gonghui.engines.campaigns.queries.notices import digest_of_proof
from gonghui.engines.campaigns.rules.freezing import differences
from gonghui.engines.casework.models import Case, Clock, Step
from gonghui.kernel.audit.api import verify
from gonghui.kernel.audit.models import Entry as LogEntry
from gonghui.kernel.documents.models import Certificate, Document
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from tests.engines.campaigns.past_ways import (
    DIARY,
    PLAN,
    YEAR,
    make_cast,
    noon,
    record_of,
    walk_singly,
)
from tests.factories.access import make_cadre
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
BY_CAMPAIGN = {
    "Campaign": "pk",
    "Stage": "campaign",
    "Category": "campaign",
    "FormField": "campaign",
    "CompositionRule": "campaign",
    "EligibilityRule": "campaign",
    "Quota": "campaign",
    "QuotaSplit": "campaign",
    "Entry": "campaign",
    "Submission": "entry__campaign",
    "Attachment": "entry__campaign",
    "Endorsement": "entry__campaign",
    "DemocraticStep": "entry__campaign",
    "OutsideOpinion": "entry__campaign",
    "Finding": "entry__campaign",
    "Panel": "stage__campaign",
    "PanelEntry": "panel__stage__campaign",
    "Seat": "panel__stage__campaign",
    "Recusal": "entry__campaign",
    "Draw": "campaign",
    "ScoreSheet": "entry__campaign",
    "Mark": "entry__campaign",
    "FrozenSheet": "stage__campaign",
    "Slate": "campaign",
    "SlateLine": "slate__campaign",
    "Deliberation": "campaign",
    "PublicNotice": "campaign",
    "NoticeLine": "notice__campaign",
    "Objection": "entry__campaign",
    "AwardDecision": "campaign",
    "Award": "campaign",
    "AwardEvent": "award__campaign",
    "Ballot": "stage__campaign",
    "BallotChoice": "entry__campaign",
    "BallotReview": "ballot__stage__campaign",
    "VotePost": "stage__campaign",
    "Appeal": "entry__campaign",
    "SheetPhoto": "sheet__entry__campaign",
}
"""Every table of the engine that belongs to one campaign, and the way to it."""
BESIDE = {"Series", "Programme", "Rubric", "RubricItem", "Expert", "SpentChallenge", "WrongCode"}
"""Tables that campaigns share, and what guards an open vote for a day."""
DRAWN = {"position", "candidate_no", "pool", "outcome"}
"""What a draw gives: it sorts by keys, which differ between two campaigns."""
COUNTED = {"document_no", "document_ref", "certificate_no", "digest", "client_key", "version"}
"""Running numbers, digests over drawn numbers, and how often a row was touched."""


@pytest.fixture
def cast(db):
    return make_cast(make_province())


@pytest.fixture
def on(monkeypatch):
    """``on(day)`` makes it noon of that day."""
    return lambda day: monkeypatch.setattr(timezone, "now", lambda: noon(day))


def names_of(campaign):
    """Keys and drawn numbers → names, longest first, to compare what was computed over them."""
    rows = Entry.objects.filter(campaign=campaign)
    return {row.pk: row.name for row in rows}, {
        row.candidate_no: row.name for row in rows if row.candidate_no
    }


def rows_of(campaign, model, path):
    by_pk, by_number = names_of(campaign)
    found = []
    for row in model._base_manager.filter(**{path: campaign.pk}):
        fields = [each for each in model._meta.concrete_fields if not left_out(model, each)]
        found.append({each.name: value_of(row, each, by_pk, by_number) for each in fields})
    return sorted(found, key=repr)


def left_out(model, field):
    drawn = field.name in DRAWN and (model.__name__, field.name) != ("Stage", "position")
    timed = isinstance(field, models.DateTimeField)
    return field.primary_key or drawn or timed or field.name in COUNTED


def value_of(row, field, by_pk, by_number):
    value = getattr(row, field.attname)
    if field.is_relation and value is not None:
        return label_of(getattr(row, field.name), by_pk)
    if isinstance(value, (dict, list)):
        return renamed(value, by_number)
    return value


def label_of(other, by_pk):
    """What a row of one campaign is called in any other; the key for what both share."""
    if isinstance(other, Entry):
        return by_pk[other.pk]
    own = ("campaigns", "casework")
    if other._meta.app_label not in own or other._meta.object_name in BESIDE:
        return other.pk
    return (other._meta.object_name, str(getattr(other, "letter", None) or label(other)))


def label(row):
    text = str(row)
    return row._meta.object_name if "object (" in text else text


def renamed(value, by_number):
    """JSON with names in place of drawn numbers; lists that follow the numbers are sorted."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for number, name in by_number.items():
        text = text.replace(f'"{number}"', f'"{name}"')
    return settled(json.loads(text))


def is_key(name, value):
    """Keys of groups in a meter, and digests over keys."""
    return name == "digest" or (name == "key" and str(value).isdigit())


def settled(value):
    if isinstance(value, dict):
        return {key: settled(each) for key, each in value.items() if not is_key(key, each)}
    return sorted((settled(each) for each in value), key=repr) if isinstance(value, list) else value


def left_behind(campaign):
    """Every row of the engine and of its cases."""
    tables = {model.__name__: model for model in apps.get_app_config("campaigns").get_models()}
    found = {name: rows_of(campaign, tables[name], path) for name, path in BY_CAMPAIGN.items()}
    cases = Entry.objects.filter(campaign=campaign).values("case")
    for model, path in ((Case, "pk__in"), (Step, "case__in"), (Clock, "case__in")):
        found[model.__name__] = [without_keys(row) for row in rows_of_cases(model, path, cases)]
    awards = Award.objects.filter(campaign=campaign).values("pk")
    found["certificates"] = Certificate.objects.filter(subject_id__in=awards).count()
    return found


def rows_of_cases(model, path, cases):
    return model.objects.filter(**{path: cases}).order_by(
        "title" if model is Case else "case__title", "pk"
    )


def without_keys(row):
    skipped = {"id", "case", "table_version", "table_key", "subject_id"}
    fields = [
        each
        for each in row._meta.concrete_fields
        if each.name not in skipped and not isinstance(each, models.DateTimeField)
    ]
    return {each.name: getattr(row, each.attname) for each in fields}


def test_recorded_campaign_leaves_what_single_acts_leave(cast, on):
    single = walk_singly(cast, on)
    recorded = record_campaign(
        actor=SYSTEM, union=cast.province.federation, plan=PLAN, year=YEAR, record=record_of(cast)
    )

    expected, found = left_behind(single), left_behind(recorded)

    for name, rows in expected.items():
        assert (name, found[name]) == (name, rows)


def test_every_table_of_the_engine_is_compared():
    tables = {model.__name__ for model in apps.get_app_config("campaigns").get_models()}

    assert tables == set(BY_CAMPAIGN) | BESIDE


@pytest.fixture
def recorded(cast):
    before = LogEntry.objects.last()
    made = record_campaign(
        actor=SYSTEM, union=cast.province.federation, plan=PLAN, year=YEAR, record=record_of(cast)
    )
    made.log = LogEntry.objects.filter(pk__gt=before.pk)
    return made


def test_recording_is_one_act_that_tells_nobody(recorded):
    keys = [key for key in recorded.log.values_list("key", flat=True) if "documents." not in key]

    assert keys == ["campaigns.campaign.recorded"]
    assert Notice.objects.count() == 0
    assert verify().sound is True


def test_recorded_rows_say_when_it_was(recorded):
    entry = Entry.objects.get(campaign=recorded, name="甄测乙")
    recorded.refresh_from_db()
    steps = [(step.transition, timezone.localdate(step.at)) for step in entry.case.steps.all()]

    assert (recorded.status, timezone.localdate(recorded.created_at)) == (
        *("archived", DIARY.opened_on),
    )
    assert steps[:5] == [
        ("submit", DIARY.entered_on),
        ("decide", DIARY.agreed_on),
        ("finish_notice", DIARY.reported_on),
        ("send_back", DIARY.reported_on),
        ("resubmit", DIARY.reported_on),
    ]
    assert (steps[-1], entry.rank, entry.submissions.count()) == (
        ("award", DIARY.decided_on), 2, 2
    )  # fmt: skip


def test_recorded_results_can_be_recomputed(recorded):
    (frozen,) = FrozenSheet.objects.filter(stage__campaign=recorded)
    notices = PublicNotice.objects.filter(campaign=recorded, scope="public")

    assert differences(frozen.content, frozen.digest) == []
    assert [digest_of_proof(each.proof) for each in notices] == [
        each.proof_digest for each in notices
    ]
    assert Document.objects.filter(subject_id=recorded.decisions.get().pk).count() == 1


def test_accounts_of_then_stand_on_their_steps(cast):
    cadre = make_cadre(cast.province.first)
    record = replace(record_of(cast), hands={cast.province.first.pk: cadre})

    made = record_campaign(
        actor=SYSTEM, union=cast.province.federation, plan=PLAN, year=YEAR, record=record
    )

    steps = Step.objects.filter(actor=cadre)
    taken = set(steps.values_list("transition", flat=True))
    assert taken == {"submit", "decide", "finish_notice", "withdraw"}
    assert Entry.objects.filter(campaign=made, entered_by=cadre).count() == 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"posting": None}, "方案有公示环节"),
        ({"meeting": None}, "方案有研究决定环节"),
        ({"diary": replace(DIARY, checked_on=DIARY.opened_on)}, "前后颠倒"),
        ({"entries": []}, "没有表彰对象"),
    ],
)
def test_record_that_lacks_something_is_refused_whole(cast, change, reason):
    record = replace(record_of(cast), **change)

    with pytest.raises(ValidationError, match=reason):
        record_campaign(
            actor=SYSTEM, union=cast.province.federation, plan=PLAN, year=YEAR, record=record
        )
    assert not Campaign.objects.exists()


def test_desk_of_a_past_campaign_offers_nothing_to_change(client, recorded):
    client.force_login(make_cadre(recorded.union, "province_cadre"))

    pages = {
        name: client.get(reverse(f"campaigns:{name}", args=[recorded.pk])).content.decode()
        for name in ("detail", "judging", "slate")
    }

    assert ("重新封存" in pages["judging"], "查看得分表" in pages["judging"]) == (False, True)
    assert ("重新按名次拟定" in pages["slate"], "汇总表" in pages["slate"]) == (False, True)
    assert "另有 2 个工会没有申报" in pages["detail"]


def test_record_is_entered_by_whoever_organises(cast):
    stranger = make_cadre(cast.province.first)

    with pytest.raises(Refused):
        record_campaign(
            actor=stranger,
            union=cast.province.federation,
            plan=PLAN,
            year=YEAR,
            record=record_of(cast),
        )
