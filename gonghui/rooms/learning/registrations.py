"""What this room brings to the house."""

from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.exchange.api import register_target
from gonghui.kernel.lib.options import Option, register_option
from gonghui.kernel.notices.api import register_notice_kind
from gonghui.kernel.people.api import person_erased, register_merge_hook
from gonghui.kernel.ui.api import MenuEntry, register_dashboard, register_menu
from gonghui.rooms.learning import phrases
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.actions.nominations import NOMINATE
from gonghui.rooms.learning.actions.people import clear_erased, move_records
from gonghui.rooms.learning.imports.events import EventTarget
from gonghui.rooms.learning.imports.target import TrainingTarget
from gonghui.rooms.learning.indicators import READ, register_indicators
from gonghui.rooms.learning.queries.records import own_waiting
from gonghui.rooms.learning.web.own import desk_line

UPPER = ("province_cadre", "city_cadre", "union_cadre")
CADRES = (*UPPER, "branch_cadre")
READERS = (*CADRES, "reader", "auditor")
HANDBOOK = "handbook homes §10"
EVENTS = "learning.event:read"

for permission in (
    Permission(EVENTS, "查看培训班", READERS, "answer"),
    Permission(MANAGE, "办理培训班", UPPER),
    Permission(READ, "查看培训记录", READERS, "answer", "personal"),
    Permission(NOMINATE, "推荐参训", CADRES, "answer"),
):
    register_permission(permission)

for option in (
    Option("learning.minutes_per_hour", "1 学时的分钟数（45 或 60）", 45, HANDBOOK),
    Option("learning.half_day_minutes", "半天培训的分钟数", 180, HANDBOOK),
    Option("learning.attend_percent", "结业须达到的出勤率（%）", 80, HANDBOOK),
    Option("learning.new_chair_months", "新任主席应在当选后几个月内参训", 12, HANDBOOK),
):
    register_option(option)

for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)

register_notice_kind("learning.call", "培训通知", icon="mortarboard")
register_notice_kind("learning.record", "培训报名", icon="mortarboard")
register_merge_hook("learning.TrainingRecord.person", move_records)
person_erased.connect(clear_erased, dispatch_uid="learning.clear_erased")
register_target(TrainingTarget())
register_target(EventTarget())
register_indicators()

for order, (name, label, url_name, icon, permission_key) in enumerate(
    (
        ("events", "培训班", "event-list", "mortarboard", EVENTS),
        ("records", "培训记录", "record-list", "card-checklist", READ),
        ("chairs", "应训未训", "chair-list", "person-exclamation", READ),
    ),
    start=80,
):
    register_menu(
        MenuEntry(
            "workbench",
            f"learning-{name}",
            label,
            f"learning:{url_name}",
            icon,
            order,
            permission_key,
            "干部培训",
        )
    )
register_menu(
    MenuEntry(
        "member",
        "learning-own",
        "我的培训",
        "learning:own-trainings",
        "mortarboard",
        45,
        group="学习培训",
        count=own_waiting,
    )
)
register_dashboard("workbench", "learning", "learning/desk_line.html", desk_line, 50)
