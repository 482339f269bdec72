"""What code may compare about trainings. Labels are for people only."""

from django.db import models


class TrainingForm(models.TextChoices):
    """How it is held (handbook homes §10)."""

    RESIDENT = "resident", "脱产"
    ONLINE = "online", "线上"
    MIXED = "mixed", "混合"


class Theme(models.TextChoices):
    """What it is about (handbook homes §10)."""

    POLITICS = "politics", "政治理论"
    UNION_WORK = "union_work", "工会业务"
    FINANCE = "finance", "财务经审"
    WOMEN = "women", "女职工工作"
    WELLBEING = "wellbeing", "心理健康服务"
    DELEGATES = "delegates", "代表履职"
    DIGITAL = "digital", "数字化"


class EventStatus(models.TextChoices):
    """How far a training has come."""

    PLANNED = "planned", "筹备"
    OPEN = "open", "报名中"
    ENDED = "ended", "已结班"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已取消"


class EventSource(models.TextChoices):
    """Where what we know comes from: run here, from a list of people, from a list of trainings."""

    OWN = "own", "本系统办班"
    IMPORTED = "imported", "历史导入"
    ENTERED = "entered", "清单导入"


class RecordStatus(models.TextChoices):
    """How far one person has come in one training (handbook homes §10)."""

    APPLIED = "applied", "已报名"
    WAITING = "waiting", "候补"
    ADMITTED = "admitted", "已录取"
    IN_TRAINING = "in_training", "在训"
    COMPLETED = "completed", "结业"
    INCOMPLETE = "incomplete", "未结业"
    ABSENT = "absent", "缺席"
    NOT_ADMITTED = "not_admitted", "未录取"
    WITHDRAWN = "withdrawn", "已退出"
    REPLACED = "replaced", "已被顶替"


SEATED = (RecordStatus.ADMITTED, RecordStatus.IN_TRAINING)
"""Who holds a seat."""
ALIVE = (RecordStatus.APPLIED, RecordStatus.WAITING, *SEATED)
"""Who is still on the way."""
FINISHED = (RecordStatus.COMPLETED, RecordStatus.INCOMPLETE, RecordStatus.ABSENT)
"""Whose training is over."""
COUNTS = (*ALIVE, *FINISHED)
"""Records of which one person may have one in one training."""


class Half(models.TextChoices):
    """Half of a day."""

    AM = "am", "上午"
    PM = "pm", "下午"
