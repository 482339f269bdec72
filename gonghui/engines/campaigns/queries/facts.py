"""Conditions that the records answer, so that nobody types them (handbook homes §4, contests §2.6).

An answer is yes, no, or None where the records do not say; then an officer decides. Rooms register what
they know through ``register_record_fact``.
"""

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import AwardStatus, FormFieldKind
from gonghui.engines.campaigns.models import Award, Entry
from gonghui.engines.campaigns.queries.entries import entries_beside
from gonghui.engines.campaigns.queries.recordchecks import cut_off_of, own_awards, years_between
from gonghui.engines.campaigns.rules.facts import RecordAnswer, register_record_fact
from gonghui.kernel.lib import dates
from gonghui.kernel.unions.api import Union, present_term

UNKNOWN = RecordAnswer(None)


def rated_union(entry: Entry) -> Union:
    """The union that an entry is about."""
    return entry.subject_union or entry.union


def term_runs(entry: Entry) -> RecordAnswer:
    """Whether the committee is within its term."""
    term = present_term(rated_union(entry))
    if term is None:
        return RecordAnswer(None, _("届次台账中没有本届委员会的记录，请按材料审查。"))
    due = term.extended_to or term.due_end
    words = {"n": term.term_no, "day": due.isoformat()}
    if due < dates.today():
        return RecordAnswer(False, _("第%(n)s届已于 %(day)s 届满，尚未换届。") % words)
    return RecordAnswer(True, _("第%(n)s届，任期至 %(day)s。") % words)


def is_legal_person(entry: Entry) -> RecordAnswer:
    """Whether the union is a legal person with a certificate that is still valid."""
    union = rated_union(entry)
    until = union.certificate_valid_to
    if not union.legal_person:
        return RecordAnswer(False, _("工会名册没有登记法人资格。"))
    if until is not None and until < dates.today():
        return RecordAnswer(False, _("法人资格证书%(day)s到期。") % {"day": until})
    return RecordAnswer(True, union.certificate_no or _("工会名册登记有法人资格。"))


def never_held(entry: Entry) -> RecordAnswer:
    """Whether the holder, or the same result, was not given this honour before."""
    series = entry.campaign.series
    if series is None:
        return UNKNOWN
    given = Award._base_manager.filter(series=series).exclude(status=AwardStatus.REVOKED)
    rows = given & own_awards(entry)
    number = patent_of(entry)
    if number:
        rows = rows | given.filter(**{f"entry__answers__{number[0]}": number[1]})
    found = rows.order_by("-granted_on").first()
    if found is None:
        return RecordAnswer(True)
    words = {"year": found.year, "title": found.title, "name": found.holder_name}
    return RecordAnswer(False, _("%(year)d年已获“%(title)s”（%(name)s）。") % words)


def entered_once(entry: Entry) -> RecordAnswer:
    """Whether nobody else puts the same holder or result forward in this campaign."""
    rows = entries_beside(entry).filter(submission_no__gt=0)
    if entry.person_id:
        same = rows.filter(person=entry.person_id)
    elif entry.subject_union_id:
        same = rows.filter(subject_union=entry.subject_union_id)
    else:
        same = rows.filter(name=entry.name, person=None, subject_union=None)
        number = patent_of(entry)
        if number:
            same = same | rows.filter(**{f"answers__{number[0]}": number[1]})
    found = same.select_related("union").order_by("pk").first()
    if found is None:
        return RecordAnswer(True)
    return RecordAnswer(False, _("“%(union)s”也推荐了这一项。") % {"union": found.union})


def patent_of(entry: Entry) -> tuple[str, str] | None:
    """Key and answer of the patent number of an entry."""
    fields = entry.campaign.form_fields.filter(kind=FormFieldKind.PATENT)
    for key in fields.values_list("key", flat=True):
        if entry.answers.get(key):
            return key, entry.answers[key]
    return None


def young_enough(entry: Entry) -> RecordAnswer:
    """Whether the candidate is not older than the plan's ``oldest`` on its day."""
    oldest, person = entry.campaign.settings.get("oldest"), entry.person
    if not oldest or person is None or person.born_on is None:
        return UNKNOWN
    day = cut_off_of(entry)
    age = years_between(person.born_on, day)
    words = {"day": day.isoformat(), "age": age}
    return RecordAnswer(age <= int(oldest), _("至%(day)s %(age)d周岁。") % words)


def holds_base(entry: Entry) -> RecordAnswer:
    """Whether the honour that must be held before stands in the register (``base_series``)."""
    wanted = entry.campaign.settings.get("base_series")
    if not wanted:
        return UNKNOWN
    found = own_awards(entry).filter(series__key=wanted).order_by("-granted_on").first()
    return RecordAnswer(found is not None, found.title if found else "")


def register_facts() -> None:
    """Declare what this engine can answer."""
    for key, label, answer in (
        ("union.term", "工会委员会在任期内（届次台账）", term_runs),
        ("union.legal_person", "有工会法人资格（法人证书）", is_legal_person),
        ("award.never_held", "未曾获得这项荣誉（荣誉台账）", never_held),
        ("award.base", "已获须先获得的荣誉（荣誉台账）", holds_base),
        ("entry.once", "没有重复推荐（本次申报）", entered_once),
        ("person.age", "年龄不超过上限（会员档案）", young_enough),
    ):
        register_record_fact(key, label, answer)
