"""Keeps identity numbers, phones and bank cards out of the chain, which nobody can ever clean.

What is stored sealed elsewhere must not stand here in plain text (handbook law-and-security §8).
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PUBLIC_NUMBERS = frozenset({"uscc", "certificate_no", "approval_no"})
"""Facts that are long numbers and public: codes of bodies, never of people."""

_EDGE = r"(?<![0-9A-Za-z])(?:%s)(?![0-9A-Za-z])"
_IDENTITY = _EDGE % r"\d{15,}|\d{17}[Xx]"
_PHONE = _EDGE % r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
LOOKS_SEALED = re.compile(f"{_IDENTITY}|{_PHONE}")


class SealedFact(ValidationError):
    """A fact looks like a number that is kept sealed; the action is refused and nothing is written."""


def check_facts(value: Any, name: str = "") -> None:
    """Refuse facts that look like identity numbers (15 digits and more) or mobile numbers.

    Raises:
        SealedFact: with a sentence for the user, who may have typed the number into a reason.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            check_facts(key)
            check_facts(inner, str(key))
    elif isinstance(value, (list, tuple, set)):
        for inner in value:
            check_facts(inner, name)
    elif not isinstance(value, bool) and name not in PUBLIC_NUMBERS and _looks(value):
        raise SealedFact(
            _("“%(name)s”中含有疑似证件号码、银行卡号或手机号，请删去后再提交。") % {"name": name}
        )


def _looks(value: Any) -> bool:
    return LOOKS_SEALED.search(str(value)) is not None
