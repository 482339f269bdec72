"""Every question is answered once: a wrong answer uses it up as well, so that nobody tries them all.

These are no actions: that a machine guessed is nobody's deed, and the chain has no place for it.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.models import SpentChallenge
from gonghui.engines.campaigns.rules.challenges import answer_fault, opened
from gonghui.kernel.lib.sealing import keyed_hash

CONTEXT = "campaigns.spent_challenge"
KEPT = timedelta(days=1)


def try_answer(token: str, typed: str, purpose: str) -> str:
    """Look at an answer without letting anybody in; a wrong one uses the question up.

    Returns:
        Why it does not count, as a sentence; "" when ``spend`` may follow.
    """
    challenge = opened(token)
    fault = answer_fault(challenge, typed, purpose, timezone.now())
    if fault and challenge is not None and typed.strip():
        spend(token)
    return fault


def spend(token: str) -> str:
    """Use a question up, in the caller's transaction if there is one.

    Returns:
        A sentence when it was used up before; "" when this was the first time.
    """
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(
                token_hash=keyed_hash(token, CONTEXT), spent_at=timezone.now()
            )
    except IntegrityError:
        return _("这道验证题已经用过，请回答新的一题；所选已保留。")
    return ""


def forget_spent() -> None:
    """Remove what ended long ago; a sealed question ends by itself."""
    SpentChallenge.objects.filter(spent_at__lt=timezone.now() - KEPT).delete()
