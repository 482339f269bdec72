"""User names for new accounts."""

import re

from gonghui.kernel.access.models import User

SHORTEST = 3


def propose_username(pinyin: str) -> str:
    """A free user name from the pinyin of a name: ``zhangsan``, ``zhangsan2``, …"""
    base = re.sub(r"[^a-z]", "", pinyin.lower())[:32] or "user"
    base = base if len(base) >= SHORTEST else f"{base}user"
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    if base not in taken:
        return base
    return next(name for n in range(2, len(taken) + 3) if (name := f"{base}{n}") not in taken)
