"""Codes that let invited people vote without an account: a number and a check that only we can make.

Nothing is stored: a code is right when its check fits the vote and its number is among those given out. A code
names nobody, so a ballot cast with it is known to be invited and not whose it is.
"""

import base64
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gonghui.kernel.lib.sealing import keyed_hash

CONTEXT = "campaigns.invitation"
CHECK = 8
"""Signs of the check: 40 bits, which nobody guesses within ``TryLimit``."""
FEW = 3
MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Base 32 knows letters and 2 to 7 only; other digits in a check are slips of the eye."""


def code_of(stage: int, number: int) -> str:
    """The code of one invitation, such as ``17-K7QX2MPA``."""
    digest = bytes.fromhex(keyed_hash(f"{stage}:{number}", CONTEXT))
    return f"{number}-{base64.b32encode(digest[:5]).decode()}"


def number_of(stage: int, typed: str, given_out: int) -> int | None:
    """The number of the invitation that a code stands for; None for a wrong one.

    Args:
        stage: primary key of the vote.
        typed: by the visitor; case, spaces and full-width signs do not matter.
        given_out: how many codes there are.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed).upper().split())
    number, _dash, check = plain.partition("-")
    if not (number.isascii() and number.isdecimal()) or not 1 <= int(number[:9]) <= given_out:
        return None
    fits = code_of(stage, int(number)) == f"{int(number)}-{check.translate(MISREAD)}"
    return int(number) if fits else None


@dataclass(frozen=True, slots=True)
class TryLimit:
    """How many wrong codes one place may send before it has to wait; the oldest of them ends the wait.

    Args:
        most: wrong codes of one device.
        minutes: within which they are counted.
        address_times: so many times ``most`` for one network address, which a whole campus shares.
    """

    most: int = 10
    minutes: int = 15
    address_times: int = 6

    @property
    def address_most(self) -> int:
        """Wrong codes of one network address."""
        return self.most * self.address_times


def tries_fault(limit: TryLimit, from_device: int, from_address: int) -> str:
    """Why no code is looked at now, as a sentence; "" when one is.

    Args:
        limit: of the vote.
        from_device: wrong codes of this device within ``limit.minutes``.
        from_address: wrong codes of this address within ``limit.minutes``.
    """
    if from_device < limit.most and from_address < limit.address_most:
        return ""
    from_here = from_device >= limit.most
    words = {
        "where": _("这台设备") if from_here else _("您所在的网络"),
        "n": from_device if from_here else from_address,
        "minutes": limit.minutes,
    }
    return (
        _("%(where)s已填错邀请码 %(n)s 次，请 %(minutes)s 分钟后再试；所选已保留。") % words
    ) + _("邀请码遗失或看不清，请联系主办工会。")


def wrong_code(left: int) -> str:
    """What is said of a wrong code.

    Args:
        left: how many more may be tried; said when they become few.
    """
    said = _("邀请码不对，请对照收到的邀请码重新填写，字母不分大小写。")
    return said + _("还可以填 %(n)s 次。") % {"n": left} if 0 < left <= FEW else said
