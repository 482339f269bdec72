"""Campaigns and all that belongs to them, one module per part of the way from call to award."""

from gonghui.engines.campaigns.models.awards import (
    Award,
    AwardEvent,
)
from gonghui.engines.campaigns.models.campaigns import (
    Campaign,
    Category,
    FormField,
    Programme,
    Series,
    Stage,
)
from gonghui.engines.campaigns.models.entries import (
    Attachment,
    DemocraticStep,
    Endorsement,
    Entry,
    Finding,
    OutsideOpinion,
    Submission,
)
from gonghui.engines.campaigns.models.judging import (
    Draw,
    Expert,
    FrozenSheet,
    Mark,
    Panel,
    PanelEntry,
    Recusal,
    Rubric,
    RubricItem,
    ScoreSheet,
    Seat,
)
from gonghui.engines.campaigns.models.quotas import (
    CompositionRule,
    EligibilityRule,
    Quota,
    QuotaSplit,
)
from gonghui.engines.campaigns.models.slates import (
    AwardDecision,
    Deliberation,
    NoticeLine,
    Objection,
    PublicNotice,
    Slate,
    SlateLine,
)
from gonghui.engines.campaigns.models.votes import (
    Ballot,
    BallotChoice,
    BallotReview,
)

__all__ = [
    "Attachment",
    "Award",
    "AwardDecision",
    "AwardEvent",
    "Ballot",
    "BallotChoice",
    "BallotReview",
    "Campaign",
    "Category",
    "CompositionRule",
    "Deliberation",
    "DemocraticStep",
    "Draw",
    "EligibilityRule",
    "Endorsement",
    "Entry",
    "Expert",
    "Finding",
    "FormField",
    "FrozenSheet",
    "Mark",
    "NoticeLine",
    "Objection",
    "OutsideOpinion",
    "Panel",
    "PanelEntry",
    "Programme",
    "PublicNotice",
    "Quota",
    "QuotaSplit",
    "Recusal",
    "Rubric",
    "RubricItem",
    "ScoreSheet",
    "Seat",
    "Series",
    "Slate",
    "SlateLine",
    "Stage",
    "Submission",
]
