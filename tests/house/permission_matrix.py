"""Who gets what from every address of the program. This file is data; ``test_permission_matrix`` tries it.

Add a line when you add an address::

    "room:thing-verb": Row((LOGIN, 403, 403, 200), role="union_cadre"),

The four answers stand for, in this order:

- **nobody**: not signed in. ``LOGIN`` means: sent to the sign-in page.
- **wrong union**: the same kind of cadre, but at ``world.other``, which is neither above nor below.
- **lower level**: a cadre one level below the right one (``branch_cadre`` at ``world.branch``, or the
  university's cadre where the right role is of the province or the city); a member's lower level is an
  account without post and person.
- **right role**: ``role`` at its place: ``province_cadre`` at ``world.federation``, ``city_cadre`` at
  ``world.city``, ``union_cadre`` (default), ``auditor`` and ``reader`` at ``world.university``,
  ``branch_cadre`` at ``world.branch``, ``member`` a member of the branch.

Further arguments of ``Row``: ``kwargs`` makes the parts of the address from the world
(``kwargs=lambda world: {"pk": world.university.pk}``), ``query`` and ``data`` (also as a function of the
world) are sent along, ``method``
is "get" or "post". An address that only changes something gets ``method="post"``; everything it writes
is rolled back. Things that only your rows need are made by a function below and asked for with
``world.thing(make_case)``: it is made once, with everything in scope.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gonghui.engines.campaigns.actions.notices import Posting, post_notice
from gonghui.engines.campaigns.actions.slates import Meeting, propose_slate, record_deliberation
from gonghui.engines.campaigns.models import (
    Attachment,
    Campaign,
    Category,
    EligibilityRule,
    Objection,
    Stage,
)
from gonghui.engines.casework.api import open_case
from gonghui.engines.casework.models import Delegation
from gonghui.kernel.access.models import Post, User
from gonghui.kernel.documents.models import Certificate
from gonghui.kernel.exchange.models import Batch
from gonghui.kernel.files.api import store_bytes
from gonghui.kernel.files.purposes import purposes
from gonghui.kernel.indicators.api import Count, Indicator, RowColumn, indicators
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.registry import Registry
from gonghui.kernel.people.models import IdentityDocument, Membership, MembershipEvent, Person
from gonghui.kernel.unions.enums import UnionKind
from gonghui.kernel.unions.models import Union
from gonghui.rooms.honours.actions.studios import add_member, found_studio
from gonghui.rooms.honours.actions.workers import open_file
from gonghui.rooms.organising.actions.foundings import survey_unit
from gonghui.rooms.organising.models import Applicant, Election, FoundingCase
from gonghui.rooms.organising.queries.foundings import case_of
from tests.engines.casework import kettle
from tests.factories.access import make_cadre, make_member, make_user
from tests.factories.awards import make_award
from tests.factories.campaigns import make_campaign, make_draft
from tests.factories.documents import make_certificate, make_document
from tests.factories.entries import make_entry
from tests.factories.files import StoredFileFactory, purpose
from tests.factories.jobs import JobFactory
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.slates import make_ranked
from tests.factories.unions import (
    make_branch,
    make_city_union,
    make_direct_union,
    make_federation,
    make_unit,
)

LOGIN = "login"
EXCLUDED = {
    "cms/": "Wagtail's page editor asks its own permissions, tested with the portal",
    "documents/": "Wagtail's documents, tested with the portal",
    "_util/": "Wagtail's password pages of private pages, which the portal does not use",
    "^(": "Wagtail's pages are public, tested with the portal",
}
"""Prefixes of addresses that are not tried, with the reason."""


@dataclass(frozen=True)
class Row:
    """What one address answers: nobody, wrong union, lower level, right role."""

    answers: tuple[int | str, int | str, int | str, int | str]
    role: str = "union_cadre"
    kwargs: Callable[["World"], dict[str, Any]] = field(default=lambda _world: {})
    query: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] | Callable[["World"], dict[str, Any]] = field(default_factory=dict)
    method: str = "get"


class World:
    """A federation with two universities and a city, somebody in every role, one member."""

    def __init__(self) -> None:
        self.federation: Union = make_federation()
        self.city: Union = make_city_union(self.federation)
        self.university: Union = make_direct_union(self.federation, "甲大学工会")
        self.other: Union = make_direct_union(self.federation, "乙大学工会")
        self.branch: Union = make_branch(self.university, "计算机学院分工会")
        self.group: Union = make_branch(self.branch, "第一小组", kind=UnionKind.GROUP)
        self.person: Person = self._member_of(self.branch, "李四", "11010519491231002X")
        self.stranger: Person = self._member_of(self.other, "王五", "329901198001011234")
        self._users = {
            "province_cadre": make_cadre(self.federation, role="province_cadre"),
            "city_cadre": make_cadre(self.city, role="city_cadre"),
            "union_cadre": make_cadre(self.university),
            "branch_cadre": make_cadre(self.branch, role="branch_cadre"),
            "auditor": make_cadre(self.university, role="auditor"),
            "reader": make_cadre(self.university, role="reader"),
            "member": make_member(self.person),
            "other_cadre": make_cadre(self.other),
            "other_member": make_member(self.stranger),
            "bare": make_user(),
        }
        self._things: dict[Callable[[World], Any], Any] = {}
        self._declared: list[tuple[Registry, str]] = []

    def thing(self, make: Callable[["World"], Any]) -> Any:
        """What ``make(world)`` made, once."""
        if make not in self._things:
            with scoping.everything("permission matrix"):
                self._things[make] = make(self)
        return self._things[make]

    def declare(self, registry: Registry, key: str, item: Any) -> str:
        """Register ``item`` while the matrix is tried; returns its key."""
        registry.register(key, item)
        self._declared.append((registry, key))
        return key

    def close(self) -> None:
        """Take back what was declared."""
        for registry, key in self._declared:
            del registry._items[key]

    def user(self, role: str) -> User:
        """The account in ``role``."""
        return self._users[role]

    def enlist(self, role: str, user: User) -> None:
        """Let ``user`` stand for a role that only some rows need."""
        self._users[role] = user

    def actors(self, role: str) -> list[User | None]:
        """Who stands for the four answers."""
        if role == "member":
            lower, wrong = "bare", "other_member"
        else:
            upper = role in ("province_cadre", "city_cadre")
            lower, wrong = ("union_cadre" if upper else "branch_cadre"), "other_cadre"
        return [None, self.user(wrong), self.user(lower), self.user(role)]

    def _member_of(self, union: Union, name: str, doc_no: str) -> Person:
        person = Person.objects.create(name=name, name_pinyin="x", name_initials="x")
        Membership.objects.create(
            person=person,
            union=union,
            status="normal",
            valid_from=date(2020, 1, 1),
            valid_to=FOREVER,
        )
        IdentityDocument.objects.create(
            person=person, doc_type="resident_id", doc_no=doc_no, doc_hash=doc_no
        )
        return person


# Things that rows ask for ------------------------------------------------------------------------


def branch_account(world: World) -> dict[str, Any]:
    """The account that holds the post at the branch."""
    return {"pk": world.user("branch_cadre").pk}


def branch_post(world: World) -> dict[str, Any]:
    """The post at the branch."""
    return {"pk": Post.objects.get(user=world.user("branch_cadre")).pk}


def member_field(world: World) -> dict[str, Any]:
    """The phone of the branch's member."""
    return {"person_id": world.person.pk, "field": "phone"}


