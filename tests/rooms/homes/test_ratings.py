"""Member ratings: who may rate, once; what is shown, and what nobody can find out."""

from datetime import date
from itertools import product

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.kernel.access.api import scope_of
from gonghui.kernel.audit.models import Entry as LogEntry
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from gonghui.kernel.people.api import merge_persons
from gonghui.rooms.homes.actions.ratings import Terms, close_rating, open_rating, publish_rating
from gonghui.rooms.homes.actions.repeating import repeat_rating, void_rating
from gonghui.rooms.homes.models import RatingBox, RatingRound, RatingVoter
from gonghui.rooms.homes.queries.ratings import ratings_of, result_of, waiting_ratings
from gonghui.rooms.homes.rules import ballots
from gonghui.rooms.homes.tasks import close_due_ratings
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.homes import make_rating, vote
from tests.factories.people import make_members, make_person

DIMENSIONS = {0: "satisfied", 1: "basic"}


def everything():
    return scoping.everything("test")


def box_of(rating):
    return RatingBox.objects.get(rating=rating)


def closed(rating):
    with everything():
        return close_rating(actor=SYSTEM, rating=rating)


def shown(rating):
    with everything():
        return result_of(RatingRound.objects.get(pk=rating.pk))


def test_rating_lists_todays_members_below_the_union(province):
    with everything():
        make_members(province.physics, 4)
        make_members(province.second, 3)
    rating, _users = make_rating(province.first, raters=2)
    assert rating.issued == 6


def test_rating_needs_five_members(province):
    with everything():
        make_members(province.first, 4)
        with pytest.raises(ValidationError, match="少于 5 人不能匿名测评"):
            open_rating(actor=SYSTEM, union=province.first, terms=Terms())


def test_rating_is_opened_once_at_a_time_and_only_for_ones_own_union(province):
    rating, _users = make_rating(province.first)
    with everything(), pytest.raises(ValidationError, match="正在进行"):
        open_rating(actor=province.cadre, union=rating.union, terms=Terms())
    with everything(), pytest.raises(Refused):
        open_rating(actor=province.local, union=province.second, terms=Terms())


def test_member_votes_once(province):
    rating, users = make_rating(province.first)
    vote(rating, users[0], dimensions=DIMENSIONS, remark="多办培训")
    with pytest.raises(Refused, match="一人一票"):
        vote(rating, users[0], "unsatisfied")
    assert (box_of(rating).ballots, box_of(rating).remarks) == ({"ssb|": 1}, ["多办培训"])


def test_stranger_and_account_without_person_cannot_vote(province):
    rating, _users = make_rating(province.first)
    with everything():
        stranger = make_account(make_members(province.second, 1)[0])
    with pytest.raises(Refused, match="不在这次测评的名单里"):
        vote(rating, stranger)
    with pytest.raises(Refused, match="没有对应到会员"):
        vote(rating, province.local)
    assert box_of(rating).ballots == {}


@pytest.mark.parametrize(
    "ballot",
    [
        {"overall": "excellent"},
        {"overall": "satisfied", "dimensions": {7: "basic"}},
        {"overall": "satisfied", "group": "教师"},
        {"overall": "satisfied", "remark": "长" * 301},
    ],
)
def test_ballot_that_the_round_does_not_ask_for_is_refused(province, ballot):
    rating, users = make_rating(province.first)
    with pytest.raises(ValidationError):
        vote(rating, users[0], **ballot)
    assert [own.voted for own in own_of(users[0])] == [False]


def own_of(user):
    with scoping.active(scoping.Scope(person_id=user.person_id)):
        return ratings_of(user)


def test_vote_after_closing_is_refused(province):
    rating, users = make_rating(province.first)
    for user in users[:5]:
        vote(rating, user)
    closed(rating)
    with pytest.raises(Refused, match="不能参评"):
        vote(rating, users[5])


