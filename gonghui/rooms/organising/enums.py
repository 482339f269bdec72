"""Choices of this room's own records."""

from django.db import models


class FoundingForm(models.TextChoices):
    """How a unit gets its union (law art. 11, handbook organisation §1)."""

    COMMITTEE = "committee", "单独建会（25人以上）"
    SMALL = "small", "单独建会（不足25人）"
    JOINT = "joint", "联合工会"
    ORGANISER = "organiser", "组织员"


class ReasonWithout(models.TextChoices):
    """Why a unit has no union yet."""

    UNKNOWN = "", "未填"
    NEW = "new", "新开办"
    SMALL = "small", "人数少"
    UNWILLING = "unwilling", "举办者不愿意"
    UNAWARE = "unaware", "不了解政策"
    LAPSED = "lapsed", "原工会已撤销"
    OTHER = "other", "其他"


class VisitKind(models.TextChoices):
    """How the union came into contact."""

    VISIT = "visit", "上门走访"
    CALL = "call", "电话联系"
    LETTER = "letter", "建会建议书"
    MEETING = "meeting", "座谈宣讲"


class ElectionSeat(models.TextChoices):
    """What an election fills."""

    COMMITTEE = "committee", "工会委员会"
    STANDING = "standing", "常务委员会"
    AUDIT = "audit", "经费审查委员会"
    WOMEN = "women", "女职工委员会"
