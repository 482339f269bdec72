"""What every page's frame needs to know, asked only when a template asks for it."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from gonghui.kernel.access.api import posts_of, unions_where
from gonghui.kernel.ui import menu
from gonghui.kernel.unions.api import Union, UnionKind

LARGE_TEXT_COOKIE = "large_text"
ACTING_KEY = "acting_post"
DESK, MEMBER, EXPERT, PORTAL = "workbench", "member", "expert", "portal"


@dataclass(frozen=True)
class MenuItem:
    """A menu entry as one page draws it."""

    label: str
    url: str
    icon: str
    group: str
    current: bool
    count: int


class Shell:
    """The frame around one request's page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user = getattr(request, "user", None)

    @property
    def signed_in(self) -> bool:
        """Whether an account stands behind the request.

        Without a session cookie the session stays untouched, so that public pages remain cacheable.
        """
        known = settings.SESSION_COOKIE_NAME in self.request.COOKIES
        return bool(known and self.user and self.user.is_authenticated)

    @cached_property
    def site(self) -> dict[str, str]:
        """Name of the federation, filing numbers, telephone."""
        return settings.GONGHUI

    @cached_property
    def large_text(self) -> bool:
        """大字版: the device's own choice before that of the account."""
        chosen = self.request.COOKIES.get(LARGE_TEXT_COOKIE)
        if chosen is not None:
            return chosen == "1"
        return bool(self.signed_in and self.user.large_text)

    @property
    def html_class(self) -> str:
        """Class of the root element."""
        return "large" if self.large_text else ""

    @cached_property
    def posts(self) -> list[Any]:
        """The posts the account holds today, widest union first."""
        if not self.signed_in:
            return []
        return sorted(
            posts_of(self.user), key=lambda post: (len(post.union.path), post.union.path, post.pk)
        )

    @cached_property
    def acting(self) -> Any | None:
        """The post the cadre chose to act in, else the first one."""
        chosen = self.request.session.get(ACTING_KEY) if self.posts else None
        return next(
            (post for post in self.posts if post.pk == chosen), next(iter(self.posts), None)
        )

    @cached_property
    def face(self) -> str:
        """The face of this page: cadres have a desk unless they stand among their own pages or judge."""
        places = self.request.path.split("/")
        if EXPERT in places:
            return EXPERT
        return MEMBER if "me" in places or not self.posts else DESK

    @property
    def frame(self) -> str:
        """The template that pages of several faces extend."""
        return f"ui/{self.face}.html"

    @cached_property
    def items(self) -> list[MenuItem]:
        """The navigation of this face."""
        return self._drawn(menu.menu_of(self.face, self.user)) if self.signed_in else []

    @cached_property
    def site_links(self) -> list[MenuItem]:
        """The navigation of the public site, the same on every page of it and for everybody."""
        return self._drawn(menu.menu_of(PORTAL, None))

    def _drawn(self, entries: list[menu.MenuEntry]) -> list[MenuItem]:
        urls = {entry.key: reverse(entry.url_name) for entry in entries}
        path = self.request.path
        current = max((url for url in urls.values() if path.startswith(url)), key=len, default="")
        return [
            MenuItem(
                label=entry.label,
                url=urls[entry.key],
                icon=entry.icon,
                group=entry.group,
                current=urls[entry.key] == current,
                count=entry.count(self.user) if entry.count else 0,
            )
            for entry in entries
        ]

    @property
    def groups(self) -> list[tuple[str, list[MenuItem]]]:
        """The navigation under its headings, in the order of the entries."""
        headings = list(dict.fromkeys(item.group for item in self.items))
        ordered = sorted(self.items, key=lambda item: headings.index(item.group))
        return [(name, list(found)) for name, found in groupby(ordered, lambda item: item.group)]

    @property
    def tabs(self) -> list[MenuItem]:
        """Entries without a heading, five at most: a phone's bottom bar holds no more."""
        return [item for item in self.items if not item.group][:5]

    @property
    def services(self) -> list[MenuItem]:
        """Entries under a heading: what a member may use."""
        return [item for item in self.items if item.group]

    @cached_property
    def tools(self) -> list[tuple[menu.Tool, int]]:
        """Signs of the top bar with their numbers."""
        return menu.tools_of(self.user) if self.signed_in else []


def acting_post(request: HttpRequest) -> Any | None:
    """The post a cadre acts in on this request; None for accounts without one."""
    return Shell(request).acting


def acting_union(request: HttpRequest, permission: str) -> Union | None:
    """The union one acts for, if ``permission`` holds there, else the widest where it does."""
    allowed = unions_where(request.user, permission)
    post = acting_post(request)
    acting = allowed.filter(pk=post.union_id).first() if post else None
    return acting or allowed.order_by("path").first()


def own_union_name(request: HttpRequest) -> str:
    """The union one acts for, as a form of it is prefilled; "" above the grassroots, where it is rarely meant."""
    post = acting_post(request)
    if post is None or post.union.kind in (UnionKind.FEDERATION, UnionKind.INDUSTRIAL):
        return ""
    return str(post.union.name)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for the base template."""
    return {"shell": Shell(request)}


@dataclass(frozen=True)
class PageAction:
    """A button in the head of a page; ``post`` makes it a form that changes something."""

    label: str
    url: str
    icon: str = ""
    primary: bool = False
    post: bool = False


def page_context(
    title: str,
    *,
    lead: str = "",
    crumbs: tuple[tuple[str, str], ...] = (),
    actions: tuple[PageAction, ...] = (),
    **extra: Any,
) -> dict[str, Any]:
    """Context of an ordinary page: its title, one sentence, the way back, and its buttons.

    Args:
        title: shown as heading and in the browser's title.
        lead: one sentence under the heading.
        crumbs: pairs of label and address, from the top down, without the page itself.
        actions: buttons on the right; one of them primary at most.
        **extra: goes into the context as it is.
    """
    return {"title": title, "lead": lead, "crumbs": crumbs, "actions": actions, **extra}
