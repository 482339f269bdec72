"""Items of the ledger: who closes, who moves a due day, what is refused, who sees the wording."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.casework.api import CannotStep, available_steps, inbox_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from gonghui.rooms.stewardship.actions.items import (
    accept_claim,
    add_item,
    add_rule,
    log_progress,
    move_item_due,
    open_batch,
    plan_item,
    reopen_item,
)
from gonghui.rooms.stewardship.actions.summaries import (
    approve_summary,
    draft_summary,
    release_summary,
)
from gonghui.rooms.stewardship.actions.warning import warn_of_due
from gonghui.rooms.stewardship.enums import SummaryState
from gonghui.rooms.stewardship.models import Batch, Claim, DueMove, RectItem
from gonghui.rooms.stewardship.queries.items import visible_items
from gonghui.rooms.stewardship.rules.warnings import rung_of
from tests.factories.access import PostFactory, make_cadre, make_user
from tests.factories.stewardship import (
    make_batch,
    make_claimed,
    make_item,
    make_leader,
    prove,
    step,
)

pytestmark = pytest.mark.usefixtures("all_scope")


def said(caught) -> str:
    return " ".join(getattr(caught.value, "messages", [str(caught.value)]))


@pytest.fixture
def batch(house):
    return make_batch(house.federation)


@pytest.fixture
def item(house, batch):
    return make_item(batch, house.owner)


@pytest.fixture
def claimed(house, batch):
    return make_claimed(batch, house.owner)


def test_item_goes_from_plan_to_closing_by_somebody_else(house, item):
    step(house.supervisor, item, "approve")
    prove(house.owner, item)
    step(house.owner, item, "claim", note="已整改到位")
    done = step(house.supervisor, item, "close")
    claim = Claim.objects.get()

    assert (done.case.state.label, done.started_on) == ("销号", dates.today())
    assert (claim.claimed_by, claim.checked_by, claim.checked_on, claim.due_on) == (
        house.owner,
        house.supervisor,
        dates.today(),
        item.due_on,
    )


def test_item_waits_for_its_owner_with_the_day_that_was_planned(house, item):
    started = step(house.supervisor, item, "approve")

    assert [case.pk for case in inbox_of(house.owner)] == [started.case_id]
    assert started.case.due == item.due_on


def test_owner_who_supervises_too_does_not_close_the_own_item(house, batch):
    PostFactory(user=house.owner, union=house.federation, role="supervisor")
    claimed = make_claimed(batch, house.owner)
    offers = {
        o.transition.id: o.decision.reason for o in available_steps(claimed.case, house.owner)
    }

    with pytest.raises(CannotStep) as caught:
        step(house.owner, claimed, "close")

    assert caught.value.reason == "责任人不能核销或退回自己的事项，请由其他督办人办理。"
    assert offers["close"] == caught.value.reason
    with pytest.raises(Refused):
        move_item_due(
            actor=house.owner, item=claimed, due=dates.today() + timedelta(days=90), reason="来不及"
        )


def test_claim_without_evidence_is_refused(house, item):
    step(SYSTEM, item, "approve")
    log_progress(actor=house.owner, item=item, done_on=dates.today(), text="正在修订")

    with pytest.raises(CannotStep) as caught:
        step(house.owner, item, "claim", note="好了")

    assert caught.value.reason == "请先登记进展并上传佐证，再申报完成。"


def test_returned_item_keeps_its_due_day_and_needs_new_evidence(house, claimed):
    back = step(house.supervisor, claimed, "return", note="佐证不足")

    with pytest.raises(CannotStep):
        step(house.owner, claimed, "claim", note="好了")
    prove(house.owner, claimed)
    again = step(house.owner, claimed, "claim", note="补齐了")

    assert (back.case.state.label, back.case.due, back.due_on) == (
        "退回",
        claimed.due_on,
        claimed.due_on,
    )
    assert (again.case.state_id, [c.returned_on for c in Claim.objects.order_by("pk")]) == (
        "claimed",
        [dates.today(), FOREVER],
    )


def test_incomplete_plan_is_not_approved(house, batch):
    bare = make_item(batch)

    with pytest.raises(CannotStep) as caught:
        step(house.supervisor, bare, "approve")

    assert caught.value.reason == "整改方案还缺：整改措施、责任人、责任部门、整改期限。"


def test_long_term_item_is_kept_up_apart_and_may_get_a_day(house, batch):
    item = make_item(batch, house.owner, kind="long_term", due_on=None)
    with pytest.raises(CannotStep):
        step(house.supervisor, item, "approve")
    kept = step(house.supervisor, item, "approve_long_term")
    day = dates.today() + timedelta(days=30)
    dated = step(house.supervisor, item, "set_date", note="已具备条件", due=day)

    assert kept.case.due == FOREVER
    assert (dated.case.state_id, dated.kind, dated.due_on, dated.case.due) == (
        "underway",
        "dated",
        day,
        day,
    )


def test_dated_item_is_not_approved_as_long_term_but_may_become_so(house, item):
    with pytest.raises(CannotStep) as caught:
        step(house.supervisor, item, "approve_long_term")
    step(house.supervisor, item, "approve")
    kept = step(house.supervisor, item, "keep_up", note="须常抓")

    assert caught.value.reason == "整改类型不是长期坚持。"
    assert (kept.kind, kept.due_on, DueMove.objects.get().before) == (
        "long_term",
        None,
        item.due_on,
    )


def test_due_day_is_moved_by_the_supervisor_with_reason_and_the_old_day_stays(house, item):
    started = step(SYSTEM, item, "approve")
    later = item.due_on + timedelta(days=30)

    move_item_due(actor=house.supervisor, item=started, due=later, reason="上级制度未出台")
    move = DueMove.objects.get()
    moved = RectItem.objects.select_related("case").get(pk=item.pk)

    assert (move.before, move.after, move.moved_by) == (item.due_on, later, house.supervisor)
    assert (moved.due_on, moved.case.due) == (later, later)


@pytest.mark.parametrize("reason", ["", "  "])
def test_due_day_without_reason_is_not_moved(house, item, reason):
    started = step(SYSTEM, item, "approve")

    with pytest.raises(ValidationError) as caught:
        move_item_due(
            actor=house.supervisor,
            item=started,
            due=item.due_on + timedelta(days=30),
            reason=reason,
        )

    assert said(caught) == "调整期限须写明原因。"
    assert RectItem.objects.get(pk=item.pk).due_on == item.due_on


def test_due_day_is_not_moved_by_the_owner_nor_through_the_plan(house, item):
    started = step(SYSTEM, item, "approve")
    later = item.due_on + timedelta(days=30)

    with pytest.raises(Refused):
        move_item_due(actor=house.owner, item=started, due=later, reason="来不及")
    with pytest.raises(ValidationError) as caught:
        plan_item(actor=house.owner, item=started, due_on=later)
    with pytest.raises(ValidationError):
        move_item_due(actor=house.supervisor, item=started, due=item.due_on, reason="一样")

    assert said(caught) == "整改方案已批准。期限由督办人调整并写明原因，其他变动请登记进展。"


def test_three_parties_have_to_accept_where_the_batch_asks(house):
    claimed = make_claimed(make_batch(house.federation, three_party=True), house.owner)
    sign = {"item": claimed, "signer": "李测", "accepted_on": dates.today()}
    accept_claim(actor=house.supervisor, party="office", **sign)
    with pytest.raises(CannotStep) as caught:
        step(house.supervisor, claimed, "close")
    with pytest.raises(ValidationError):
        accept_claim(actor=house.supervisor, party="office", **sign)
    for party in ("team", "unit"):
        accept_claim(actor=house.supervisor, party=party, **sign)

    assert caught.value.reason == "还缺检查组、单位负责人验收。"
    assert step(house.supervisor, claimed, "close").case.state_id == "closed"


def test_failed_reinspection_reopens_in_a_new_case_and_counts(house, claimed):
    closed = step(house.supervisor, claimed, "close")
    due = dates.today() + timedelta(days=30)

    again = reopen_item(actor=house.supervisor, item=closed, due=due, reason="问题重现")

    assert (again.reopened, again.case.state_id, again.due_on, again.case.due) == (
        1,
        "underway",
        due,
        due,
    )
    assert again.case_id != closed.case_id
    assert Claim.objects.get().reopened_on == dates.today()


@pytest.mark.parametrize(
    ("due", "reason", "sentence"),
    [
        (10, " ", "请写明回头看发现的问题。"),
        (-1, "重现", "期限不能早于今天，请改日期。"),
    ],
)
def test_reopening_asks_reason_and_a_day_ahead(house, claimed, due, reason, sentence):
    closed = step(house.supervisor, claimed, "close")

    with pytest.raises(ValidationError) as caught:
        reopen_item(
            actor=house.supervisor,
            item=closed,
            due=dates.today() + timedelta(days=due),
            reason=reason,
        )

    assert said(caught) == sentence


def test_open_item_is_not_reopened_and_unclaimed_not_accepted(house, item):
    with pytest.raises(ValidationError):
        reopen_item(actor=house.supervisor, item=item, due=dates.today(), reason="重现")
    with pytest.raises(ValidationError) as caught:
        accept_claim(
            actor=house.supervisor,
            item=item,
            party="team",
            signer="李测",
            accepted_on=dates.today(),
        )

    assert said(caught) == "责任人还没有申报完成。"


def test_progress_before_approval_and_of_a_day_to_come_is_refused(house, item):
    tomorrow = dates.today() + timedelta(days=1)
    with pytest.raises(ValidationError) as early:
        log_progress(actor=house.owner, item=item, done_on=dates.today(), text="已办")
    step(SYSTEM, item, "approve")
    with pytest.raises(ValidationError) as later:
        log_progress(actor=house.owner, item=item, done_on=tomorrow, text="已办")
    with pytest.raises(ValidationError):
        add_rule(actor=house.owner, item=item, title="采购办法", made_on=tomorrow)

    assert said(early) == "“未启动”状态下不能登记进展。"
    assert said(later) == "日期不能晚于今天。"


def test_batches_and_items_are_entered_once(house, batch, item):
    with pytest.raises(ValidationError):
        make_batch(house.federation, batch.name)
    with pytest.raises(ValidationError):
        open_batch(
            actor=SYSTEM,
            union=house.federation,
            name="明年",
            source="audit",
            received_on=dates.today() + timedelta(days=1),
        )
    with pytest.raises(ValidationError) as caught:
        make_item(batch, item_no=item.item_no)
    with pytest.raises(TypeError):
        add_item(actor=SYSTEM, batch=batch, item_no=9, title="一", wording="一", colour="红")
    with pytest.raises(ValidationError):
        make_item(batch, house.owner, kind="long_term")

    assert said(caught) == f"本批次已有第{item.item_no}号事项。"
    assert (Batch.objects.count(), RectItem.objects.count()) == (1, 1)


def test_owner_needs_a_post_and_may_sit_in_a_union_below(house, batch):
    with pytest.raises(ValidationError) as caught:
        make_item(batch, make_user(display_name="路人"))
    below = make_item(batch, house.local)

    assert said(caught) == "“路人”在“示范省教育科技工会”及以下没有在任岗位，不能作责任人。"
    assert (below.owner_union, below.case.counterpart) == (house.away, house.away)


def test_items_are_seen_by_leaders_supervisors_and_their_owner_only(house, item):
    reader = make_cadre(house.federation, "reader")

    seen = {
        user.display_name: visible_items(user).count()
        for user in (house.supervisor, house.owner, house.cadre, house.local)
    }

    assert seen == {"督办人": 1, "责任人": 1, "省干部": 0, "校干部": 0}
    assert visible_items(reader).count() == 1


def test_summary_is_approved_by_another_and_then_released(house, batch):
    other = make_cadre(house.federation, "supervisor")
    draft_summary(actor=house.supervisor, batch=batch, text="46个问题已完成28个。")
    with pytest.raises(ValidationError):
        release_summary(actor=house.supervisor, batch=batch)
    with pytest.raises(Refused) as caught:
        approve_summary(actor=house.supervisor, batch=batch)
    approve_summary(actor=other, batch=batch)
    released = release_summary(actor=house.supervisor, batch=batch)
    again = draft_summary(actor=house.supervisor, batch=batch, text="改过的。")

    assert said(caught) == "公开稿须由起草人以外的人审核。"
    assert (released.public_state, released.released_on) == (SummaryState.RELEASED, dates.today())
    assert (again.public_state, again.approved_by, again.released_on) == (
        SummaryState.DRAFT,
        None,
        None,
    )
    with pytest.raises(ValidationError):
        draft_summary(actor=house.supervisor, batch=batch, text=" ")
    approve_summary(actor=other, batch=batch)
    with pytest.raises(ValidationError):
        approve_summary(actor=other, batch=batch)


@pytest.mark.parametrize(
    ("left", "rung"),
    [(21, ""), (20, "green"), (11, "green"), (10, "yellow"), (0, "yellow"), (-1, "red")],
)
def test_ladder_has_three_colours(left, rung):
    due = date(2026, 6, 30)

    assert rung_of(due, due - timedelta(days=left), [-20, -10, 1]) == rung


def told(kind="stewardship.due"):
    return sorted((n.recipient.display_name, n.title[:4]) for n in Notice.objects.filter(kind=kind))


def test_warnings_go_up_the_ladder_each_once(house, batch):
    chief = make_user(display_name="主席")
    guide = make_user(display_name="分管领导")
    make_leader(house.federation, is_head=True, user=chief)
    leader = make_leader(house.federation, user=guide)
    item = step(SYSTEM, make_item(batch, house.owner, leader=leader), "approve")
    days = [item.due_on - timedelta(days=n) for n in (30, 20, 19, 10, -1, -1)]

    sent = [warn_of_due(on=day) for day in days]

    assert sent == [0, 1, 0, 1, 1, 0]
    assert told() == [
        ("主席", "红色预警"),
        ("分管领导", "红色预警"),
        ("分管领导", "黄色预警"),
        ("督办人", "红色预警"),
        ("责任人", "绿色提醒"),
        ("责任人", "黄色预警"),
    ]


def test_claimed_item_is_not_warned_of(claimed):
    assert warn_of_due(on=claimed.due_on + timedelta(days=5)) == 0
