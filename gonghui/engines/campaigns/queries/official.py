"""The papers of a campaign as contents: decision, summary table, approval form, statement (handbook contests §12)."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import NoticeStatus, TargetKind
from gonghui.engines.campaigns.models import (
    Award,
    AwardDecision,
    Campaign,
    Entry,
    PublicNotice,
    SlateLine,
)
from gonghui.engines.campaigns.queries.organisers import chosen_organisers, organiser_title
from gonghui.engines.campaigns.queries.pickers import chosen_of
from gonghui.engines.campaigns.queries.slates import current_slate
from gonghui.engines.campaigns.rules.awards import is_prize
from gonghui.kernel.documents.api import (
    Attachment,
    Cell,
    DataTable,
    DocumentNumber,
    Form,
    Heading,
    NameList,
    OfficialDocument,
    Opinion,
    Paragraph,
    PublicityStatement,
    Row,
    SummaryColumn,
    SummaryTable,
    sorted_by_strokes,
)
from gonghui.kernel.lib.sorting import stroke_key

MANY = 12
LABELS = (("所在单位", 18), ("职务（岗位）", 14), ("组别", 12), ("等次", 8), ("推荐工会", 20))


def decision_document(decision: AwardDecision, agency_code: str = "") -> OfficialDocument:
    """The decision as GB/T 9704 knows it; names in the order of surname strokes.

    Up to a dozen names stand in the text, more of them in an attachment.
    """
    campaign = decision.campaign
    groups = _groups(decision)
    honour = title_of(campaign)
    body: list[Any] = [Paragraph(_opening(campaign, groups))]
    attachments: tuple[Attachment, ...] = ()
    if sum(len(lines) for lines in groups.values()) <= MANY:
        body += _listed(groups)
    else:
        body.append(Paragraph(_("名单见附件。")))
        title = _("%(title)s名单") % {"title": honour}
        attachments = (Attachment(title, tuple(_listed(groups))),)
    if organisers := chosen_organisers(decision.slate):
        words = {
            "title": organiser_title(campaign),
            "names": "、".join(each["name"] for each in organisers),
        }
        body.append(Paragraph(_("授予下列单位“%(title)s”：%(names)s。") % words))
    body.append(Paragraph(_("希望受表彰的单位和个人珍惜荣誉，再接再厉，发挥示范引领作用。")))
    return OfficialDocument(
        title=decision.title,
        body=tuple(body),
        mark=_("%(union)s文件") % {"union": campaign.union.name},
        number=DocumentNumber(agency_code) if agency_code else None,
        addressees=(_("各市教育工会，各直属基层工会"),),
        attachments=attachments,
        signed_by=(campaign.union.name,),
        signed_on=decision.decided_on,
    )


def _opening(campaign: Campaign, groups: dict[str, list[SlateLine]]) -> str:
    """The sentence that gives: prizes of an edition, or a title."""
    if all(is_prize(lines[0].grade) for lines in groups.values()):
        return _("经评审和公示，决定对在%(edition)s中获奖的下列对象予以表彰。") % {
            "edition": str(campaign)
        }
    return _("经推荐评选、研究和公示，决定授予下列对象“%(title)s”称号。") % {
        "title": title_of(campaign)
    }


def decision_title(campaign: Campaign) -> str:
    """How the decision is called until somebody calls it otherwise."""
    slate = current_slate(campaign)
    grades = {line.grade for line in slate.lines.all() if not line.is_reserve} if slate else set()
    if grades and all(is_prize(grade) for grade in grades):
        return _("关于表彰%(edition)s获奖者的决定") % {"edition": str(campaign)}
    return _("关于授予“%(title)s”称号的决定") % {"title": title_of(campaign)}


def title_of(campaign: Campaign) -> str:
    """What is given: the name of the series, which is not that of the call."""
    return campaign.series.name if campaign.series else campaign.title


def _groups(decision: AwardDecision) -> dict[str, list[SlateLine]]:
    """Category and grade → lines by surname strokes."""
    groups: dict[str, list[SlateLine]] = defaultdict(list)
    for line in decision.slate.lines.select_related("entry", "category"):
        if not line.is_reserve:
            groups[line.category.name + line.grade].append(line)
    for lines in groups.values():
        lines.sort(key=lambda line: stroke_key(line.entry.name))
    return groups


def _listed(groups: dict[str, list[SlateLine]]) -> list[Any]:
    """A heading and the names for every group; names alone where there are many persons."""
    found: list[Any] = []
    for key, lines in groups.items():
        found.append(Heading(_("%(group)s（%(n)s个）") % {"group": key, "n": len(lines)}))
        persons = all(line.entry.target == TargetKind.PERSON for line in lines)
        if persons and len(lines) > MANY:
            found.append(NameList(tuple(line.entry.name for line in lines)))
        else:
            rows = tuple((line.entry.name, line.entry.unit_name) for line in lines)
            found.append(DataTable((_("获得者"), _("所在单位")), rows, widths=(2, 3)))
    return found


def summary_table(campaign: Campaign) -> SummaryTable:
    """汇总表 of the present slate, sorted by surname strokes."""
    slate = current_slate(campaign)
    lines = [line for line in slate.lines.all() if not line.is_reserve] if slate else []
    rows = tuple(
        (
            str(place),
            line.entry.name,
            line.entry.unit_name,
            line.entry.position_title,
            line.category.name,
            line.grade,
            line.entry.union.name,
        )
        for place, line in enumerate(lines, 1)
    )
    columns = (
        SummaryColumn(_("序号"), 6),
        SummaryColumn(_("姓名（名称）"), 12),
        *(SummaryColumn(label, width) for label, width in LABELS),
    )
    title = _("%(campaign)s拟表彰对象汇总表") % {"campaign": campaign}
    return sorted_by_strokes(SummaryTable(title, columns, rows), 1)


def approval_form(entry: Entry) -> Form:
    """审批表 of one entry: who it is, the answers, what every level said."""
    said = entry.endorsements.all()
    rows = [
        _pair(_("姓名（名称）"), entry.name, _("所在单位"), entry.unit_name),
        _pair(_("职务（岗位）"), entry.position_title, _("推荐工会"), entry.union.name),
        *_answers(entry),
        *(_opinion(one.body, one.opinion, one.signer, one.signed_on) for one in said),
        _opinion(entry.campaign.union.name, "", "", None),
    ]
    title = _("%(campaign)s审批表") % {"campaign": entry.campaign}
    return Form(title=title, widths=(3, 5, 3, 5), rows=tuple(rows))


def _pair(*texts: str) -> Row:
    return Row(tuple(Cell(text, label=place % 2 == 0) for place, text in enumerate(texts)))


def _answers(entry: Entry) -> list[Row]:
    """One row for every plain answer, in the order of the form."""
    questions = list(entry.campaign.form_fields.order_by("position"))
    chosen = chosen_of(entry, questions)
    answers = entry.answers | {key: choice.name for key, choice in chosen.items()}
    return [
        Row(
            (
                Cell(each.label, label=True),
                Cell(str(answers[each.key]), columns=3, align="left", fit="shrink"),
            ),
            14,
        )
        for each in questions
        if type(answers.get(each.key)) in (str, int, float) and answers[each.key] != ""
    ]


def _opinion(body: str, text: str, signer: str, signed_on: Any) -> Row:
    opinion = Opinion(text=text, signer=signer, signed_on=signed_on)
    label = Cell(_("%(body)s意见") % {"body": body}, label=True)
    return Row((label, Cell(columns=3, opinion=opinion)), 32)


def publicity_statement(notice: PublicNotice) -> OfficialDocument:
    """公示情况说明 of a notice."""
    closed = notice.status == NoticeStatus.ENDED
    return PublicityStatement(
        campaign=str(notice.campaign),
        names=tuple(line.name for line in notice.lines.all()),
        first_day=notice.starts_on,
        last_day=notice.ends_on,
        days=notice.days,
        place=notice.channels or _("门户网站"),
        union=notice.union.name,
        signed_on=notice.ends_on,
        result=notice.statement if closed else _("公示尚未结束。"),
    ).as_document()


def certificate_text(award: Award) -> str:
    """What a certificate says: a prize was won in an edition, a title is held."""
    if is_prize(award.grade) and award.campaign is not None:
        words = {"campaign": str(award.campaign), "grade": award.grade}
        return _("在%(campaign)s中荣获%(grade)s，特颁此证。") % words
    return _("荣获%(year)s年“%(title)s”称号，特颁此证。") % {
        "year": award.year,
        "title": award.called,
    }
