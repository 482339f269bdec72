"""What code may compare about studios: kinds of entries in their logs."""

from django.db import models


class LogKind(models.TextChoices):
    """What a studio writes down (handbook contests §11): the criteria are counted from it."""

    PROJECT = "project", "立项课题"
    OUTPUT = "output", "成果"
    EXCHANGE = "exchange", "交流培训"
    PROMOTION = "promotion", "成员晋升"
    FUNDING = "funding", "经费"
    PLAN = "plan", "年度计划"
