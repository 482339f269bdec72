"""Codes that let invited people vote without an account: a number and a check that only we can make.

Nothing is stored: a code is right when its check fits the vote and its number is among those given out. A code
names nobody, so a ballot cast with it is known to be invited and not whose it is.
"""

import base64
import unicodedata

from gonghui.kernel.lib.sealing import keyed_hash

CONTEXT = "campaigns.invitation"
CHECK = 8
"""Signs of the check: 40 bits, which nobody guesses before the limit on attempts."""
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
