"""How a journey looks at a page: at a desk and on a phone, kept as pictures, without barriers."""

from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import scrolls_sideways

WIDTHS = (1280, 390)
AXE = Axe().axe_script
ASK = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"


def barriers(page) -> list[str]:
    """What axe finds to bar somebody from the page, as short texts."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [
        f"{one['id']}: {node['html'][:160]}" for one in page.evaluate(ASK) for node in one["nodes"]
    ]


def look(page, picture, name, widths=WIDTHS):
    """Keep the page at these widths, where nobody scrolls sideways; nothing bars anybody at the narrowest."""
    usual = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        picture(page, f"{name}-{width}")
        assert not scrolls_sideways(page), (name, width)
    assert barriers(page) == [], name
    page.set_viewport_size(usual)
