"""A real browser for journeys: Chromium on a desk and on a phone, every answer from our own server.

A journey is marked ``browser`` and takes ``desk`` or ``phone``; ``picture(page, "name")`` keeps what the
user sees in ``var/pictures`` to be looked at.
"""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
PICTURES = settings.BASE_DIR / "var" / "pictures"
DESK = {"viewport": {"width": 1366, "height": 860}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all journeys."""
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def open_page(browser: Browser, base_url: str, **options) -> Page:
    """A fresh window; it speaks Chinese, knows our clock and reports every error of its scripts."""
    context = browser.new_context(
        base_url=base_url, locale="zh-CN", timezone_id="Asia/Shanghai", **options
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda line: line.type == "error" and page.problems.append(told(line)))
    return page


def told(line) -> str:
    """An error of the console with the address it comes from."""
    return f"{line.text} ({line.location.get('url', '')}:{line.location.get('lineNumber', '')})"


def enter(page: Page, username: str, password: str) -> None:
    """Sign in by the form and wait for the first page."""
    page.goto("/account/login/")
    page.get_by_label("用户名或手机号").fill(username)
    page.get_by_label("密码").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="登录").click()


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return width > page.viewport_size["width"]


def as_number(text: str) -> float:
    """The number at the beginning of a figure: ``17,846 人``."""
    return float(re.match(r"[\d,.]+", text.strip()).group().replace(",", ""))


@pytest.fixture
def desk(browser, live_server):
    """A cadre's window."""
    page = open_page(browser, live_server.url, **DESK)
    yield page
    page.context.close()


@pytest.fixture
def phone(browser, live_server):
    """A member's window, 390 pixels wide."""
    page = open_page(browser, live_server.url, **PHONE)
    yield page
    page.context.close()


@pytest.fixture(scope="session")
def picture():
    """Keeps a picture of a page: ``picture(page, "import-mapping")``."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> Path:
        path = PICTURES / f"{re.sub(r'[^a-z0-9-]', '-', name)}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return keep