def test_closing_counts_and_erases_who_took_part(province):
    rating, users = make_rating(province.first, raters=8)
    answers = ("satisfied", "satisfied", "satisfied", "basic", "unsatisfied", "unknown")
    for user, answer in zip(users, answers, strict=False):
        vote(rating, user, answer)
    row = closed(rating)
    counts = (row.issued, row.returned, row.satisfied, row.basic, row.unsatisfied, row.unknown)
    with everything():
        assert (counts, RatingVoter.objects.count()) == ((8, 6, 3, 1, 1, 1), 0)
    result = shown(rating)
    assert result.sentence == (
        "回收率 75.0%（要求不低于 60%），满意和基本满意率 80.0%（要求不低于 80%），达标。"
    )


def test_four_ballots_give_no_result_and_are_destroyed(province):
    rating, users = make_rating(province.first)
    for user in users[:4]:
        vote(rating, user, remark="请改善食堂")
    row = closed(rating)
    box = box_of(rating)
    assert (row.status, row.satisfied, box.ballots, box.remarks) == ("void", 0, {}, [])
    assert shown(rating) is None


def test_open_round_shows_nothing(province):
    rating, users = make_rating(province.first)
    for user in users:
        vote(rating, user)
    assert shown(rating) is None


def test_groups_are_shown_only_when_each_has_five(province):
    large, users = make_rating(province.first, raters=10, groups=("教师", "管理"))
    for place, user in enumerate(users):
        vote(large, user, group=("教师", "管理")[place % 2])
    small, users = make_rating(province.second, raters=10, groups=("教师", "管理"))
    for place, user in enumerate(users):
        vote(small, user, group="管理" if place < 4 else "教师")
    closed(large), closed(small)
    assert [(line.label, line.satisfied) for line in shown(large).groups] == [
        ("教师", 5),
        ("管理", 5),
    ]
    assert (shown(small).groups, box_of(small).ballots) == ([], {"suu|": 10})


def test_remarks_hide_names_and_keep_no_order(province):
    rating, users = make_rating(province.first)
    name = users[0].person.name
    said = ["再多一点", f"感谢{name}同志", "图书太旧", "", "食堂太远", "灯不亮"]
    for user, remark in zip(users, said, strict=True):
        vote(rating, user, remark=remark)
    closed(rating)
    assert shown(rating).remarks == sorted(
        ["再多一点", "感谢某某同志", "图书太旧", "食堂太远", "灯不亮"]
    )


def test_void_round_counts_nowhere(province):
    rating, users = make_rating(province.first)
    for user in users:
        vote(rating, user)
    with everything():
        row = void_rating(actor=province.local, rating=rating, reason="选票被拆看")
        with pytest.raises(Refused):
            publish_rating(actor=SYSTEM, rating=rating)
    assert (row.status, row.reason, box_of(rating).ballots) == ("void", "选票被拆看", {})


def test_counted_round_is_voided_with_a_reason_until_it_is_published(province):
    rating, users = make_rating(province.first)
    for user in users:
        vote(rating, user, remark="多办活动")
    row = closed(rating)
    with everything():
        with pytest.raises(ValidationError, match="请写明作废原因"):
            void_rating(actor=SYSTEM, rating=row, reason=" ")
        with pytest.raises(Refused):
            void_rating(actor=make_cadre(province.second, "union_cadre"), rating=row, reason="代投")
        row = void_rating(actor=SYSTEM, rating=row, reason="代投")
        box = box_of(rating)
        assert (row.status, row.returned, row.satisfied) == ("void", 6, 0)
        assert (box.ballots, box.remarks) == ({}, [])
        again = repeat_rating(actor=SYSTEM, rating=row, days=7)
        for user in users:
            vote(again, user)
        publish_rating(actor=SYSTEM, rating=close_rating(actor=SYSTEM, rating=again))
        with pytest.raises(Refused, match="只有测评中和已截止未公布的测评才能作废"):
            void_rating(actor=SYSTEM, rating=RatingRound.objects.get(pk=again.pk), reason="代投")


