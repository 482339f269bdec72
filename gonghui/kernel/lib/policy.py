"""The question "may they?", asked by views for a friendly page and by actions for safety.

``kernel.access`` answers it. The question stands on the lowest floor so that the actions of units,
unions and people can ask without importing upwards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Decision:
    """An answer and, when it is no, the sentence that tells the user why."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


class Refused(PermissionDenied):
    """The policy said no; the sentence is meant for the user. Nothing was changed."""


ALLOWED = Decision(allowed=True)
Policy = Callable[[Any, str, Any], Decision]
_policies: list[Policy] = []


def answer_with(policy: Policy) -> None:
    """Install the one policy of this program (done by kernel.access when it starts)."""
    _policies[:] = [policy]


def decide(actor: Any, permission: str, union: Any = None) -> Decision:
    """Whether ``actor`` holds ``permission`` on ``union`` (None: anywhere at all).

    ``actor`` is a user, or ``actions.SYSTEM`` for the program's own clockwork, which may do
    everything that an action allows.

    Raises:
        LookupError: no such permission was declared.
    """
    if not _policies:
        raise RuntimeError("kernel.access is not installed")
    return _policies[0](actor, permission, union)


def require(actor: Any, permission: str, union: Any = None) -> None:
    """Go on only if ``decide`` says yes.

    Raises:
        Refused: with the reason as its text.
    """
    decision = decide(actor, permission, union)
    if not decision:
        raise Refused(decision.reason)