def job(world: World) -> dict[str, Any]:
    """A job of the university's cadre."""
    return {"pk": JobFactory(owner=world.user("union_cadre")).pk}


def notice(world: World) -> dict[str, Any]:
    """A message to the university's cadre."""
    return {"pk": NoticeFactory(recipient=world.user("union_cadre"), link="/desk/").pk}


def delivery(_world: World) -> dict[str, Any]:
    """A mail that nobody knows the fate of."""
    return {"pk": DeliveryFactory(state="unknown").pk}


def tea(world: World) -> dict[str, Any]:
    """A case of the university, of the procedure that only tests use."""
    case = open_case(
        actor=world.user("union_cadre"),
        table_key=kettle.KETTLE.key,
        subject=world.university,
        union=world.university,
        person=world.person,
        title="一壶茶",
    )
    return {"pk": case.pk}


def university(world: World) -> dict[str, Any]:
    """The university's union."""
    return {"pk": world.university.pk}


def unit_of_university(world: World) -> dict[str, Any]:
    """The university."""
    return {"pk": world.university.coverages.get().unit_id}


def school(world: World) -> dict[str, Any]:
    """A school of the city without a union."""
    return {"pk": make_unit("无工会学校").pk}


def member_of_branch(world: World) -> dict[str, Any]:
    """The branch's member."""
    return {"person_id": world.person.pk}


