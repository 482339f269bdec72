"""Where a request comes from, believing only the proxies that the installation names."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64
"""One subscriber holds at least a /64, so that single IPv6 addresses limit nobody."""


def client_ip(request: HttpRequest) -> str | None:
    """The visitor's address; None when it cannot be read.

    Behind ``settings.TRUSTED_PROXIES`` proxies, each of which appends the address it saw, the visitor
    is that many places from the right; everything further left may be invented.
    """
    count = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    given = (
        forwarded[-count] if 0 < count <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    )
    try:
        return str(ip_address(given))
    except ValueError:
        return None


def throttled_ip(request: HttpRequest) -> str | None:
    """The address that failed sign-ins are counted for; a whole /64 of IPv6 counts as one."""
    found = client_ip(request)
    if found is None or not isinstance(ip_address(found), IPv6Address):
        return found
    return str(ip_network(f"{found}/{IPV6_PREFIX}", strict=False).network_address)
