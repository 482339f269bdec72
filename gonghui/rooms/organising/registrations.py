"""What this room brings to the house."""

from datetime import time

from gonghui.engines.casework.api import (
    Panel,
    register_effect,
    register_guard,
    register_place,
    register_start_day,
    register_table,
)
from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.exchange.api import register_target
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.lib.options import register_option
from gonghui.kernel.people.api import register_merge_hook, register_moving
from gonghui.kernel.ui.api import MenuEntry, register_menu, register_searcher
from gonghui.rooms.organising import phrases
from gonghui.rooms.organising.actions import effects, merging, transfers
from gonghui.rooms.organising.imports.target import RollTarget
from gonghui.rooms.organising.imports.union_register import UnionTarget
from gonghui.rooms.organising.imports.unit_register import UnitTarget
from gonghui.rooms.organising.indicators import register_indicators
from gonghui.rooms.organising.models import TransferCase
from gonghui.rooms.organising.queries import guards, searching
from gonghui.rooms.organising.queries.foundings import founding_starts
from gonghui.rooms.organising.queries.renewals import approver_of
from gonghui.rooms.organising.queries.transfers import receiver_of
from gonghui.rooms.organising.rules import founding, renewal, transfer
from gonghui.rooms.organising.rules.options import OPTIONS
from gonghui.rooms.organising.tasks import remind_of_terms
from gonghui.rooms.organising.web import panels

UPPER = ("province_cadre", "city_cadre")
CADRES = (*UPPER, "union_cadre")
READERS = (*CADRES, "branch_cadre", "reader", "auditor")

for permission in (
    Permission("organising.founding:read", "查看建会工单", READERS, "answer"),
    Permission(founding.HANDLE, "办理建会", UPPER),
    Permission(founding.APPROVE, "批复建会", UPPER),
    Permission(renewal.HANDLE, "办理换届", CADRES),
    Permission(renewal.APPROVE, "批复换届", CADRES),
):
    register_permission(permission)

for option in OPTIONS:
    register_option(option)

for key, guard in (
    ("organising.visited", guards.visited),
    ("organising.group_named", guards.group_named),
    ("organising.enough_members", guards.enough_members),
    ("organising.election_stands", guards.election_stands),
    ("organising.not_extended", guards.not_extended),
):
    register_guard(key, guard)

for key, effect in (
    ("organising.keep_preparation", effects.keep_preparation),
    ("organising.exempt_unit", effects.exempt),
    ("organising.found_union", effects.found),
    ("organising.register_union", effects.register),
    ("organising.ask_extension", effects.ask_extension),
    ("organising.extend_term", effects.extend),
    ("organising.renew_term", effects.renew),
    ("organising.issue_transfer", transfers.issue),
    ("organising.confirm_transfer", transfers.confirm),
    ("organising.accept_transfer", transfers.accept),
    ("organising.undo_transfer", transfers.undo),
):
    register_effect(key, effect)

register_place(transfer.RECEIVER, receiver_of)
register_place(renewal.APPROVER, approver_of)
register_start_day("organising.founding_starts", founding_starts)

register_table(
    founding.FOUNDING,
    digest=founding.DIGEST,
    panel=Panel(
        "organising/founding_panel.html", panels.founding, progress="organising/progress.html"
    ),
)
register_table(
    transfer.TRANSFER,
    digest=transfer.DIGEST,
    panel=Panel("organising/transfer_panel.html", panels.transfer),
)
register_table(
    renewal.RENEWAL,
    digest=renewal.DIGEST,
    panel=Panel(
        "organising/renewal_panel.html", panels.renewal, progress="organising/progress.html"
    ),
)

for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)

DESK = "workbench", "组织建设"
for order, (key, label, url_name, icon, permission) in enumerate(
    (
        ("members", "会员", "member-list", "people", "people.member:read"),
        ("unions", "工会", "union-list", "diagram-3", "unions.union:read"),
        ("units", "单位", "unit-list", "building", "unions.unit:read"),
        ("foundings", "建会", "founding-list", "flag", "organising.founding:read"),
        ("renewals", "换届", "renewal-list", "arrow-repeat", "unions.union:read"),
        ("transfers", "会籍转移", "transfer-list", "arrow-left-right", "people.transfer:decide"),
        ("formation", "动态建会率", "formation", "graph-up", "unions.unit:read"),
    ),
    start=30,
):
    face, group = DESK
    address = f"organising:{url_name}"
    register_menu(
        MenuEntry(face, f"organising-{key}", label, address, icon, order, permission, group)
    )
register_menu(
    MenuEntry(
        "member",
        "organising-own",
        "会籍转移",
        "organising:own-membership",
        "person-badge",
        20,
        group="会籍",
    )
)
register_searcher("organising.members", "会员", searching.find_members, icon="people", order=10)
register_searcher("organising.unions", "工会", searching.find_unions, icon="diagram-3", order=20)
register_searcher("organising.units", "单位", searching.find_units, icon="building", order=30)

register_moving(TransferCase)
register_merge_hook("organising.Applicant.person", merging.move_applications)
register_merge_hook("organising.Candidate.person", merging.move_candidacies)

register_periodic("organising.remind_of_terms", remind_of_terms, time(7, 0))
register_indicators()
for target in (RollTarget(), UnitTarget(), UnionTarget()):
    register_target(target)