def event(world: World) -> dict[str, Any]:
    """How the branch's member joined."""
    made = MembershipEvent.objects.create(
        person=world.person, union=world.branch, kind="admit", happened_on=date(2020, 1, 1)
    )
    return {"person_id": world.person.pk, "event_id": made.pk}


def founding(world: World) -> dict[str, Any]:
    """A founding of the city."""
    case = survey_unit(actor=world.user("city_cadre"), unit=make_unit("筹建学校"))
    return {"pk": case.subject_id}


def founding_case(world: World) -> dict[str, Any]:
    """The case of that founding."""
    return {"pk": case_of(FoundingCase.objects.get(**world.thing(founding))).pk}


def applicant(world: World) -> dict[str, Any]:
    """Somebody who applied there."""
    pk, person = world.thing(founding)["pk"], Person.objects.create(name="赵六")
    Applicant.objects.create(founding_id=pk, person=person, applied_on=date(2025, 1, 1))
    return {"pk": pk, "person_id": person.pk}


def count_sheet(world: World) -> dict[str, Any]:
    """A count sheet of the city's founding."""
    numbers = dict.fromkeys(
        ("round_no", "seats", "should_attend", "present", "issued", "recovered", "valid"), 1
    )
    made = Election.objects.create(
        case_id=world.thing(founding_case)["pk"],
        union=world.city,
        body="committee",
        held_on=date(2025, 1, 1),
        **numbers,
    )
    return {"pk": made.pk}


def delegation(world: World) -> dict[str, Any]:
    """The university's cadre asked the branch's to stand in."""
    made = Delegation.objects.create(
        giver=world.user("union_cadre"),
        taker=world.user("branch_cadre"),
        valid_from=date(2020, 1, 1),
        valid_to=FOREVER,
    )
    return {"pk": made.pk}


def stored(world: World) -> dict[str, Any]:
    """A file of the university's cadre whose bytes are gone."""
    kind = world.declare(purposes, "matrix.file", purpose(key="matrix.file"))
    return {"key": StoredFileFactory(purpose=kind, owner=world.user("union_cadre")).key}


def counted(world: World) -> dict[str, Any]:
    """A figure that counts unions and opens for those who may read the log."""
    count = Indicator(
        key="matrix.unions",
        name="工会数",
        unit="个",
        definition="全部工会",
        measure=Count(lambda _question: Union.objects.order_by("pk")),
        columns=(RowColumn("工会", lambda union: union.name),),
        permission="audit.entry:read",
    )
    return {"key": world.declare(indicators, count.key, count)}


def roll(world: World) -> dict[str, Any]:
    """A member roll that the university's cadre sent in and gave up again."""
    cadre = world.user("union_cadre")
    file = store_bytes(
        actor=cadre,
        name="名册.csv",
        data="姓名,身份证号\n".encode(),
        purpose="exchange.upload",
        union=world.university,
        content_type="text/csv",
    )
    batch = Batch.objects.create(
        target="organising.roll",
        union=world.university,
        owner=cadre,
        file=file,
        state="discarded",
    )
    return {"pk": batch.pk}


def rolls(_world: World) -> dict[str, Any]:
    """What member rolls are imported as."""
    return {"target": "organising.roll"}


def award(world: World) -> dict[str, Any]:
    """An honour of the university, kept by the university."""
    return {"pk": make_award(world.university).pk}


def draft(world: World) -> dict[str, Any]:
    """A campaign that the university plans."""
    return {"pk": make_draft(world.university).pk}


def scored_draft(world: World) -> dict[str, Any]:
    """A teaching contest that the university plans, with its standards of points."""
    return {"pk": make_draft(world.university, "teaching_contest").pk}


def draft_part(world: World) -> dict[str, Any]:
    """Its first stage."""
    pk = world.thing(draft)["pk"]
    return {"pk": pk, "part": "stages", "row": Stage.objects.filter(campaign=pk).first().pk}


def draft_group(world: World) -> dict[str, Any]:
    """Its first group."""
    pk = world.thing(draft)["pk"]
    return {"pk": pk, "category": Category.objects.filter(campaign=pk).first().pk}


def campaign(world: World) -> dict[str, Any]:
    """A campaign that the university opened."""
    return {"pk": make_campaign(world.university).pk}


def entry(world: World) -> dict[str, Any]:
    """A draft that the university entered in its own campaign."""
    found = Campaign.objects.get(pk=world.thing(campaign)["pk"])
    return {"entry": make_entry(found, world.university).pk}


