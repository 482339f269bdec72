"""Why a seat must not judge an entry, from what the records tell (handbook contests §3)."""

from collections.abc import Iterator

from gonghui.engines.campaigns.enums import FormFieldKind
from gonghui.engines.campaigns.models import Entry, Expert, Panel, Seat
from gonghui.engines.campaigns.rules.recusals import EntryFacts, JudgeFacts, recusal_reasons
from gonghui.kernel.access.api import union_of_person
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.unions.api import grassroots_of


def reasons_to_recuse(panel: Panel, expert: Expert) -> Iterator[tuple[Entry, str, str]]:
    """Entries before the panel that the expert must not judge: entry, kind, sentence; one each."""
    judge = judge_facts(expert)
    with everything("recusal is found across all unions"):
        entries = list(
            panel.entries.select_related("union", "entered_by", "subject_union").order_by("pk")
        )
    for entry in entries:
        reasons = recusal_reasons(judge, entry_facts(entry))
        if reasons:
            yield entry, reasons[0].kind, "；".join(each.sentence for each in reasons)


def judge_facts(expert: Expert) -> JudgeFacts:
    """What the records know of a judge: the grassroots union, and the kinship statement."""
    with everything("recusal is found across all unions"):
        union = union_of_person(expert.person)
        home = grassroots_of(union) if union is not None else None
    return JudgeFacts(
        person=expert.person_id,
        union_path=home.path if home is not None else "",
        kin=frozenset(expert.kin),
    )


def entry_facts(entry: Entry) -> EntryFacts:
    """What the records know of an entry: union, candidate, people it names, who entered it."""
    named = [each for each in entry.answers.values() if isinstance(each, dict)]
    people = {each["person"] for each in named if "person" in each}
    chosen = entry.campaign.form_fields.filter(kind=FormFieldKind.PERSON)
    people |= {entry.answers.get(key) for key in chosen.values_list("key", flat=True)} - {None, ""}
    people |= {entry.person_id} if entry.person_id else set()
    nominators = {entry.entered_by.person_id} if entry.entered_by else set()
    return EntryFacts(
        key=str(entry.pk),
        union_path=entry.union.path,
        people=frozenset(people),
        names=frozenset({entry.name}),
        nominators=frozenset(pk for pk in nominators if pk is not None),
    )


def recused_entries(seat: Seat) -> list[int]:
    """Primary keys of the entries that a seat stands back from."""
    return list(seat.recusals.values_list("entry_id", flat=True))
