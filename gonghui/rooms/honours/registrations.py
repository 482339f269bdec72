"""What this room brings to the house."""

from pathlib import Path

from gonghui.engines.campaigns.api import register_programme
from gonghui.kernel.exchange.api import register_target
from gonghui.kernel.files.api import EVIDENCE, MEBIBYTE, Purpose, register_purpose
from gonghui.kernel.ui.api import MenuEntry, register_menu
from gonghui.rooms.honours.actions import awards
from gonghui.rooms.honours.imports.target import RegisterTarget
from gonghui.rooms.honours.indicators import register_indicators
from gonghui.rooms.honours.queries.awards import may_fetch_evidence

READ = "campaigns.award:read"

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
    (("awards", "荣誉台账", "award-list", "award", READ),),
    start=60,
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
            "荣誉与先进",
        )
    )

for path in sorted((Path(__file__).parent / "programmes").glob("*.toml")):
    register_programme(path)

register_indicators()
register_target(RegisterTarget())
