"""Until when an entry that was sent back may come again."""

from datetime import datetime

import pytest
from django.utils import timezone

from gonghui.engines.campaigns.rules.mending import mend_sentence

HERE = timezone.get_default_timezone()
NOW = datetime(2026, 3, 10, 9, tzinfo=HERE)
AHEAD = datetime(2026, 3, 20, 17, tzinfo=HERE)
GONE = datetime(2026, 3, 9, 17, tzinfo=HERE)


@pytest.mark.parametrize(
    ("until", "deadline", "said"),
    [
        (None, AHEAD, "请在2026年03月20日 17:00前重新提交。"),
        ("2026-03-15", AHEAD, "请在2026年03月20日 17:00前重新提交。"),
        ("2026-03-25", AHEAD, "请在2026年03月25日 23:59前重新提交。"),
        ("2026-03-10", GONE, "请在2026年03月10日 23:59前重新提交。"),
        ("", GONE, "重新提交已于2026年03月09日 17:00截止，请联系退回的工会。"),
        ("2026-03-09", GONE, "重新提交已于2026年03月09日 23:59截止，请联系退回的工会。"),
        ("2026-03-25", None, ""),
    ],
)
def test_later_of_the_day_given_and_the_deadline_counts(until, deadline, said):
    assert mend_sentence(until, deadline, NOW) == said
