"""A roll from upload to the register, back out of it, and in again."""

import pytest

from gonghui.kernel.audit.models import Entry
from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.states import WrongState
from gonghui.kernel.exchange.models import BatchState
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.exchange.tasks import apply_job, check_job
from gonghui.kernel.jobs.models import Job
from gonghui.kernel.jobs.progress import Progress
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.people import api as people
from gonghui.kernel.people.models import IdentityDocument, Membership, MembershipEvent, Person
from tests.factories.access import make_cadre
from tests.factories.unions import make_branch, make_direct_union
from tests.rooms.organising.imports import rolls
from tests.rooms.organising.imports.batches import checked, decide, unsettled, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


def counts(batch):
    return {key: batch.counts[key] for key in ("new", "changed", "unchanged", "refused", "missing")}


def figures():
    return [
        model.objects.count() for model in (Person, IdentityDocument, MembershipEvent, Membership)
    ]


@pytest.fixture
def roll():
    return rolls.university(11, count=30, kinds=())


def test_foreign_form_waits_for_its_mapping_and_is_remembered(university, cadre, roll):
    batch = check_batch(actor=cadre, batch=upload(cadre, university, roll))
    assert batch.state == BatchState.MAPPING
    assert batch.mapping["columns"]["身份证号码"] == "doc_no"
    batch = check_batch(actor=cadre, batch=decide(cadre, batch))
    assert batch.state == BatchState.CHECKED
    again = check_batch(actor=cadre, batch=upload(cadre, university, roll))
    assert again.state == BatchState.CHECKED


def test_unknown_department_is_asked_once_and_remembered(university, cadre):
    roll = rolls.university(12, count=10, kinds=("unknown_dept",))
    branch = make_branch(university, "新材料研究中心")
    batch = check_batch(actor=cadre, batch=upload(cadre, university, roll))
    assert [one[:2] for one in unsettled(batch)] == [("某某研究中心(筹)", 1)]
    batch = check_batch(actor=cadre, batch=decide(cadre, batch, {"某某研究中心(筹)": branch.pk}))
    assert counts(batch)["new"] == 10
    again = check_batch(actor=cadre, batch=upload(cadre, university, roll))
    assert again.state == BatchState.CHECKED
    assert again.counts["refused"] == 0


def test_unknown_department_in_a_known_form_is_asked_and_keeps_no_rows(university, cadre, roll):
    decide(cadre, check_batch(actor=cadre, batch=upload(cadre, university, roll)))
    later = rolls.university(12, count=10, kinds=("unknown_dept",))
    batch = check_batch(actor=cadre, batch=upload(cadre, university, later))
    assert batch.state == BatchState.MAPPING
    assert [one[:2] for one in unsettled(batch)] == [("某某研究中心(筹)", 1)]
    assert set(batch.chunks.values_list("outcome", flat=True)) == {"scan"}


def test_check_that_is_cut_off_leaves_nothing_to_confirm_and_is_done_anew(university, cadre, roll):
    batch = checked(cadre, university, roll)

    def die(done, _total, _stage):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_batch(actor=cadre, batch=batch, report=die)
    with pytest.raises(WrongState):
        apply_batch(actor=cadre, batch=batch)
    again = check_batch(actor=cadre, batch=batch)

    assert (again.state, counts(again)["new"], figures()) == (BatchState.CHECKED, 30, [0, 0, 0, 0])


def test_written_batch_is_not_checked_again_and_keeps_its_way_back(university, cadre, roll):
    batch = apply_batch(actor=cadre, batch=checked(cadre, university, roll))

    with pytest.raises(WrongState):
        check_batch(actor=cadre, batch=batch)
    check_job(Job(owner=cadre, arguments={"batch": batch.pk}), Progress(Job(), threaded=True))

    assert undo_batch(actor=cadre, batch=batch).state == BatchState.UNDONE
    assert figures() == [0, 0, 0, 0]


def test_write_whose_second_look_was_cut_off_looks_again_and_writes_nothing(
    university, cadre, roll
):
    batch = checked(cadre, university, roll)
    type(batch)._base_manager.update(state=BatchState.CHECKING)

    apply_job(Job(owner=cadre, arguments={"batch": batch.pk}), Progress(Job(), threaded=True))

    batch.refresh_from_db()
    assert (batch.state, figures()) == (BatchState.CHECKED, [0, 0, 0, 0])
    assert "已重新检查" in batch.error


def test_checking_writes_nothing_into_the_register(university, cadre, roll):
    checked(cadre, university, roll)
    assert figures() == [0, 0, 0, 0]


def test_confirmed_roll_stands_in_the_register_as_single_actions_would_write_it(
    university, cadre, roll
):
    apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    assert figures() == [30, 30, 30, 30]
    row = rolls.people(11, 30)[4]
    member = people.find_person_by_document("resident_id", row["id"])
    span = people.present_membership(member)
    assert (member.name, member.sex, member.born_on) == (
        row["name"],
        {"男": "M", "女": "F"}[row["sex"]],
        row["born"],
    )
    assert (member.phone, member.education) == (row["phone"], row["education"])
    assert (span.union.name, span.status, span.joined_on) == (
        row["department"],
        "normal",
        row["joined"],
    )
    before = [(one.valid_from, one.union_id, one.status) for one in people.history_of(member)]
    people.rebuild_memberships(actor=cadre, person=member)
    after = [(one.valid_from, one.union_id, one.status) for one in people.history_of(member)]
    assert after == before


