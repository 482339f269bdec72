"""What this app declares: itself as the keeper of traces, and the texts of the floors below."""

from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.below import TEXTS
from gonghui.kernel.audit.chain import keep
from gonghui.kernel.audit.queries import last_actor_of
from gonghui.kernel.audit.texts import register_log_text
from gonghui.kernel.lib.actions import send_traces_to
from gonghui.kernel.lib.records import name_last_actor_with

send_traces_to(keep)
name_last_actor_with(last_actor_of)
for key, text in TEXTS.items():
    register_log_text(key, text)

register_permission(
    Permission(
        "audit.entry:read",
        "查看操作日志",
        ("auditor", "province_cadre", "city_cadre", "union_cadre"),
        "lead",
        "personal",
    )
)
