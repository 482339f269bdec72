"""Words of labour contests that code compares."""

from django.db import models


class ListingKind(models.TextChoices):
    """On which list a labour contest stands (handbook contests §5)."""

    OWN = "own", "教育科技系统立项"
    PROVINCE = "province", "省十大重点工程劳动竞赛"
    NATION = "nation", "全国引领性劳动和技能竞赛"


class DimensionKind(models.TextChoices):
    """三比三保: what one competes in, and what one guarantees."""

    COMPETE = "compete", "比"
    GUARANTEE = "guarantee", "保"


class IncidentKind(models.TextChoices):
    """What stops a contest at once."""

    ACCIDENT = "accident", "安全事故"
    LEAK = "leak", "失泄密"
    QUALITY = "quality", "质量事故"


class MeritGrade(models.TextChoices):
    """岗位立功."""

    FIRST = "first", "一等功"
    SECOND = "second", "二等功"
    THIRD = "third", "三等功"


class MeritHolder(models.TextChoices):
    """Who earned it."""

    PERSON = "person", "个人"
    TEAM = "team", "集体"
