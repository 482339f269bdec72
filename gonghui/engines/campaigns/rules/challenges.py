"""Questions that tell people from machines, without a session and without a service elsewhere.

A challenge travels sealed with the form, so that opening a page writes nothing. It is bound to one purpose (a
vote and a browser) and to a few minutes; ``actions/challenges.py`` sees that it is answered once. Digits are
shown as a picture; whoever cannot use it gets a sum in Chinese words, which screen readers read out.
"""

import base64
import json
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.kernel.lib.sealing import SealBroken, seal_bytes, unseal_bytes

Kind = Literal["digits", "words"]
KINDS: tuple[Kind, ...] = ("digits", "words")
CONTEXT = "campaigns.challenge"
LASTS = timedelta(minutes=20)
LENGTH = 4
NUMERALS = "零一二三四五六七八九"
SPOKEN = {"十": 10, "两": 2} | {sign: value for value, sign in enumerate(NUMERALS)}


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question that was asked.

    Args:
        kind: digits to copy, or a sum in words.
        asked: four digits, or ``"7+5"``.
        purpose: what it lets in, for instance ``vote:12:<device>``.
        until: when it ends, seconds since 1970.
    """

    kind: Kind
    asked: str
    purpose: str
    until: int

    @property
    def answer(self) -> str:
        """What has to be typed."""
        if self.kind == "digits":
            return self.asked
        left, sign, right = self._parts
        return str(left + right if sign == "+" else left - right)

    @property
    def sentence(self) -> str:
        """The sum in words; "" where a picture asks."""
        if self.kind == "digits":
            return ""
        left, sign, right = self._parts
        joined = _("加") if sign == "+" else _("减")
        return _("%(left)s%(sign)s%(right)s等于几？") % {
            "left": NUMERALS[left],
            "sign": joined,
            "right": NUMERALS[right],
        }

    @property
    def _parts(self) -> tuple[int, str, int]:
        return int(self.asked[0]), self.asked[1], int(self.asked[2])


def new_challenge(kind: Kind, purpose: str, now: datetime) -> Challenge:
    """A fresh question."""
    until = int((now + LASTS).timestamp())
    if kind == "digits":
        asked = "".join(str(secrets.randbelow(10)) for _digit in range(LENGTH))
    else:
        right = 1 + secrets.randbelow(9)
        left = right + secrets.randbelow(10 - right)
        asked = f"{left}{secrets.choice('+-')}{right}"
    return Challenge(kind, asked, purpose, until)


def sealed(challenge: Challenge) -> str:
    """The challenge as letters and digits that nobody reads or changes."""
    values = [challenge.kind, challenge.asked, challenge.purpose, challenge.until]
    return base64.urlsafe_b64encode(seal_bytes(json.dumps(values).encode(), CONTEXT)).decode()


def opened(token: str) -> Challenge | None:
    """The challenge behind a token; None for anything that we did not seal."""
    try:
        values = json.loads(unseal_bytes(base64.urlsafe_b64decode(token.encode()), CONTEXT))
    except (SealBroken, ValueError):
        return None
    return Challenge(*values)


def answer_fault(challenge: Challenge | None, typed: str, purpose: str, now: datetime) -> str:
    """Why an answer does not count, as a sentence; "" when it does.

    Args:
        challenge: as it came back with the form.
        typed: by the visitor; spaces, full-width digits and Chinese numerals are understood.
        purpose: what it should let in.
        now: present time.
    """
    if challenge is None or challenge.purpose != purpose:
        return _("验证题已更换，请回答新的一题；所选已保留。")
    if now.timestamp() > challenge.until:
        return _("验证题已过 %(n)s 分钟，请回答新的一题；所选已保留。") % {
            "n": int(LASTS.total_seconds() // 60)
        }
    if not typed.strip():
        return _("请填写验证答案；所选已保留。")
    if understood(typed) != challenge.answer:
        return _("验证答案不对，请回答新的一题；所选已保留。")
    return ""


def understood(typed: str) -> str:
    """What was meant: ``１２``, ``1 2`` and ``十二`` are 12."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    if not plain or any(sign not in SPOKEN for sign in plain):
        return plain
    tens, ten, ones = plain.partition("十")
    if not ten:
        return "".join(str(SPOKEN[sign]) for sign in plain)
    if len(tens) > 1 or len(ones) > 1:
        return plain
    return str(10 * SPOKEN.get(tens, 1) + SPOKEN.get(ones, 0))
