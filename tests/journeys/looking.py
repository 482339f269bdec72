"""How a journey looks at a page: at a desk and on a phone, kept as pictures, without barriers."""

from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import scrolls_sideways

WIDTHS = (1280, 390)


def look(page, picture, name):
    """Keep the page at both widths; nothing bars anybody, nobody scrolls sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        picture(page, f"{name}-{width}")
        assert not scrolls_sideways(page), (name, width)
        found = Axe().run(page).response["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == []
