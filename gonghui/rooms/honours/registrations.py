"""What this room brings to the house."""

from pathlib import Path

from gonghui.engines.campaigns.api import register_outcome, register_programme, register_title
from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.exchange.api import register_target
from gonghui.kernel.files.api import EVIDENCE, MEBIBYTE, Purpose, register_purpose
from gonghui.kernel.people.api import register_moving
from gonghui.kernel.ui.api import MenuEntry, register_menu
from gonghui.rooms.honours import phrases
from gonghui.rooms.honours.actions import awards, cultivation, studios
from gonghui.rooms.honours.imports.target import AwardTarget
from gonghui.rooms.honours.indicators import register_indicators
from gonghui.rooms.honours.models import Cultivation, Studio, StudioMember, WorkerFile
from gonghui.rooms.honours.queries.awards import may_fetch_evidence
from gonghui.rooms.honours.rules.titles import TITLES

READ = "campaigns.award:read"
CADRES = ("province_cadre", "city_cadre", "union_cadre")
READERS = (*CADRES, "branch_cadre", "reader", "auditor")

for permission in (
    Permission("honours.studio:read", "查看工作室", READERS, "answer"),
    Permission("honours.studio:keep", "管理工作室", (*CADRES, "branch_cadre")),
    Permission("honours.cultivation:read", "查看乡村教师培养", READERS, "answer"),
    Permission("honours.cultivation:keep", "登记乡村教师培养", (*CADRES, "branch_cadre")),
    Permission("honours.worker:read", "查看劳模档案", CADRES, "answer", "personal"),
    Permission("honours.worker:keep", "管理劳模档案", CADRES),
):
    register_permission(permission)

for model, field in (
    (Cultivation, "person"),
    (Studio, "leader"),
    (StudioMember, "person"),
    (WorkerFile, "person"),
):
    register_moving(model, field)

for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)

register_purpose(
    Purpose(
        key=awards.EVIDENCE,
        label="荣誉佐证",
        types=EVIDENCE,
        max_bytes=20 * MEBIBYTE,
        sealed=False,
        may_fetch=may_fetch_evidence,
    )
)

for order, (key, label, url_name, icon, permission) in enumerate(
    (
        ("awards", "荣誉台账", "award-list", "award", READ),
        ("studios", "创新工作室", "studio-list", "lightbulb", "honours.studio:read"),
        (
            *("cultivation", "乡村教师培养", "cultivation-list", "tree"),
            "honours.cultivation:read",
        ),
        ("workers", "劳模档案", "worker-list", "person-badge", "honours.worker:read"),
    ),
    start=53,
):
    register_menu(
        MenuEntry(
            "workbench",
            f"honours-{key}",
            label,
            f"honours:{url_name}",
            icon,
            order,
            permission,
            "评选与荣誉",
        )
    )

register_menu(MenuEntry("portal", "people", "先进人物", "honours:people", "award", 35))
for path in sorted((Path(__file__).parent / "programmes").glob("*.toml")):
    register_programme(path)

for title in TITLES:
    register_title(title)
register_indicators()
register_target(AwardTarget())
register_outcome("honours.studio", studios.keep_studio)
register_outcome("honours.cultivation", cultivation.open_cultivation)
