"""What this app declares: options, what snapshots keep of members, how its own rows merge, its answers."""

from datetime import date

from django.db.models import Count

from gonghui.kernel.lib.dates import valid_on
from gonghui.kernel.lib.options import Option, register_option
from gonghui.kernel.people.actions.endings import pass_on_members
from gonghui.kernel.people.actions.moving import drop_spans, move_pointers, register_moving
from gonghui.kernel.people.merging import register_merge_hook
from gonghui.kernel.people.models import IdentityDocument, Membership, MembershipEvent
from gonghui.kernel.unions.api import Office, register_union_facts, union_ended

register_option(
    Option(
        "people.transfer_acceptance_days",
        "会籍接转接收期限（日）",
        30,
        "handbook organisation §8, §12: default of many, unverified",
    )
)
register_option(
    Option(
        "people.lapse_months",
        "自动退会：未缴会费、未参加活动（月）",
        6,
        "handbook organisation §8, to be confirmed locally",
    )
)


def members_by_status(day: date) -> dict[int, dict[str, int]]:
    """Union id → status → spans on ``day``, for frozen registers."""
    found: dict[int, dict[str, int]] = {}
    spans = Membership._base_manager.filter(valid_on(day)).values("union_id", "status")
    for row in spans.annotate(count=Count("pk")).order_by("union_id", "status"):
        found.setdefault(row["union_id"], {})[row["status"]] = row["count"]
    return found


register_union_facts("members", members_by_status)
register_moving(IdentityDocument)
register_moving(MembershipEvent)
register_moving(Office)
register_merge_hook("people.Membership.person", drop_spans)
register_merge_hook("people.Person.merged_into", move_pointers)
union_ended.connect(pass_on_members, dispatch_uid="people.pass_on_members")
