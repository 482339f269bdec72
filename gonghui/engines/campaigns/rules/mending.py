"""Until when an entry that was sent back may come again, as a sentence."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

END_OF_DAY = time(23, 59)


def mend_sentence(until: str | None, deadline: datetime | None, now: datetime) -> str:
    """By when to hand in again: the later of the day given and the deadline of the campaign.

    Args:
        until: the day that was given when it was sent back, as 2026-11-09; None or "" for none.
        deadline: until when the campaign takes entries; None for no end.
        now: a deadline before it has passed.
    """
    if deadline is None:
        return ""
    last = max(deadline, _end_of(until)) if until else deadline
    words = {"when": timezone.localtime(last).strftime("%Y年%m月%d日 %H:%M")}
    if last >= now:
        return _("请在%(when)s前重新提交。") % words
    return _("重新提交已于%(when)s截止，请联系退回的工会。") % words


def _end_of(until: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(until), END_OF_DAY))
