"""The door of the engine: what rooms and faces may call."""

# ruff: noqa: I001 -- several names a line keep the door short
# fmt: off
from gonghui.engines.campaigns.actions.award_events import (
    end_award, expire_awards, Happening, pass_on_award, reconfirm_award, rectify_award,
    review_award, revoke_award,
)
from gonghui.engines.campaigns.actions.awards import (
    correct_award, Grant, grant_award, import_awards, show_award, withdraw_awards,
)
from gonghui.engines.campaigns.actions.marks import record_marks
from gonghui.engines.campaigns.actions.entries import (
    change_entry, enter_candidate, move_entry, record_consent, submit_entry, withdraw_entry,
)
from gonghui.engines.campaigns.actions.opening import (
    archive_campaign, close_stage, date_stages, open_campaign, open_stage, reschedule_stage,
    resume_campaign, suspend_campaign,
)
from gonghui.engines.campaigns.actions.outcomes import register_outcome
from gonghui.engines.campaigns.actions.planning import (
    change_campaign, plan_campaign, save_programme,
)
from gonghui.engines.campaigns.actions.quotas import split_places
from gonghui.engines.campaigns.actions.series import name_known_series, name_series
from gonghui.engines.campaigns.enums import (
    AwardEventKind, AwardSource, AwardStatus, CampaignStatus, IN_FORCE, Level, StageKind,
    StageStatus, TargetKind,
)
from gonghui.engines.campaigns.models import (
    Award, AwardEvent, Campaign, Category, Entry, FormField, Series, Stage,
)
from gonghui.engines.campaigns.queries.awards import (
    annotate_first, at_least, awards_of_person, consecutive_years, due_for_review,
    events_of_award, granted_between, having_status, in_force_on, list_awards, of_level,
    of_series, with_holder,
)
from gonghui.engines.campaigns.queries.calls import call_page, open_calls, public_calls
from gonghui.engines.campaigns.queries.opening import invited_unions, opening_problems
from gonghui.engines.campaigns.queries.notices import running_notices
from gonghui.engines.campaigns.queries.plans import frozen_plan, plan_of
from gonghui.engines.campaigns.queries.results import RATING, TURNOUT
from gonghui.engines.campaigns.rules.awards import longest_run
from gonghui.engines.campaigns.rules.facts import RecordAnswer, register_record_fact
from gonghui.engines.campaigns.rules.plans import Plan, read_plan
from gonghui.engines.campaigns.rules.programmes import programmes, register_programme
from gonghui.engines.campaigns.rules.registries import register_stage_effect, register_stage_guard
from gonghui.engines.campaigns.rules.satisfaction import (
    groups_may_be_shown, LEAST_BALLOTS, pooled, PassRule, RatingCounts, rates, shown_rates,
)
from gonghui.engines.campaigns.rules.satisfaction import percent as percent_of
from gonghui.engines.campaigns.rules.satisfaction import verdict as rating_verdict
from gonghui.engines.campaigns.rules.soundness import plan_problems
from gonghui.engines.campaigns.rules.titles import (
    grade_in, KnownTitle, register_title, title_doubts, title_of,
)

__all__ = [
    "IN_FORCE", "LEAST_BALLOTS", "RATING", "TURNOUT", "Award", "AwardEvent", "AwardEventKind",
    "AwardSource", "AwardStatus", "Campaign", "CampaignStatus", "Category", "Entry",
    "FormField", "Grant", "Happening", "KnownTitle", "Level", "PassRule", "Plan",
    "RatingCounts", "RecordAnswer", "Series", "Stage", "StageKind", "StageStatus", "TargetKind",
    "annotate_first", "archive_campaign", "at_least", "awards_of_person", "call_page",
    "change_campaign", "change_entry", "close_stage", "consecutive_years", "correct_award",
    "date_stages", "due_for_review", "end_award", "enter_candidate",
    "events_of_award", "expire_awards", "frozen_plan", "grade_in", "grant_award",
    "granted_between", "groups_may_be_shown", "having_status", "import_awards", "in_force_on", "invited_unions",
    "list_awards", "longest_run", "move_entry", "name_known_series", "name_series", "of_level",
    "of_series", "open_calls", "open_campaign", "open_stage", "opening_problems",
    "pass_on_award", "percent_of", "plan_campaign", "plan_of", "plan_problems", "pooled",
    "programmes", "public_calls", "rates", "rating_verdict", "read_plan", "reconfirm_award",
    "record_consent", "record_marks", "rectify_award", "register_outcome",
    "register_programme", "register_record_fact",
    "register_stage_effect", "register_stage_guard", "register_title", "reschedule_stage",
    "resume_campaign", "review_award", "revoke_award", "running_notices", "save_programme",
    "show_award", "shown_rates", "split_places", "submit_entry",
    "suspend_campaign", "title_doubts", "title_of", "with_holder", "withdraw_awards",
    "withdraw_entry",
]
