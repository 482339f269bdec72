"""Which built files of the npm packages are served; everything else in ``node_modules`` stays private."""

from pathlib import Path

from django.conf import settings

FILES = {
    "vendor/tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/tabler/tabler.min.css.map": "@tabler/core/dist/css/tabler.min.css.map",
    "vendor/tabler/tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "vendor/tabler/tabler.min.js.map": "@tabler/core/dist/js/tabler.min.js.map",
    "vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/echarts/echarts.min.js": "echarts/dist/echarts.min.js",
}
ICONS = "bootstrap-icons/icons"


def folder() -> Path:
    """Where ``npm ci --ignore-scripts`` put the packages."""
    return Path(settings.BASE_DIR) / "node_modules"


def missing() -> list[str]:
    """The files that should be served or drawn and are not there."""
    wanted = [*FILES.values(), ICONS]
    return [name for name in wanted if not (folder() / name).exists()]
