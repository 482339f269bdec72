"""Entries of a finished campaign, with what units, levels and departments said of them."""

from collections.abc import Iterator
from typing import Any

from gonghui.engines.campaigns.actions.effects import (
    made_submission,
    made_unit_notice,
    seal_notice,
)
from gonghui.engines.campaigns.actions.past.desk import Desk, Told
from gonghui.engines.campaigns.actions.past.records import PastEntry, noon
from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import (
    Attachment,
    DemocraticStep,
    EligibilityRule,
    Endorsement,
    Entry,
    Finding,
    OutsideOpinion,
    Submission,
)
from gonghui.engines.campaigns.queries.checking import kind_of
from gonghui.engines.campaigns.queries.completeness import needs_consent
from gonghui.engines.campaigns.queries.prefilling import flags_of
from gonghui.engines.campaigns.rules.past import REJECTED, WITHDRAWN, meets, way_of
from gonghui.engines.casework.api import PastCase, PastStep, write_past_cases
from gonghui.kernel.lib import bulk
from gonghui.kernel.lib.calendar import ONE_DAY

PASSED_ON = (REJECTED, WITHDRAWN)


def write_entries(desk: Desk) -> None:
    """The rows of all entries, numbered as they come, without cases and ranks."""
    rows = [_entry(desk, past) for past in desk.record.entries]
    desk.keep(rows, desk.record.diary.entered_on)
    desk.told = [Told(past, row) for past, row in zip(desk.record.entries, rows, strict=True)]


def write_said(desk: Desk) -> None:
    """Submissions, papers, meetings, notices at the units, opinions of the levels, checks."""
    diary = desk.record.diary
    desk.keep(
        [_paper(each, key, file) for each in desk.told for key, file in each.past.papers],
        diary.entered_on,
    )
    for made, on in (
        (_submissions(desk, again=False), diary.entered_on),
        (_submissions(desk, again=True), diary.reported_on),
        (_meetings(desk), diary.agreed_on),
        (_endorsements(desk), diary.accepted_on),
        (_findings(desk), diary.checked_on),
        (_opinions(desk), diary.checked_on),
    ):
        desk.keep(list(made), on)
    if "unit_publicity" in desk.standing.walk.line:
        _write_unit_notices(desk)


def write_cases(desk: Desk, reserve: set[int], table: Any) -> None:
    """The cases with their steps, tied to the entries.

    Args:
        desk: with its entries.
        reserve: keys of the entries that waited on the reserve.
        table: of the entries of the campaign.
    """
    past = [_case(desk, each, table, each.row.pk in reserve) for each in desk.told]
    cases = write_past_cases(past)
    pairs = [(case.pk, each.row.pk) for case, each in zip(cases, desk.told, strict=True)]
    bulk.update(Entry, ("case_id",), pairs)


def _entry(desk: Desk, past: PastEntry) -> Entry:
    category, diary = desk.categories[past.category], desk.record.diary
    entry = Entry(
        campaign=desk.campaign,
        category=category,
        union=past.union,
        at_union=desk.campaign.union,
        target=category.target or desk.campaign.target,
        person=past.person,
        subject_union=past.subject_union,
        name=past.name or str(getattr(past.person or past.subject_union, "name", "")),
        unit_name=past.unit_name or desk.unit_name(past.subject_union or past.union),
        position_title=past.position_title,
        answers=dict(past.answers),
        entered_by_id=desk.hand_at(past.union.pk).pk,
        submission_no=1 + bool(past.sent_back),
        submitted_at=noon(diary.reported_on if past.sent_back else diary.entered_on),
        version=2 + bool(past.sent_back),
    )
    if needs_consent(entry, desk.standing):
        entry.consented_at = noon(diary.entered_on)
    entry.flags = flags_of(entry, desk.standing.fields)
    return entry


def _paper(told: Told, key: str, file: Any) -> Attachment:
    return Attachment(entry=told.row, field_key=key, stored=file, caption=file.name[:128])


def _submissions(desk: Desk, *, again: bool) -> Iterator[Submission]:
    """What was handed in first, or again after it was sent back."""
    for each in desk.told:
        if again and not each.past.sent_back:
            continue
        papers = [(key, file.digest) for key, file in each.past.papers]
        made = made_submission(each.row, papers, desk.hand_at(each.row.union_id))
        made.submission_no = 1 + again
        yield made


def _meetings(desk: Desk) -> Iterator[DemocraticStep]:
    if not meets(desk.standing.walk):
        return
    for each in desk.told:
        met = each.past.agreed
        if met is not None:
            yield DemocraticStep(
                entry=each.row,
                kind=met.kind,
                held_on=met.held_on,
                due_count=met.due,
                present_count=met.present,
                in_favour=met.in_favour,
                against=met.against,
                abstained=met.abstained,
            )


