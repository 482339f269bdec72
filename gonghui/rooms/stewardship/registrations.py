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
from gonghui.kernel.access.api import Permission, Role, register_permission, register_role
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.exchange.api import register_target
from gonghui.kernel.files.api import EVIDENCE, MEBIBYTE, Purpose, register_purpose
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.lib.options import register_option
from gonghui.kernel.notices.api import register_notice_kind
from gonghui.kernel.ui.api import MenuEntry, register_dashboard, register_menu
from gonghui.rooms.stewardship import phrases
from gonghui.rooms.stewardship.actions import agenda, claims
from gonghui.rooms.stewardship.actions import tickets as ticket_effects
from gonghui.rooms.stewardship.actions.items import EVIDENCE as ITEM_EVIDENCE
from gonghui.rooms.stewardship.actions.points import MANAGE, REPORT
from gonghui.rooms.stewardship.actions.warning import KIND
from gonghui.rooms.stewardship.imports.items import ItemTarget
from gonghui.rooms.stewardship.imports.points import PointTarget
from gonghui.rooms.stewardship.imports.visits import VisitTarget
from gonghui.rooms.stewardship.indicators import register_indicators
from gonghui.rooms.stewardship.queries import items, tickets
from gonghui.rooms.stewardship.queries.agenda import READ as AGENDA_READ
from gonghui.rooms.stewardship.queries.points import READ, may_fetch_report
from gonghui.rooms.stewardship.rules import rectification
from gonghui.rooms.stewardship.rules import tickets as ticket_rules
from gonghui.rooms.stewardship.rules.options import OPTIONS
from gonghui.rooms.stewardship.tasks import warn_of_due_items
from gonghui.rooms.stewardship.web.desk import desk

UPPER = ("province_cadre", "city_cadre")
CADRES = (*UPPER, "union_cadre")
SUPERVISOR = "supervisor"
ITEM_READERS = (SUPERVISOR, "reader")

register_role(Role(SUPERVISOR, "整改督办", "lead", 40))

for permission in (
    Permission(READ, "查看联系基层", (*CADRES, "reader", "auditor"), "answer"),
    Permission(MANAGE, "管理联系基层", UPPER),
    Permission(ticket_rules.HANDLE, "办理联系点问题", CADRES),
    Permission(ticket_rules.RATE, "评价问题办理", CADRES),
    Permission(AGENDA_READ, "查看第一议题", (*CADRES, "reader", "auditor")),
    Permission(agenda.KEEP, "登记第一议题", CADRES),
    Permission(rectification.READ, "查看整改事项", ITEM_READERS, "lead", "sensitive"),
    Permission(rectification.SUPERVISE, "督办整改", (SUPERVISOR,), "lead", "sensitive"),
    Permission(rectification.FOLLOW, "办理整改", (*CADRES, "branch_cadre", *ITEM_READERS)),
):
    register_permission(permission)

for option in OPTIONS:
    register_option(option)

register_purpose(
    Purpose(
        key=REPORT,
        label="年度调研报告",
        types=EVIDENCE,
        max_bytes=20 * MEBIBYTE,
        sealed=False,
        may_fetch=may_fetch_report,
    )
)

register_purpose(
    Purpose(
        key=ITEM_EVIDENCE,
        label="整改佐证",
        types=EVIDENCE,
        max_bytes=20 * MEBIBYTE,
        sealed=True,
        may_fetch=items.may_fetch_evidence,
    )
)
register_notice_kind(KIND, "整改提醒", icon="alarm")
register_periodic("stewardship.warn_of_due", warn_of_due_items, time(7, 15))
for target in (ItemTarget(), PointTarget(), VisitTarget()):
    register_target(target)

for key, guard in (
    ("stewardship.due_ahead", tickets.due_ahead),
    ("stewardship.from_concerned", tickets.from_concerned),
    ("stewardship.rated_well", tickets.rated_well),
    ("stewardship.planned", items.planned),
    ("stewardship.planned_long", items.planned_long),
    ("stewardship.has_evidence", items.has_evidence),
    ("stewardship.not_owner", items.not_owner),
    ("stewardship.accepted", items.accepted),
):
    register_guard(key, guard)

for key, effect in (
    ("stewardship.keep_assignment", ticket_effects.keep_assignment),
    ("stewardship.keep_answer", ticket_effects.keep_answer),
    ("stewardship.keep_rating", ticket_effects.keep_rating),
    ("stewardship.close_ticket", ticket_effects.close_ticket),
    ("stewardship.begin_item", claims.begin_item),
    ("stewardship.keep_claim", claims.keep_claim),
    ("stewardship.close_item", claims.close_item),
    ("stewardship.return_claim", claims.return_claim),
    ("stewardship.keep_up", claims.keep_up),
    ("stewardship.set_date", claims.set_date),
):
    register_effect(key, effect)

register_place(ticket_rules.HANDLER, tickets.handler_of)
register_place(ticket_rules.CONCERNED, tickets.concerned_by)
register_table(
    ticket_rules.TICKET,
    digest=ticket_rules.DIGEST,
    panel=Panel("stewardship/ticket_panel.html", tickets.ticket_panel),
)

register_place(rectification.OWNER, items.owner_of)
register_start_day("stewardship.due_start", items.due_start)
register_table(
    rectification.RECTIFICATION,
    digest=rectification.DIGEST,
    panel=Panel(
        "stewardship/item_panel.html",
        items.item_panel,
        permission=rectification.READ,
        offers=items.offers_of,
        admits=items.admits_owner,
    ),
)

for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)

for order, (key, label, icon, permission_key, group) in enumerate(
    (
        ("leader", "领导干部", "person-badge", READ, "联系基层"),
        ("point", "定点联系单位", "pin-map", READ, "联系基层"),
        ("visit", "走访", "signpost-2", READ, "联系基层"),
        ("ticket", "联系点问题", "chat-left-text", READ, "联系基层"),
        ("batch", "整改批次", "clipboard-check", rectification.FOLLOW, "整改督办"),
        ("item", "整改事项", "list-check", rectification.FOLLOW, "整改督办"),
        ("meeting", "党组会", "people", AGENDA_READ, "第一议题"),
        ("topic", "第一议题", "journal-text", AGENDA_READ, "第一议题"),
    ),
    start=90,
):
    register_menu(
        MenuEntry(
            "workbench",
            f"stewardship-{key}s",
            label,
            f"stewardship:{key}-list",
            icon,
            order,
            permission_key,
            group,
        )
    )
register_dashboard("workbench", "stewardship", "stewardship/desk.html", desk, 40)
register_indicators()