def test_round_that_misses_its_turnout_is_void_and_held_once_more(province):
    rating, users = make_rating(province.first, raters=10, groups=("教师",), return_percent=70)
    for user in users[:6]:
        vote(rating, user)
    first = closed(rating)
    said = "参评率 60.0%，低于规定的 70%"
    with everything():
        first.refresh_from_db()
    assert (first.status, first.reason, first.returned, first.satisfied) == ("void", said, 6, 0)
    assert first.closes_on == dates.today()

    with everything():
        make_account(make_members(province.first, 1)[0])
        with pytest.raises(Refused):
            repeat_rating(actor=make_cadre(province.second, "union_cadre"), rating=first, days=7)
        second = repeat_rating(actor=province.local, rating=first, days=7)
        assert (second.title, second.issued, second.groups, second.return_percent) == (
            "会员评家（重新测评）", 11, ["教师"], 70,
        )  # fmt: skip
        for again, sentence in ((first, "已经重新开启过"), (second, "只有无效的测评")):
            with pytest.raises(ValidationError, match=sentence):
                repeat_rating(actor=SYSTEM, rating=again, days=7)
        second = close_rating(actor=SYSTEM, rating=second)
        with pytest.raises(ValidationError, match="这已是重新测评，按规定只重新测评一次"):
            repeat_rating(actor=SYSTEM, rating=second, days=7)
        assert list(RatingRound.objects.values_list("repeats", "status")) == [
            (first.pk, "void"), (None, "void"),
        ]  # fmt: skip


def told_void(rating):
    """Who was told that a round is void, with what."""
    with everything():
        rows = Notice.objects.filter(dedupe_key=f"homes.rating.void.{rating.pk}")
        return list(rows.order_by("pk").values_list("recipient__display_name", "title", "body"))


def test_officers_of_the_union_are_told_why_a_round_is_void_and_what_may_follow(province):
    make_cadre(province.first, "reader", display_name="查看员")
    rating, users = make_rating(province.first, raters=10, return_percent=70)
    for user in users[:6]:
        vote(rating, user)
    first = closed(rating)
    with everything():
        again = repeat_rating(actor=province.local, rating=first, days=7)
    closed(again)

    title = "会员评家无效：会员评家"
    assert told_void(first) == [
        ("校干部", title, "参评率 60.0%，低于规定的 70%。可以重新测评一次。")
    ]
    said = "参评少于 5 人，为保护参评人不出结果。这已是重新测评，按规定只重新测评一次。"
    assert told_void(again) == [("校干部", f"{title}（重新测评）", said)]


def test_officer_who_voids_a_round_is_not_told_but_the_others_are(province):
    make_cadre(province.first, display_name="校副主席")
    rating, _users = make_rating(province.first)
    with everything():
        void_rating(actor=province.local, rating=rating, reason="选票被拆看。")

    assert told_void(rating) == [
        ("校副主席", "会员评家无效：会员评家", "选票被拆看。可以重新测评一次。")
    ]


def test_everybody_on_the_list_is_told_once(province):
    _rating, users = make_rating(province.first)
    with everything():
        told = Notice.objects.filter(kind="homes.rating").values_list("recipient", flat=True)
        assert sorted(told) == sorted(user.pk for user in users)


def test_round_is_counted_after_its_last_day(province):
    late, users = make_rating(province.first, opens_on=date(2024, 1, 1))
    early, _users = make_rating(province.second)
    close_due_ratings()
    with everything():
        rows = dict(RatingRound.objects.values_list("pk", "status"))
    assert rows == {late.pk: "void", early.pk: "open"}
    with pytest.raises(Refused):
        vote(late, users[0])


# What nobody can find out -----------------------------------------------------------------------


def test_nothing_points_from_ballots_to_people():
    """The box knows only its round, and nothing points at the box; the round points at no person."""
    relations = {
        f"{model._meta.label}.{each.name}"
        for model in apps.get_models()
        for each in model._meta.get_fields()
        if each.is_relation and each.related_model is RatingBox
    }
    fields = {each.name for each in RatingBox._meta.get_fields()}
    assert relations == {"homes.RatingRound.box"}
    assert fields == {"id", "rating", "ballots", "remarks"}
    assert {each.name for each in RatingVoter._meta.get_fields()} == {
        *("id", "rating", "person", "voted")
    }


