"""A browser as one vote knows it: a random mark that we signed, and when it was given.

Every vote gives a mark of its own, so that a browser is not followed from one vote to the next.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gonghui.engines.campaigns.actions.voting import Source
from gonghui.kernel.access.addresses import throttled_ip

COOKIE, SALT = "vote_{}", "campaigns.vote_device"
HALF_A_YEAR = 180 * 24 * 3600


@dataclass(frozen=True)
class Device:
    """A browser.

    Args:
        key: its random mark.
        since: when it was given, seconds since 1970.
        referrer: host of the page that first led here; "" for none or for one of ours.
        is_known: whether the browser sent the mark, so that it keeps cookies.
    """

    key: str
    since: int
    referrer: str = ""
    is_known: bool = False


def device_of(request: HttpRequest, stage: int) -> Device:
    """The browser behind a request; one that brings no mark of ours gets a fresh one."""
    try:
        values = signing.loads(request.COOKIES.get(COOKIE.format(stage), ""), salt=salt_of(stage))
        return Device(*values, is_known=True)
    except (signing.BadSignature, TypeError):
        host = urlsplit(request.headers.get("Referer", "")).netloc
        led_here = "" if host == request.get_host() else host[:64]
        return Device(secrets.token_hex(8), int(timezone.now().timestamp()), led_here)


def salt_of(stage: int) -> str:
    """A mark of one vote is worth nothing in another."""
    return f"{SALT}.{stage}"


def remember(
    response: HttpResponse, request: HttpRequest, stage: int, device: Device
) -> HttpResponse:
    """Let the browser keep its mark."""
    if not device.is_known:
        response.set_cookie(
            COOKIE.format(stage),
            signing.dumps([device.key, device.since, device.referrer], salt=salt_of(stage)),
            max_age=HALF_A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def source_of(request: HttpRequest, device: Device) -> Source:
    """Where a ballot comes from; a browser that keeps no cookies has no mark."""
    return Source(
        device=device.key if device.is_known else "",
        device_age=max(0, int(timezone.now().timestamp()) - device.since),
        address=throttled_ip(request) or "",
        agent=request.headers.get("User-Agent", ""),
        referrer=device.referrer,
    )