def _write_unit_notices(desk: Desk) -> None:
    diary, walk = desk.record.diary, desk.standing.walk
    pairs = [made_unit_notice(each.row, walk, diary.agreed_on) for each in desk.told]
    for notice, line in pairs:
        seal_notice(notice, [line], desk.record.notice_at_unit)
    desk.keep([notice for notice, _line in pairs], diary.agreed_on)
    for notice, line in pairs:
        line.notice_id = notice.pk
    desk.keep([line for _notice, line in pairs], diary.agreed_on)


def _endorsements(desk: Desk) -> Iterator[Endorsement]:
    signed = desk.standing.walk.setting(StageKind.RECOMMEND, "opinion", False)
    for each in desk.told if signed else ():
        for level in desk.levels_above(each.row.union):
            yield Endorsement(
                entry=each.row,
                union=level,
                body=level.name[:64],
                opinion=desk.record.opinion,
                signer=desk.record.signer[:64],
                signed_on=desk.record.diary.accepted_on,
                given_by_id=desk.hand_at(level.pk).pk,
            )


def _findings(desk: Desk) -> Iterator[Finding]:
    """Every condition that no department answers was met; the first was not by a rejected entry."""
    by = desk.hand_at(desk.campaign.union_id).pk
    for each in desk.told:
        if each.past.outcome == WITHDRAWN:
            continue
        failed = each.past.outcome == REJECTED
        for rule in desk.conditions:
            if _looked_after(desk, rule) == StageKind.QUALIFICATION:
                note = each.past.note if failed else ""
                yield Finding(
                    entry=each.row, rule=rule, passed=not failed, note=note, found_by_id=by
                )
                failed = False


def _opinions(desk: Desk) -> Iterator[OutsideOpinion]:
    diary = desk.record.diary
    for each in desk.told:
        if each.past.outcome in PASSED_ON:
            continue
        for rule in desk.conditions:
            if _looked_after(desk, rule) == StageKind.OPINIONS:
                yield OutsideOpinion(
                    entry=each.row,
                    rule=rule,
                    asked_on=diary.accepted_on,
                    answered_on=diary.checked_on,
                    result="agree",
                )


def _looked_after(desk: Desk, rule: EligibilityRule) -> str:
    """The stage in which a condition was checked; "" where the plan did not have it."""
    kind = kind_of(rule)
    return kind if desk.standing.walk.has(kind) else ""


def _case(desk: Desk, told: Told, table: Any, on_reserve: bool) -> PastCase:
    row, diary = told.row, desk.record.diary
    levels = desk.levels_above(row.union)
    names = way_of(
        desk.standing.walk,
        told.past.outcome,
        levels=len(levels),
        sent_back=bool(told.past.sent_back),
        reserve=on_reserve,
    )
    places = [*(level.pk for level in levels), desk.campaign.union_id]
    return PastCase(
        table=table,
        subject=row,
        title=f"{row.name} · {desk.campaign}"[:128],
        union=row.union,
        person=row.person,
        opened_at=noon(diary.entered_on),
        opened_by=desk.hand_at(row.union_id),
        steps=list(_steps(desk, told, names, places)),
        clocks_from={"unit_publicity": diary.agreed_on - ONE_DAY * _counted(desk)},
    )


def _counted(desk: Desk) -> bool:
    return bool(desk.standing.walk.setting(StageKind.UNIT_PUBLICITY, "count_start_day", True))


def _steps(desk: Desk, told: Told, names: Iterator[str], places: list[int]) -> Iterator[PastStep]:
    """The steps with who took them and what was written; ``places`` are the levels from below."""
    climbing = iter(places)
    for name in names:
        if name in UNIT:
            place = told.row.union_id
        elif name == "endorse":
            place = next(climbing)
        else:
            place = places[0] if name == "send_back" else desk.campaign.union_id
        yield PastStep(
            transition=name,
            at=noon(desk.record.diary.day_of(name)),
            actor=desk.hand_at(place),
            note=_note(told.past, name),
            fields=_fields(desk, name),
        )


UNIT = ("submit", "resubmit", "decide", "finish_notice", "withdraw")


def _note(past: PastEntry, step: str) -> str:
    if step == "send_back":
        return past.sent_back
    return past.note if step in ("fail", "withdraw") else ""


def _fields(desk: Desk, step: str) -> dict[str, Any]:
    record = desk.record
    if step == "finish_notice":
        return dict(record.notice_at_unit)
    if step == "send_back":
        return {"until": record.diary.day_of("resubmit")}
    if step == "endorse":
        signed = {"signer": record.signer, "signed_on": record.diary.accepted_on}
        return {"opinion": record.opinion, **signed}
    return {}
