"""What the engine brings to the house: permission, periodic work, inbox on the desk, checks."""

from datetime import time

from django.core.checks import Error, Tags, register
from django.db import connection

from gonghui.engines.casework import phrases
from gonghui.engines.casework.actions import PURPOSE, remind_and_escalate
from gonghui.engines.casework.models import Case, TableVersion
from gonghui.engines.casework.queries import (
    changed_tables,
    count_waiting,
    may_fetch_document,
    tables_in_use,
    unknown_names,
)
from gonghui.engines.casework.rules import FAMILIES, TABLES, family_of
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
    """casework.E001 when a table is broken, names something unknown, or is not the one that was signed."""
    errors = []
    for key, shipped in TABLES:
        problems = [*shipped.table.problems(), *unknown_names(shipped.table)]
        if shipped.table.digest != shipped.digest:
            problems.append(f"changed: raise its version and sign digest {shipped.table.digest}")
        if family_of(key) is not None:
            problems.append("its key lies inside a family of compiled tables")
        errors += [Error(f"{key}: {each}", id="casework.E001") for each in problems]
    for _key, family in FAMILIES:
        for table in family.samples():
            problems = [*table.problems(), *unknown_names(table)]
            errors += [Error(f"{table.key}: {each}", id="casework.E001") for each in problems]
    return errors


@register(Tags.database)
def check_stored_tables(databases=None, **_kwargs) -> list[Error]:
    """casework.E002 when running cases could not go on as they began.

    Either a shipped table has other words under the same version number, or a stored table that open
    cases use names a guard or effect that nobody registers any more.
    """
    if not databases or TableVersion._meta.db_table not in connection.introspection.table_names():
        return []  # the first migration asks before there is anything to compare
    changed = [
        Error(f"{key} was changed under its old version; raise the version", id="casework.E002")
        for key in changed_tables()
    ]
    return changed + [
        Error(f"{stored.key} {stored.version}: {each}", id="casework.E002")
        for stored in tables_in_use()
        for each in unknown_names(stored.table)
    ]
