"""System checks of the look: packages present, every menu entry leads somewhere."""

from django.core.checks import Error, register
from django.urls import NoReverseMatch, reverse

from gonghui.kernel.ui import menu, packages


@register()
def check_packages(**_kwargs) -> list[Error]:
    """ui.E001 when pages would come without style and script."""
    gone = packages.missing()
    if not gone:
        return []
    return [
        Error(
            f"前端文件缺失：{gone[0]} 等 {len(gone)} 项",
            hint="请在项目目录运行 npm ci --ignore-scripts",
            id="ui.E001",
        )
    ]


@register()
def check_menu(**_kwargs) -> list[Error]:
    """ui.E002 when a menu entry names an address that does not exist."""
    broken = []
    for key, entry in menu.entries:
        try:
            reverse(entry.url_name)
        except NoReverseMatch:
            broken.append(Error(f"菜单 {key} 指向不存在的地址 {entry.url_name}", id="ui.E002"))
    return broken
