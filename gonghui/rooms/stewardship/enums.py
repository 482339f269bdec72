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


class BatchSource(models.TextChoices):
    """Where a batch of issues comes from (handbook homes §8)."""

    INSPECTION = "inspection", "巡视巡察"
    AUDIT = "audit", "审计经审"
    SPECIAL = "special", "专项检查"
    EVALUATION = "evaluation", "会员测评"
    LIFE_MEETING = "life_meeting", "民主生活会"


class ItemKind(models.TextChoices):
    """How an issue is to be put right."""

    AT_ONCE = "at_once", "立行立改"
    DATED = "dated", "限期整改"
    LONG_TERM = "long_term", "长期坚持"


class Party(models.TextChoices):
    """Who accepts a claim of a batch that asks for three parties (§8)."""

    OFFICE = "office", "牵头部门"
    TEAM = "team", "检查组"
    UNIT = "unit", "单位负责人"


class SummaryState(models.TextChoices):
    """How far the text for the public has come; it is released only after somebody else approved it."""

    NONE = "none", "未起草"
    DRAFT = "draft", "待审核"
    APPROVED = "approved", "已审核"
    RELEASED = "released", "已公开"


class AgendaState(models.TextChoices):
    """How far a topic of first agenda has come (handbook homes §9)."""

    POOLED = "pooled", "议题入库"
    SCHEDULED = "scheduled", "排期"
    REVIEWED = "reviewed", "材料审核"
    HELD = "held", "已召开"
    SIGNED = "signed", "纪要签发"
    TRACKED = "tracked", "任务跟踪"
    FILED = "filed", "归档"


class StudyForm(models.TextChoices):
    """How a topic was studied."""

    FULL_TEXT = "full_text", "原文学习"
    OUTLINE = "outline", "要点传达"
    EXCHANGE = "exchange", "交流研讨"
    EXPERT = "expert", "专家辅导"
