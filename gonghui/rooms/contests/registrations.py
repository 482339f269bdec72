"""What this room brings to the house."""

from pathlib import Path

from gonghui.engines.campaigns.api import register_programme, register_title
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
from gonghui.kernel.people.api import register_moving
from gonghui.kernel.ui.api import MenuEntry, register_menu
from gonghui.rooms.contests import phrases
from gonghui.rooms.contests.actions import labour, progress, results
from gonghui.rooms.contests.indicators import register_indicators
from gonghui.rooms.contests.models import PostMerit
from gonghui.rooms.contests.queries import guards
from gonghui.rooms.contests.queries.labour import (
    lister_of,
    may_fetch_evidence,
    may_fetch_result,
)
from gonghui.rooms.contests.rules import labour as rules
from gonghui.rooms.contests.rules.titles import RESULTS
from gonghui.rooms.contests.web import panels
from gonghui.rooms.contests.web.labour import offered

UPPER = ("province_cadre", "city_cadre")
CADRES = (*UPPER, "union_cadre")

for permission in (
    Permission(rules.READ, "查看劳动竞赛", (*CADRES, "reader", "auditor"), "answer"),
    Permission(rules.HANDLE, "办理劳动竞赛", CADRES),
    Permission(rules.LIST, "劳动竞赛立项", UPPER),
):
    register_permission(permission)

for path in sorted((Path(__file__).parent / "programmes").glob("*.toml")):
    register_programme(path)

for key, guard in (
    ("contests.planned", guards.planned),
    ("contests.incident_recorded", guards.incident_recorded),
    ("contests.all_reached", guards.all_reached),
    ("contests.all_scored", guards.all_scored),
    ("contests.guarantees_held", guards.guarantees_held),
):
    register_guard(key, guard)
register_effect("contests.keep_listing", labour.keep_listing)
register_place(rules.LISTER, lister_of)
register_table(
    rules.LABOUR,
    digest=rules.DIGEST,
    panel=Panel(
        "contests/labour_panel.html",
        panels.contest,
        progress="contests/labour_progress.html",
        offers=offered,
    ),
)

for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)

for key, label, may_fetch in (
    (progress.EVIDENCE, "竞赛节点佐证", may_fetch_evidence),
    (results.EVIDENCE, "竞赛成绩证明", may_fetch_result),
):
    register_purpose(
        Purpose(
            key=key,
            label=label,
            types=EVIDENCE,
            max_bytes=20 * MEBIBYTE,
            sealed=False,
            may_fetch=may_fetch,
        )
    )

for order, (key, label, url_name, icon, permission_key) in enumerate(
    (
        ("labour", "劳动竞赛", "labour-list", "speedometer2", rules.READ),
        ("results", "竞赛成绩", "result-list", "trophy", "campaigns.award:read"),
    ),
    start=60,
):
    register_menu(
        MenuEntry(
            "workbench",
            f"contests-{key}",
            label,
            f"contests:{url_name}",
            icon,
            order,
            permission_key,
            "竞赛",
        )
    )

register_moving(PostMerit)
for result in RESULTS:
    if result.words:
        register_title(result.known())
register_indicators()
