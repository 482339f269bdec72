"""Kinds of states and units of clocks: what code may compare. Labels are for people only."""

from django.db import models


class StateKind(models.TextChoices):
    """What a state means to the program, whatever a table calls it."""

    WAITING = "waiting", "等待"
    WORKING = "working", "办理中"
    RETURNED = "returned", "已退回"
    DONE = "done", "已办结"
    REFUSED = "refused", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"
    EXEMPT = "exempt", "不适用"
    MERGED = "merged", "已并案"
    EXPIRED = "expired", "已失效"


OPEN_KINDS = frozenset({StateKind.WAITING, StateKind.WORKING, StateKind.RETURNED})


class ClockUnit(models.TextChoices):
    """How a clock counts; every clock says which (handbook organisation §12)."""

    WORKDAY = "workday", "个工作日"
    DAY = "day", "日"
    MONTH = "month", "个月"


class FieldKind(models.TextChoices):
    """What a step may ask for."""

    TEXT = "text", "文字"
    LONG = "long", "长文字"
    INTEGER = "integer", "整数"
    DAY = "day", "日期"
    CHOICE = "choice", "选项"
    YES = "yes", "是否"


class EscalationKind(models.TextChoices):
    """What the clockwork did about a clock."""

    REMINDER = "reminder", "到期提醒"
    OVERDUE = "overdue", "逾期上报"
