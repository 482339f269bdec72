"""What the engine brings to the house: permission, periodic work, inbox on the desk, checks."""

from datetime import time

from django.core.checks import Error, Tags, register
from django.db import connection

from gonghui.engines.casework import phrases
from gonghui.engines.casework.actions import PURPOSE, remind_and_escalate
from gonghui.engines.casework.models import Case, TableVersion
from gonghui.engines.casework.queries import changed_tables, count_waiting, may_fetch_document
from gonghui.engines.casework.rules import EFFECTS, GUARDS, TABLES
from gonghui.engines.casework.web import desk, own_cases
from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.files.api import EVIDENCE, MEBIBYTE, Purpose, register_purpose
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.people.api import register_moving
from gonghui.kernel.ui.api import MenuEntry, register_dashboard, register_menu

CADRES = ("province_cadre", "city_cadre", "union_cadre")

register_permission(Permission("casework.clock:manage", "时限管理", CADRES))
register_moving(Case)
register_purpose(
    Purpose(PURPOSE, "工单材料", EVIDENCE, 20 * MEBIBYTE, sealed=True, may_fetch=may_fetch_document)
)
register_menu(
    MenuEntry(
        "workbench", "casework-inbox", "待办", "casework:inbox", "inbox", 5, count=count_waiting
    )
)
register_dashboard("workbench", "casework-inbox", "casework/desk.html", desk, 10)
register_dashboard("member", "casework-own", "casework/own.html", own_cases, 10)
for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)
register_periodic("casework.remind_and_escalate", remind_and_escalate, time(7, 30))


@register(Tags.compatibility)
def check_tables(**_kwargs) -> list[Error]:
    """casework.E001 when a shipped table is broken, or differs from the digest its author signed."""
    errors = []
    for key, shipped in TABLES:
        problems = [*shipped.table.problems(), *_unknown_names(shipped.table)]
        if shipped.table.digest != shipped.digest:
            problems.append(f"changed: raise its version and sign digest {shipped.table.digest}")
        errors += [Error(f"{key}: {each}", id="casework.E001") for each in problems]
    return errors


@register(Tags.database)
def check_stored_tables(databases=None, **_kwargs) -> list[Error]:
    """casework.E002 when running cases use other words under the same version number."""
    if not databases or TableVersion._meta.db_table not in connection.introspection.table_names():
        return []  # the first migration asks before there is anything to compare
    return [
        Error(f"{key} was changed under its old version; raise the version", id="casework.E002")
        for key in changed_tables()
    ]


def _unknown_names(table) -> list[str]:
    return [
        f"{each.id}: {kind} {name} is not registered"
        for each in table.transitions
        for kind, names, known in (
            ("guard", each.guards, GUARDS),
            ("effect", each.effects, EFFECTS),
        )
        for name in names
        if name not in known
    ]
