"""What this room brings to the house."""

from gonghui.engines.casework.api import (
    Panel,
    register_effect,
    register_guard,
    register_place,
    register_table,
)
from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.files.api import EVIDENCE, MEBIBYTE, Purpose, register_purpose
from gonghui.kernel.lib.options import register_option
from gonghui.kernel.ui.api import MenuEntry, register_menu
from gonghui.rooms.stewardship import phrases
from gonghui.rooms.stewardship.actions import tickets as ticket_effects
from gonghui.rooms.stewardship.actions.points import MANAGE, REPORT
from gonghui.rooms.stewardship.indicators import register_indicators
from gonghui.rooms.stewardship.queries import tickets
from gonghui.rooms.stewardship.queries.points import READ, may_fetch_report
from gonghui.rooms.stewardship.rules import tickets as ticket_rules
from gonghui.rooms.stewardship.rules.options import OPTIONS

UPPER = ("province_cadre", "city_cadre")
CADRES = (*UPPER, "union_cadre")

for permission in (
    Permission(READ, "查看联系基层", (*CADRES, "reader", "auditor"), "answer"),
    Permission(MANAGE, "管理联系基层", UPPER),
    Permission(ticket_rules.HANDLE, "办理联系点问题", CADRES),
    Permission(ticket_rules.RATE, "评价问题办理", CADRES),
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

for key, guard in (
    ("stewardship.due_ahead", tickets.due_ahead),
    ("stewardship.from_concerned", tickets.from_concerned),
    ("stewardship.rated_well", tickets.rated_well),
):
    register_guard(key, guard)

for key, effect in (
    ("stewardship.keep_assignment", ticket_effects.keep_assignment),
    ("stewardship.keep_answer", ticket_effects.keep_answer),
    ("stewardship.keep_rating", ticket_effects.keep_rating),
    ("stewardship.close_ticket", ticket_effects.close_ticket),
):
    register_effect(key, effect)

register_place(ticket_rules.HANDLER, tickets.handler_of)
register_place(ticket_rules.CONCERNED, tickets.concerned_by)
register_table(
    ticket_rules.TICKET,
    digest=ticket_rules.DIGEST,
    panel=Panel("stewardship/ticket_panel.html", tickets.ticket_panel),
)

for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)

for order, (key, label, icon, permission_key, group) in enumerate(
    (
        ("leader", "领导干部", "person-badge", READ, "联系基层"),
        ("point", "定点联系单位", "pin-map", READ, "联系基层"),
        ("visit", "走访", "signpost-2", READ, "联系基层"),
        ("ticket", "联系点问题", "chat-left-text", READ, "联系基层"),
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
register_indicators()
