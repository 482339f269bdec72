"""What code may compare in this room; labels are for people only."""

from django.db import models


class PointStatus(models.TextChoices):
    """How far a contact point has come (handbook homes §7)."""

    NAMED = "named", "确定"
    ACTIVE = "active", "在联"
    ADJUSTED = "adjusted", "调整"
    ENDED = "ended", "结束"


class VisitForm(models.TextChoices):
    """How a leader was at the grassroots; 调研 at other unions is kept, but not counted."""

    STAY = "stay", "蹲点"
    TALK = "talk", "座谈"
    CALL = "call", "走访"
    LECTURE = "lecture", "宣讲"
    COMFORT = "comfort", "慰问"
    INSPECT = "inspect", "督查"
    RESEARCH = "research", "调研"


class Half(models.TextChoices):
    """Half of a day; the values sort as the day goes."""

    MORNING = "1", "上午"
    AFTERNOON = "2", "下午"


class Rating(models.TextChoices):
    """What the union concerned says of an answer."""

    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"


class Handler(models.TextChoices):
    """Whose desk a problem is dealt with on."""

    OWN = "own", "本会"
    CONCERNED = "concerned", "联系单位"
