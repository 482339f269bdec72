"""The bulk path keeps what the single actions keep: equal rows, equal refusals, and it can be taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.records import Stale
from gonghui.kernel.people import api as people
from tests.factories.people import JOINED, make_id, make_member, make_person, present, spans_of
from tests.factories.unions import make_branch, make_direct_union, make_federation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]

RESIDENT = DocumentType.RESIDENT_ID
OUTED, MOVED, RETIRED = date(2020, 1, 1), date(2020, 2, 1), date(2022, 6, 1)


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def union(federation):
    return make_direct_union(federation, "甲大学工会")


@pytest.fixture
def other(federation):
    return make_direct_union(federation, "乙大学工会")


def new_member(union, number=1, name="欧阳测试", *, events=None, **facts):
    return people.NewMember(
        people.person_row(
            name, phone="13800138000", sex="F", born_on=date(1980, 1, 1), hardship="是"
        ),
        (people.document_row(RESIDENT, make_id(number)),),
        events or (people.admission(union.pk, JOINED, **facts),),
    )


def by_actions(union, number=2, name="欧阳测试", **facts):
    person = make_person(
        name, union=union, phone="13800138000", sex="F", born_on=date(1980, 1, 1), hardship="是"
    )
    people.add_document(actor=SYSTEM, person=person, doc_type=RESIDENT, doc_no=make_id(number))
    people.admit(actor=SYSTEM, person=person, union=union, on=JOINED, **facts)
    return person


def everything_stored(person):
    """All columns of all rows of a person, without keys, times and the document number."""
    person = people.Person.objects.get(pk=person if isinstance(person, int) else person.pk)
    return [
        columns(person),
        [columns(row, "doc_hash", "doc_no") for row in person.documents.order_by("pk")],
        [columns(row, "voided_by") for row in person.events.order_by("happened_on", "pk")],
        [columns(row) for row in person.memberships.order_by("valid_from")],
    ]


def columns(row, *without):
    keys = {"id", "person", "created_at", "updated_at", "recorded_at", "version", *without}
    fields = row._meta.concrete_fields
    return {field.name: field.value_from_object(row) for field in fields if field.name not in keys}


def test_admit_many_stores_what_the_actions_store(union):
    facts = {"duty": "讲师", "staff_no": "A1", "employment": "contract", "group_name": "一组"}

    [made] = people.admit_many(actor=SYSTEM, rows=[new_member(union, **facts)])

    assert everything_stored(made) == everything_stored(by_actions(union, **facts))


def test_admit_many_with_history_stores_what_the_actions_store(union, other):
    branch = make_branch(other)
    events = (
        people.admission(union.pk, JOINED, duty="讲师", staff_no="A1"),
        people.EventRow("transfer_out", union.pk, OUTED, to_union_id=other.pk),
        people.EventRow(
            "transfer_in", other.pk, MOVED, facts=people.FactsRow(joined_on=JOINED, duty="教授")
        ),
        people.EventRow("regroup", branch.pk, date(2021, 3, 1)),
        people.EventRow("retain", branch.pk, RETIRED, document="退休证", note="退休"),
    )
    person = by_actions(union, duty="讲师", staff_no="A1")
    people.transfer_out(actor=SYSTEM, person=person, on=OUTED, to_union=other)
    people.accept_transfer(actor=SYSTEM, person=person, union=other, on=MOVED, duty="教授")
    people.regroup(actor=SYSTEM, person=person, union=branch, on=date(2021, 3, 1))
    people.retain(actor=SYSTEM, person=person, on=RETIRED, document="退休证", note="退休")

    [made] = people.admit_many(actor=SYSTEM, rows=[new_member(union, events=events)])

    assert everything_stored(made) == everything_stored(person)


def test_admit_many_returns_ids_in_order_and_reports_progress(union):
    done = []
    rows = (new_member(union, number, f"测试{number}") for number in range(1, 4))

    ids = people.admit_many(actor=SYSTEM, rows=rows, progress=done.append)

    names = dict(people.Person.objects.values_list("pk", "name"))
    assert [names[pk] for pk in ids] == ["测试1", "测试2", "测试3"]
    assert done == [3]


def test_admit_many_refuses_a_known_document_and_keeps_nothing(union):
    make_member(union, doc_no=make_id(7))

    with pytest.raises(ValidationError) as refusal:
        people.admit_many(actor=SYSTEM, rows=[new_member(union, 6), new_member(union, 7)])

    assert refusal.value.messages == ["名单中有证件号码已经登记"]
    assert people.Person.objects.count() == 1


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        (lambda pk: (people.admission(pk, today() + timedelta(days=1)),), "日期不能晚于今天"),
        (
            lambda pk: (people.EventRow("leave", pk, JOINED),),
            "2015-09-01的“退会”与当时的会籍状态“尚无会籍”不符",
        ),
    ],
)
def test_admit_many_refuses_what_the_actions_refuse(union, events, sentence):
    with pytest.raises(ValidationError) as refusal:
        people.admit_many(actor=SYSTEM, rows=[new_member(union, events=events(union.pk))])

    assert refusal.value.messages == [sentence]


def test_admit_many_refuses_a_union_without_a_roll(federation):
    with pytest.raises(ValidationError) as refusal:
        people.admit_many(actor=SYSTEM, rows=[new_member(federation)])

    assert refusal.value.messages == ["“示范省教育科技工会”不直接发展会员"]


def test_change_many_stores_what_the_actions_store(union):
    made = people.admit_many(actor=SYSTEM, rows=[new_member(union, 1)])[0]
    person = by_actions(union)
    row = people.person_row("司马新名", phone="13900139000", sex="M")
    written = ("sex", "name", "given_name", "name_pinyin", "name_initials", "name_strokes")

    people.change_many(
        actor=SYSTEM,
        changes=[
            people.MemberChange(
                made,
                {name: getattr(row, name) for name in (*written, "phone", "phone_hash")},
                {"duty": "院长"},
                person_version=1,
                membership_version=1,
            )
        ],
    )

    people.change_person(actor=SYSTEM, person=person, name="司马新名", phone="13900139000", sex="M")
    people.change_membership(actor=SYSTEM, person=person, duty="院长")
    assert everything_stored(made) == everything_stored(person)
    assert (present(made).version, people.Person.objects.get(pk=made).version) == (2, 2)


def test_change_many_of_hundreds_changes_each_its_own(union):
    rows = [new_member(union, number, f"测试{number}") for number in range(300)]
    ids = people.admit_many(actor=SYSTEM, rows=rows)
    others = people.admit_many(actor=SYSTEM, rows=[new_member(union, 301, "旁人")])

    people.change_many(
        actor=SYSTEM,
        changes=[
            people.MemberChange(pk, {"title": f"职称{pk}", "born_on": None}, {"duty": f"职务{pk}"})
            for pk in ids
        ],
    )

    spans = people.Membership.objects.order_by("person_id").values_list(
        "person_id", "person__title", "person__born_on", "duty", "version"
    )
    expected = [(pk, f"职称{pk}", None, f"职务{pk}", 2) for pk in ids]
    assert list(spans) == [*expected, (others[0], "", date(1980, 1, 1), "", 1)]


def test_change_many_over_somebody_elses_change_is_refused_whole(union):
    first, second = make_member(union), make_member(union)
    people.change_membership(actor=SYSTEM, person=second, duty="系主任")

    with pytest.raises(Stale):
        people.change_many(
            actor=SYSTEM,
            changes=[
                people.MemberChange(first.pk, membership={"duty": "院长"}, membership_version=1),
                people.MemberChange(second.pk, membership={"duty": "院长"}, membership_version=1),
            ],
        )

    assert (present(first).duty, present(second).duty) == ("", "系主任")


def test_change_many_refuses_columns_that_follow_from_events(union):
    person = make_member(union)

    with pytest.raises(TypeError):
        people.change_many(
            actor=SYSTEM, changes=[people.MemberChange(person.pk, membership={"status": "left"})]
        )


def test_regroup_many_moves_each(union):
    members, branch = [make_member(union), make_member(union)], make_branch(union)
    moves = [people.Regrouping(person.pk, branch.pk, MOVED) for person in members]

    assert people.regroup_many(actor=SYSTEM, moves=moves) == 2

    assert [spans_of(person)[-1][2] for person in members] == [branch.pk, branch.pk]


def test_withdraw_many_takes_back_what_nobody_touched(union):
    rows = [new_member(union, number, f"测试{number}") for number in range(1, 4)]
    ids = people.admit_many(actor=SYSTEM, rows=rows)
    people.retain(actor=SYSTEM, person=people.Person.objects.get(pk=ids[1]), on=RETIRED)

    left = people.withdraw_many(actor=SYSTEM, person_ids=ids)

    assert left == [ids[1]]
    assert list(people.Person.objects.values_list("pk", flat=True)) == [ids[1]]
    assert people.MembershipEvent.objects.count() == 2


def test_holders_of_finds_known_documents(union):
    person = make_member(union, doc_no=make_id(3))
    hashes = [people.document_hash(make_id(number)) for number in (3, 4)]

    assert people.holders_of(hashes) == {(RESIDENT, hashes[0]): person.pk}


@pytest.mark.parametrize("count", [1, 3])
def test_admit_many_needs_the_same_queries_for_any_number(union, count, django_assert_num_queries):
    rows = [new_member(union, number, f"测试{number}") for number in range(count)]
    people.admit_many(actor=SYSTEM, rows=[new_member(union, 100)])

    with django_assert_num_queries(QUERIES):
        people.admit_many(actor=SYSTEM, rows=rows)


QUERIES = 11
