"""The door of the engine: what rooms and faces may call."""

# ruff: noqa: I001 -- several names a line keep the door short
# fmt: off
from gonghui.engines.campaigns.actions.award_events import (
    Happening, end_award, expire_awards, pass_on_award, reconfirm_award, rectify_award,
    review_award, revoke_award,
)
from gonghui.engines.campaigns.actions.awards import (
    Grant, correct_award, grant_award, import_awards, show_award, withdraw_awards,
)
from gonghui.engines.campaigns.actions.outcomes import register_outcome
from gonghui.engines.campaigns.actions.series import name_series
from gonghui.engines.campaigns.enums import (
    AwardEventKind, AwardSource, AwardStatus, IN_FORCE, Level, TargetKind,
)
from gonghui.engines.campaigns.models import Award, AwardEvent, Campaign, Entry, Series
from gonghui.engines.campaigns.queries.awards import (
    annotate_first, at_least, awards_of_person, consecutive_years, due_for_review,
    events_of_award, granted_between, in_force_on, list_awards, of_level, of_series, with_holder,
)
from gonghui.engines.campaigns.rules.awards import longest_run, runs_of

__all__ = [
    "IN_FORCE", "Award", "AwardEvent", "AwardEventKind", "AwardSource", "AwardStatus", "Campaign",
    "Entry", "Grant", "Happening", "Level", "Series", "TargetKind", "annotate_first", "at_least",
    "awards_of_person", "consecutive_years", "correct_award", "due_for_review", "end_award",
    "events_of_award", "expire_awards", "grant_award", "granted_between", "import_awards",
    "in_force_on", "list_awards", "longest_run", "name_series", "of_level", "of_series",
    "pass_on_award", "reconfirm_award", "rectify_award", "register_outcome", "review_award",
    "revoke_award", "runs_of", "show_award", "with_holder", "withdraw_awards",
]
