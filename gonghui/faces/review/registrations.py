"""What the review plugs in elsewhere."""

from gonghui.kernel.indicators.api import READ_FIGURES
from gonghui.kernel.ui.api import MenuEntry, register_menu

register_menu(
    MenuEntry(
        face="workbench",
        key="review",
        label="五年回眸",
        url_name="review:home",
        icon="bar-chart-line",
        order=800,
        permission=READ_FIGURES,
        group="统计",
    )
)