def entry_paper(world: World) -> dict[str, Any]:
    """A paper of that draft."""
    stored = StoredFileFactory(purpose="campaigns.paper")
    made = Attachment.objects.create(
        entry_id=world.thing(entry)["entry"], field_key="proof", stored=stored
    )
    return {"paper": made.pk}


def condition(world: World) -> dict[str, Any]:
    """A condition of the campaign that a department answers."""
    pk = world.thing(campaign)["pk"]
    made = EligibilityRule.objects.create(
        campaign_id=pk, code="party", label="廉政意见", department="纪检机关"
    )
    return {"pk": pk, "rule": made.pk}


def campaign_group(world: World) -> dict[str, Any]:
    """A group of the campaign."""
    pk = world.thing(campaign)["pk"]
    return {"pk": pk, "category": Category.objects.filter(campaign=pk).first().pk}


def campaign_stage(world: World) -> dict[str, Any]:
    """Its nomination."""
    pk = world.thing(campaign)["pk"]
    return {"pk": pk, "stage": Stage.objects.get(campaign=pk, kind="nominate").pk}


def paper(world: World) -> dict[str, Any]:
    """A draft of the university."""
    return {"pk": make_document(world.university).pk}


def issued_paper(world: World) -> dict[str, Any]:
    """An issued letter of the university."""
    return {"pk": make_document(world.university, issued=True).pk}


def certificate(world: World) -> dict[str, Any]:
    """A certificate that the university granted to the branch's member."""
    return {"pk": make_certificate(world.university, person=world.person).pk}


def check_of_certificate(world: World) -> dict[str, Any]:
    """What its code leads to."""
    return {"token": Certificate.objects.get(**world.thing(certificate)).token}


def decided(world: World) -> dict[str, Any]:
    """A campaign of the university with a slate, a notice everybody reads, and an objection."""
    found = make_ranked(world.university, [world.branch, world.group], places=2, woman_from=1)
    propose_slate(actor=SYSTEM, campaign=found)
    meeting = Meeting(meeting="会议", held_on=date(2025, 1, 1), attendees="甲", in_favour=1)
    record_deliberation(actor=SYSTEM, campaign=found, meeting=meeting)
    posting = Posting(title="公示", starts_on=dates.today(), scope="public", contacts=["工会"])
    notice = post_notice(actor=SYSTEM, campaign=found, posting=posting)
    line = notice.lines.first()
    objection = Objection.objects.create(
        notice=notice, entry=line.entry, form="anonymous", facts="有异议"
    )
    return {
        "campaign": {"pk": found.pk},
        "notice": {"pk": notice.pk},
        "objection": {"pk": objection.pk},
        "entry": {"pk": line.entry_id},
    }


def of_decided(key: str, **more: str) -> Callable[[World], dict[str, Any]]:
    """One of the things of ``decided``."""
    return lambda world: {**world.thing(decided)[key], **more}


def studio(world: World) -> dict[str, Any]:
    """A studio of the university with one member."""
    made = found_studio(
        actor=SYSTEM,
        union=world.university,
        name="工作室",
        leader_name="甲",
        founded_on=date(2020, 1, 1),
    )
    member = add_member(actor=SYSTEM, studio=made, name="乙", joined_on=date(2020, 1, 1))
    return {"pk": made.pk, "member": member.pk}


def worker(world: World) -> dict[str, Any]:
    """The file of a model worker of the university."""
    facts = {"name": "丙", "status_on": date(2020, 1, 1)}
    return {"pk": open_file(actor=SYSTEM, union=world.university, **facts).pk}


def agreed(world: World) -> dict[str, Any]:
    """Somebody who agreed to be shown."""
    make_award(world.university, person=world.person, shown_publicly=True)
    return {"pk": world.person.pk}


def of_studio(**more: Any) -> Callable[[World], dict[str, Any]]:
    """The studio of ``studio``."""
    return lambda world: {"pk": world.thing(studio)["pk"], **more}


# The matrix --------------------------------------------------------------------------------------

