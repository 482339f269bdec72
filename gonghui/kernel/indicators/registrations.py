"""What this app plugs in elsewhere."""

from typing import Any

from django.db.models.signals import post_migrate

from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.indicators.actions import record_definitions
from gonghui.kernel.indicators.queries import READ_FIGURES


def keep_definitions(**_kwargs: Any) -> None:
    """After each migration, keep the definitions this program was started with."""
    record_definitions()


READERS = ("province_cadre", "city_cadre", "union_cadre", "branch_cadre", "auditor", "reader")

register_permission(Permission(READ_FIGURES, "查看统计指标", READERS, reach="answer"))
post_migrate.connect(keep_definitions, dispatch_uid="indicators.definitions")
