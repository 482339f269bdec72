"""What code may compare in this room; labels are for people only."""

from django.db import models


class PlaceKind(models.TextChoices):
    """What a place is for (handbook homes §1, contests §11)."""

    HOME = "home", "职工之家"
    SMALL_HOME = "small_home", "职工小家"
    RURAL_HOME = "rural_home", "“五好”乡村教工之家"
    HEALTH_STATION = "health_station", "职工健康服务站"
    NURSING_ROOM = "nursing_room", "爱心母婴室"
    STUDIO = "studio", "创新工作室"


class PlaceStatus(models.TextChoices):
    """Whether somebody can go there."""

    PLANNED = "planned", "筹划"
    BUILDING = "building", "建设中"
    OPEN = "open", "开放"
    CLOSED = "closed", "已关闭"


class Moment(models.TextChoices):
    """What a photo shows of a place."""

    BEFORE = "before", "建设前"
    AFTER = "after", "建成后"
    USE = "use", "使用中"


class ProblemStatus(models.TextChoices):
    """How far a reported problem has come; the reporter hears of every step."""

    REPORTED = "reported", "已上报"
    HANDLING = "handling", "处理中"
    ANSWERED = "answered", "已答复"


class RoundStatus(models.TextChoices):
    """How far a rating has come (handbook homes §5)."""

    PLANNED = "planned", "未开始"
    OPEN = "open", "测评中"
    CLOSED = "closed", "已截止"
    PUBLISHED = "published", "已公布"
    VOID = "void", "无效"


class Answer(models.TextChoices):
    """What a member may say of the union, or of one side of its work."""

    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"
    UNKNOWN = "unknown", "不了解"