PHONE = {"field": "phone"}
REASON = {"reason": "核对人员信息"}
MATRIX: dict[str, Row] = {
    # access: one's own account
    "access:login": Row((200, 302, 302, 302)),
    "access:logout": Row((302, 302, 302, 302), method="post"),
    "access:home": Row((LOGIN, 302, 302, 302)),
    "access:account": Row((LOGIN, 200, 200, 200), role="member"),
    "access:password": Row((LOGIN, 200, 200, 200), role="member"),
    "access:large-text": Row((302, 302, 302, 302), method="post"),
    "access:sessions-end-others": Row((LOGIN, 302, 302, 302), method="post"),
    "access:session-end": Row(
        (LOGIN, 404, 404, 404), kwargs=lambda _world: {"handle": "foreign"}, method="post"
    ),
    # access: accounts and posts below one's own union
    "access:accounts": Row((LOGIN, 200, 403, 200)),
    "access:account-open": Row((LOGIN, 200, 403, 200)),
    "access:account-open-person": Row(
        (LOGIN, 404, 403, 200), kwargs=lambda world: {"person_id": world.person.pk}
    ),
    "access:account-of": Row((LOGIN, 404, 403, 200), kwargs=branch_account),
    "access:account-reset": Row((LOGIN, 404, 403, 200), kwargs=branch_account, method="post"),
    "access:account-stop": Row(
        (LOGIN, 404, 403, 302), kwargs=branch_account, method="post", data=REASON
    ),
    "access:post-grant": Row((LOGIN, 404, 403, 200), kwargs=branch_account),
    "access:post-end": Row((LOGIN, 403, 403, 302), kwargs=branch_post, method="post", data=REASON),
    # access: masked values
    "access:unmask": Row((LOGIN, 404, 200, 200), kwargs=member_field, method="post", data=REASON),
    "access:unmaskings": Row((LOGIN, 200, 403, 200), role="auditor"),
    # ui
    "ui:large-text": Row((302, 302, 302, 302)),
    "ui:act": Row(
        (LOGIN, 404, 302, 404),
        method="post",
        data=lambda world: {"post": branch_post(world)["pk"]},
    ),
    "ui:draft": Row((LOGIN, 404, 404, 404), query={"key": "nobody.wrote"}),
    "ui:draft-drop": Row((LOGIN, 404, 404, 404), method="post"),
    # audit
    "audit:entries": Row((LOGIN, 200, 403, 200), role="auditor"),
    # files: what a purpose allows; the sample's owner only
    "files:download": Row((LOGIN, 403, 403, 410), kwargs=lambda world: world.thing(stored)),
    # notices and jobs: one's own
    "notices:inbox": Row((LOGIN, 200, 200, 200)),
    "notices:open": Row((LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(notice)),
    "notices:read-all": Row((LOGIN, 302, 302, 302), method="post"),
    "notices:delivery-list": Row((LOGIN, 403, 403, 200), role="province_cadre"),
    "notices:resend": Row(
        (LOGIN, 403, 403, 302),
        role="province_cadre",
        kwargs=lambda world: world.thing(delivery),
        method="post",
    ),
    "jobs:job-list": Row((LOGIN, 200, 200, 200)),
    "jobs:job-detail": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(job)),
    "jobs:job-progress": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(job)),
    "jobs:job-cancel": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(job), method="post"
    ),
    # exchange: batches of unions where one may import
    "exchange:batch-list": Row((LOGIN, 200, 200, 200)),
    "exchange:export": Row((LOGIN, 403, 403, 403)),  # without a signed wish
    "exchange:upload": Row((LOGIN, 200, 403, 200), kwargs=rolls),
    "exchange:template": Row((LOGIN, 200, 403, 200), kwargs=rolls),
    "exchange:batch": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(roll)),
    "exchange:batch-mapping": Row(
        (LOGIN, 404, 404, 422), kwargs=lambda world: world.thing(roll), method="post"
    ),
    "exchange:batch-check": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(roll), method="post"
    ),
    "exchange:batch-confirm": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(roll), method="post"
    ),
    "exchange:batch-undo": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(roll), method="post"
    ),
    "exchange:batch-discard": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(roll), method="post"
    ),
    "exchange:batch-answer": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(roll), method="post"
    ),
    # indicators and the review: figures below one's own union
    "indicators:figure": Row((LOGIN, 200, 200, 200), kwargs=lambda world: world.thing(counted)),
    "indicators:rows": Row(
        (LOGIN, 200, 403, 200),
        kwargs=lambda world: {**world.thing(counted), "row_set": "rows"},
    ),
    "review:home": Row((LOGIN, 200, 200, 200)),
    "review:trend": Row((LOGIN, 200, 200, 200), kwargs=lambda world: world.thing(counted)),
    # casework: cases in scope, steps by permission
    "casework:inbox": Row((LOGIN, 200, 200, 200)),
    "casework:case-detail": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(tea)),
    "casework:case-step": Row(
        (LOGIN, 404, 404, 200),
        kwargs=lambda world: {**world.thing(tea), "transition": "steep"},
    ),
    "casework:document-add": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(tea)),
    "casework:delegation-list": Row((LOGIN, 200, 200, 200)),
    "casework:delegation-end": Row(
        (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(delegation), method="post"
    ),
    # campaigns: planned, opened and led on by their organiser
    "campaigns:list": Row((LOGIN, 200, 403, 200)),
    "campaigns:calls": Row((LOGIN, 200, 200, 200)),
    "campaigns:start": Row((LOGIN, 200, 403, 200)),
    "campaigns:past": Row((LOGIN, 200, 403, 200)),
    "campaigns:plan": Row(
        (LOGIN, 404, 403, 200),
        kwargs=lambda world: {"source": f"campaign:{world.thing(draft)['pk']}"},
    ),
    **{
        f"campaigns:{name}": Row((LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(draft))
        for name in (
            "compose",
            "preview",
            "edit",
            "schedule",
            "save",
            "drop",
            "open",
            "quotas",
            "rehearse",
        )
    },
    **{
        f"campaigns:{name}": Row(
            (LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(draft_group)
        )
        for name in ("split", "split-shown")
    },
    "campaigns:rubric-add": Row((LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(draft)),
    "campaigns:rubric-edit": Row(
        (LOGIN, 403, 403, 200),
        kwargs=lambda world: {**world.thing(scored_draft), "key": "classroom"},
    ),
    "campaigns:part-add": Row(
        (LOGIN, 403, 403, 200),
        kwargs=lambda world: {**world.thing(draft), "part": "categories"},
    ),
    "campaigns:part-edit": Row(
        (LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(draft_part)
    ),
    **{
        f"campaigns:part-{name}": Row(
            (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(draft_part), method="post"
        )
        for name in ("move", "remove")
    },
    "campaigns:quotas-export": Row(
        (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(campaign)
    ),
    "campaigns:detail": Row((LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(campaign)),
    "campaigns:call": Row((LOGIN, 200, 200, 200), kwargs=lambda world: world.thing(campaign)),
    **{
        f"campaigns:stage-{name}": Row(
            (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(campaign_stage), method="post"
        )
        for name in ("open", "close")
    },
    "campaigns:stage-times": Row(
        (LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(campaign_stage)
    ),
    "campaigns:suspend": Row((LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(campaign)),
    **{
        f"campaigns:{name}": Row(
            (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(campaign), method="post"
        )
        for name in ("resume", "archive")
    },
    # entries: nominated by their union, checked by the organiser
    "campaigns:entries": Row((LOGIN, 200, 200, 200)),
    "campaigns:enter": Row((LOGIN, 403, 200, 200), kwargs=lambda world: world.thing(campaign)),
    **{
        f"campaigns:entry-{name}": Row(
            (LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(entry)
        )
        for name in ("fill", "meeting", "check")
    },
    **{
        f"campaigns:entry-{name}": Row(
            (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(entry), method="post"
        )
        for name in ("submit", "consent")
    },
    "campaigns:entry-find": Row(
        (LOGIN, 404, 404, 404), kwargs=lambda world: {**world.thing(entry), "key": "nobody"}
    ),
    "campaigns:paper-remove": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(entry_paper), method="post"
    ),
    "campaigns:level-order": Row(
        (LOGIN, 200, 403, 200), kwargs=lambda world: world.thing(campaign_group)
    ),
    "campaigns:check-desk": Row((LOGIN, 403, 403, 200), kwargs=lambda world: world.thing(campaign)),
    "campaigns:check-pass": Row(
        (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(campaign), method="post"
    ),
    "campaigns:opinion-ask": Row(
        (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(condition), method="post"
    ),
    # organising: registers by reach, foundings above the grassroots, members by their union
    "organising:unit-list": Row((LOGIN, 200, 200, 200)),
    "organising:unit-create": Row((LOGIN, 200, 403, 200)),
    "organising:unit-detail": Row((LOGIN, 404, 404, 200), kwargs=unit_of_university),
    "organising:unit-edit": Row((LOGIN, 404, 404, 200), kwargs=unit_of_university),
    "organising:unit-rename": Row((LOGIN, 404, 404, 200), kwargs=unit_of_university),
    "organising:unit-standing": Row((LOGIN, 404, 404, 200), kwargs=unit_of_university),
    "organising:unit-exempt": Row(
        (LOGIN, 404, 403, 200), role="province_cadre", kwargs=unit_of_university
    ),
    "organising:unit-include": Row(
        (LOGIN, 404, 403, 302),
        role="province_cadre",
        kwargs=unit_of_university,
        method="post",
    ),
    "organising:unit-swap": Row((LOGIN, 404, 404, 302), kwargs=unit_of_university, method="post"),
    "organising:founding-begin": Row(
        (LOGIN, 404, 404, 200), role="city_cadre", kwargs=lambda world: world.thing(school)
    ),
    "organising:union-list": Row((LOGIN, 200, 200, 200)),
    "organising:union-create": Row((LOGIN, 403, 403, 200), role="city_cadre"),
    "organising:union-detail": Row((LOGIN, 404, 404, 200), kwargs=university),
    "organising:union-edit": Row((LOGIN, 404, 404, 200), kwargs=university),
    "organising:union-rename": Row((LOGIN, 404, 404, 200), kwargs=university),
    "organising:renewal-begin": Row((LOGIN, 404, 404, 302), kwargs=university, method="post"),
    "organising:quality": Row((LOGIN, 200, 200, 200)),
    "organising:member-list": Row((LOGIN, 200, 200, 200)),
    "organising:member-create": Row((LOGIN, 200, 403, 200)),
    "organising:member-detail": Row((LOGIN, 404, 200, 200), kwargs=member_of_branch),
    "organising:member-facts": Row((LOGIN, 404, 200, 200), kwargs=member_of_branch),
    "organising:member-regroup": Row((LOGIN, 404, 403, 200), kwargs=member_of_branch),
    "organising:transfer-begin": Row((LOGIN, 404, 403, 200), kwargs=member_of_branch),
    "organising:member-correct": Row(
        (LOGIN, 404, 403, 200), kwargs=lambda world: world.thing(event)
    ),
    "organising:member-act": Row(
        (LOGIN, 404, 403, 200),
        kwargs=lambda world: {"person_id": world.person.pk, "verb": "retain"},
    ),
    "organising:founding-list": Row((LOGIN, 200, 200, 200)),
    **{
        f"organising:{name}": Row(
            (LOGIN, 404, 404, 200), role="city_cadre", kwargs=lambda world: world.thing(founding)
        )
        for name in ("founding-edit", "founding-visit", "founding-applicants", "founding-unit")
    },
    "organising:applicant-remove": Row(
        (LOGIN, 404, 404, 302),
        role="city_cadre",
        kwargs=lambda world: world.thing(applicant),
        method="post",
    ),
    "organising:election-record": Row(
        (LOGIN, 404, 404, 200),
        role="city_cadre",
        kwargs=lambda world: world.thing(founding_case),
    ),
    "organising:election-drop": Row(
        (LOGIN, 404, 404, 302),
        role="city_cadre",
        kwargs=lambda world: world.thing(count_sheet),
        method="post",
    ),
    "organising:transfer-list": Row((LOGIN, 200, 403, 200)),
    "organising:renewal-list": Row((LOGIN, 200, 200, 200)),
    "organising:formation": Row((LOGIN, 200, 200, 200)),
    "organising:rate-publish": Row((LOGIN, 403, 403, 200), role="province_cadre"),
    "organising:own-membership": Row((LOGIN, 200, 403, 200), role="member"),
    "organising:own-transfer": Row((LOGIN, 200, 403, 200), role="member"),
    # campaigns: from the slate to the decision, organiser only
    **{
        f"campaigns:{name}": Row((LOGIN, 403, 403, 200), kwargs=of_decided("campaign"))
        for name in (
            *("slate", "slate-meter", "deliberate", "notices", "notice-post", "notice-clock"),
            "decision",
        )
    },
    **{
        f"campaigns:slate-{name}": Row(
            (LOGIN, 403, 403, 302), kwargs=of_decided("campaign"), method="post"
        )
        for name in ("propose", "choose")
    },
    **{
        f"campaigns:{name}": Row((LOGIN, 403, 403, 200), kwargs=of_decided("notice"))
        for name in ("notice-proof", "notice-close", "objection-add")
    },
    "campaigns:objection-decide": Row((LOGIN, 403, 403, 200), kwargs=of_decided("objection")),
    "campaigns:summary": Row((LOGIN, 403, 403, 200), kwargs=of_decided("campaign", form="xlsx")),
    "campaigns:approval": Row((LOGIN, 404, 403, 200), kwargs=of_decided("entry", form="docx")),
    "campaigns:statement": Row((LOGIN, 403, 403, 200), kwargs=of_decided("notice", form="docx")),
    # public notices: for everybody
    "publicity:list": Row((200, 200, 200, 200)),
    "publicity:detail": Row((200, 200, 200, 200), kwargs=of_decided("notice")),
    "publicity:object": Row((200, 200, 200, 200), kwargs=of_decided("notice")),
    "publicity:thanks": Row((200, 200, 200, 200), kwargs=of_decided("notice")),
    # honours: the register by reach, changed where it is kept
    "honours:award-list": Row((LOGIN, 200, 200, 200)),
    "honours:award-create": Row((LOGIN, 200, 403, 200)),
    "honours:award-detail": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(award)),
    "honours:award-edit": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(award)),
    "honours:award-act": Row(
        (LOGIN, 404, 404, 200),
        kwargs=lambda world: {**world.thing(award), "verb": "revoke"},
    ),
    "honours:studio-list": Row((LOGIN, 200, 200, 200)),
    "honours:studio-create": Row((LOGIN, 200, 200, 200)),
    "honours:studio-detail": Row((LOGIN, 404, 404, 200), kwargs=of_studio()),
    "honours:studio-edit": Row((LOGIN, 404, 404, 200), kwargs=of_studio()),
    "honours:studio-act": Row((LOGIN, 404, 404, 200), kwargs=of_studio(verb="log")),
    "honours:studio-name": Row((LOGIN, 404, 404, 200), kwargs=of_studio()),
    "honours:member-drop": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(studio), method="post"
    ),
    "honours:worker-list": Row((LOGIN, 200, 403, 200)),
    "honours:worker-create": Row((LOGIN, 200, 403, 200)),
    "honours:worker-detail": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(worker)),
    "honours:worker-edit": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(worker)),
    "honours:people": Row((200, 200, 200, 200)),
    "honours:person": Row((200, 200, 200, 200), kwargs=lambda world: world.thing(agreed)),
    # portal, for anybody
    "portal:search": Row((200, 200, 200, 200)),
    "portal:calls": Row((200, 200, 200, 200)),
    "portal:call": Row((200, 200, 200, 200), kwargs=lambda world: world.thing(campaign)),
    "portal:directory": Row((200, 200, 200, 200)),
    "portal:union": Row((200, 200, 200, 200), kwargs=lambda world: {"pk": world.university.pk}),
    # faces
    "member:home": Row((LOGIN, 200, 200, 200), role="member"),
    "member:services": Row((LOGIN, 200, 200, 200), role="member"),
    "member:messages": Row((LOGIN, 200, 200, 200), role="member"),
    "member:profile": Row((LOGIN, 200, 200, 200), role="member"),
    "member:reveal": Row((LOGIN, 200, 404, 200), role="member", method="post", data=PHONE),
    "member:history": Row((LOGIN, 200, 200, 200), role="member"),
    "workbench:home": Row((LOGIN, 200, 200, 200)),
    "workbench:figures": Row((LOGIN, 200, 200, 200)),
    "workbench:search": Row((LOGIN, 200, 200, 200)),
    # documents: a branch's cadre stands below the union whose papers these are
    "documents:document-list": Row((LOGIN, 200, 200, 200)),
    "documents:document-detail": Row(
        (LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(paper)
    ),
    "documents:document-download": Row(
        (LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(paper) | {"form": "docx"}
    ),
    "documents:document-issue": Row(
        (LOGIN, 404, 404, 302), kwargs=lambda world: world.thing(paper), method="post"
    ),
    "documents:document-withdraw": Row(
        (LOGIN, 404, 404, 302),
        kwargs=lambda world: world.thing(issued_paper),
        method="post",
        data=REASON,
    ),
    "documents:certificate-list": Row((LOGIN, 200, 200, 200)),
    "documents:certificate-detail": Row(
        (LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(certificate)
    ),
    "documents:certificate-revoke": Row(
        (LOGIN, 404, 404, 302),
        kwargs=lambda world: world.thing(certificate),
        method="post",
        data=REASON,
    ),
    "documents:certificate-download": Row(
        (LOGIN, 404, 404, 200),
        role="member",
        kwargs=lambda world: world.thing(certificate) | {"form": "docx"},
    ),
    "documents:own-certificates": Row((LOGIN, 200, 200, 200), role="member"),
    "documents:verify": Row((200, 200, 200, 200)),
    "documents:verify-token": Row(
        (200, 200, 200, 200), kwargs=lambda world: world.thing(check_of_certificate)
    ),
}