def test_same_roll_a_second_time_changes_nothing(university, cadre):
    roll = rolls.university(13, count=40, kinds=tuple(rolls.MENDED))
    apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    again = checked(cadre, university, roll)
    assert counts(again) == {"new": 0, "changed": 0, "unchanged": 40, "refused": 0, "missing": 0}


def test_changed_cells_are_shown_and_written(university, cadre, roll):
    apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    later = rolls.people(11, 30)
    later[3]["title"], later[3]["phone"] = "研究员", "13912345678"
    later[5]["department"] = "图书馆" if later[5]["department"] != "图书馆" else "医学院"
    data = rolls.written(later)
    batch = checked(cadre, university, rolls.Roll("roll.xlsx", data, 30))
    assert counts(batch) == {"new": 0, "changed": 2, "unchanged": 28, "refused": 0, "missing": 0}
    apply_batch(actor=cadre, batch=batch)
    member = people.find_person_by_document("resident_id", later[3]["id"])
    assert (member.title, member.phone) == ("研究员", "13912345678")
    moved = people.find_person_by_document("resident_id", later[5]["id"])
    assert people.present_membership(moved).union.name == later[5]["department"]


def test_undo_takes_new_and_changed_rows_back_and_redo_writes_them_again(university, cadre, roll):
    apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    later = rolls.people(11, 32)
    later[3]["title"] = "研究员"
    later[5]["department"] = "图书馆" if later[5]["department"] != "图书馆" else "医学院"
    old = rolls.people(11, 30)
    batch = checked(cadre, university, rolls.Roll("roll.xlsx", rolls.written(later), 32))
    assert counts(batch)["new"] == 2
    apply_batch(actor=cadre, batch=batch)
    undone = undo_batch(actor=cadre, batch=batch)
    assert undone.state == BatchState.UNDONE
    member = people.find_person_by_document("resident_id", old[3]["id"])
    moved = people.find_person_by_document("resident_id", old[5]["id"])
    assert member.title == old[3]["title"]
    assert people.present_membership(moved).union.name == old[5]["department"]
    assert Person.objects.count() == 30
    redone = apply_batch(actor=cadre, batch=undone)
    member.refresh_from_db()
    assert redone.state == BatchState.APPLIED
    assert member.title == "研究员"
    assert people.present_membership(moved).union.name == later[5]["department"]
    assert Person.objects.count() == 32
    undo_batch(actor=cadre, batch=redone)
    member.refresh_from_db()
    assert member.title == old[3]["title"]


def test_undo_is_refused_whole_when_one_row_was_touched_and_names_it(university, cadre, roll):
    batch = apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    row = rolls.people(11, 30)[7]
    member = people.find_person_by_document("resident_id", row["id"])
    people.change_person(actor=cadre, person=member, title="教授")
    with pytest.raises(Stale) as refusal:
        undo_batch(actor=cadre, batch=batch)
    assert refusal.value.names == [row["name"]]
    assert Person.objects.count() == 30


def test_row_changed_between_check_and_confirmation_stops_the_whole_batch(university, cadre, roll):
    apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    later = rolls.people(11, 30)
    later[3]["title"] = later[4]["title"] = "研究员"
    batch = checked(cadre, university, rolls.Roll("roll.xlsx", rolls.written(later), 30))
    member = people.find_person_by_document("resident_id", later[4]["id"])
    people.change_person(actor=cadre, person=member, title="教授")
    with pytest.raises(Stale) as refusal:
        apply_batch(actor=cadre, batch=batch)
    assert refusal.value.names == [later[4]["name"]]
    other = people.find_person_by_document("resident_id", later[3]["id"])
    assert other.title != "研究员"


def test_two_batches_of_the_same_people_write_once(university, cadre, roll):
    first, second = checked(cadre, university, roll), checked(cadre, university, roll)
    apply_batch(actor=cadre, batch=first)
    with pytest.raises(Stale):
        apply_batch(actor=cadre, batch=second)
    assert Person.objects.count() == 30


def test_batch_is_written_once_only(university, cadre, roll):
    batch = apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    with pytest.raises(WrongState):
        apply_batch(actor=cadre, batch=batch)


def test_people_missing_in_the_file_are_listed_and_stay(university, cadre, roll):
    apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    fewer = rolls.people(11, 30)[:25]
    batch = checked(cadre, university, rolls.Roll("roll.xlsx", rolls.written(fewer), 25))
    assert counts(batch)["missing"] == 5
    assert Membership.objects.count() == 30


def test_cadre_of_another_union_may_not_import_here(university, roll):
    stranger = make_cadre(make_direct_union())
    with pytest.raises(Refused):
        upload(stranger, university, roll)


def test_each_batch_leaves_its_figures_and_the_digest_of_its_file_in_the_chain(
    university, cadre, roll
):
    batch = apply_batch(actor=cadre, batch=checked(cadre, university, roll))
    entry = Entry.objects.get(key="exchange.batch.applied")
    assert (entry.subject_id, entry.facts["new"], entry.facts["digest"]) == (
        batch.pk,
        30,
        batch.file.digest,
    )