def test_box_is_the_same_whoever_voted_what_in_which_order(province):
    """Any order of the same answers leaves the same bytes, so no order can be read from them."""
    answers = ("satisfied", "unsatisfied", "basic")
    boxes = set()
    for union, order in zip(
        (province.first, province.second), (answers, answers[::-1]), strict=True
    ):
        rating, users = make_rating(union)
        for user, answer in zip(users, order, strict=False):
            vote(rating, user, answer, remark=f"说{answer}")
        box = box_of(rating)
        boxes.add((str(box.ballots), str(box.remarks)))
    assert len(boxes) == 1


def test_voting_leaves_no_line_in_the_log_and_no_time(province):
    rating, users = make_rating(province.first)
    with everything():
        before = LogEntry.objects.count()
        for user in users:
            vote(rating, user)
        assert LogEntry.objects.count() == before
        row = RatingRound.objects.get(pk=rating.pk)
        assert (row.updated_at, row.version) == (rating.updated_at, 1)


def test_one_vote_writes_the_voter_and_the_whole_box_only(province):
    rating, users = make_rating(province.first)
    with CaptureQueriesContext(connection) as found:
        vote(rating, users[0])
    writes = [each["sql"] for each in found if each["sql"].startswith(("UPDATE", "INSERT"))]
    tables = [sql.split('"')[1] for sql in writes]
    assert sorted(tables) == ["homes_ratingbox", "homes_ratingvoter"]


@pytest.mark.parametrize("role", ["province_cadre", "union_cadre", "auditor", "reader"])
def test_no_post_sees_who_took_part(province, role):
    rating, users = make_rating(province.first)
    vote(rating, users[0])
    at = province.federation if role == "province_cadre" else province.first
    cadre = make_cadre(at, role)
    with scoping.active(scope_of(cadre)):
        assert (RatingVoter.objects.count(), RatingRound.objects.count()) == (0, 1)


def test_member_sees_only_the_own_line(province):
    rating, users = make_rating(province.first)
    vote(rating, users[0])
    with scoping.active(scoping.Scope(person_id=users[1].person_id)):
        assert list(RatingVoter.objects.values_list("person", "voted")) == [
            (users[1].person_id, False)
        ]
        assert waiting_ratings(users[1]) == 1
    assert waiting_ratings(users[0]) == 0


def test_merged_person_has_one_vote(province):
    rating, users = make_rating(province.first)
    gone = users[1].person
    vote(rating, users[1])
    with everything():
        kept = make_person("赵测并")
        RatingVoter.objects.create(rating=rating, person=kept)
        merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="同一人")
        rows = list(RatingVoter.objects.filter(person=kept).values_list("voted", flat=True))
        assert (rows, RatingVoter.objects.filter(person=gone).count()) == ([True], 0)


def test_published_result_reaches_members_of_branches(province):
    rating, users = make_rating(province.first)
    for user in users:
        vote(rating, user)
    closed(rating)
    with everything():
        publish_rating(actor=SYSTEM, rating=rating)
        late = make_account(make_members(province.physics, 1, on=date(2020, 1, 1))[0])
    found = [(own.rating.pk, own.may_vote, own.voted) for own in own_of(late)]
    assert found == [(rating.pk, False, False)]


def test_rules_of_every_answer_pair_add_up():
    box, remarks = {}, []
    for overall, other in product(ballots.LETTER, repeat=2):
        key = ballots.written(overall, {0: other}, 1)
        box, remarks = ballots.dropped(box, remarks, key, "")
    found = ballots.count(box)
    assert (found.returned, found.satisfied, found.unknown) == (16, 4, 4)
    assert ballots.counts_at(box, 0, 20).basic == 4
