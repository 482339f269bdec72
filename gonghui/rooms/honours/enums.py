"""What code may compare about studios and chosen teachers: kinds of entries in their logs."""

from django.db import models


class LogKind(models.TextChoices):
    """What a studio writes down (handbook contests §11): the criteria are counted from it."""

    PROJECT = "project", "立项课题"
    OUTPUT = "output", "成果"
    EXCHANGE = "exchange", "交流培训"
    PROMOTION = "promotion", "成员晋升"
    FUNDING = "funding", "经费"
    PLAN = "plan", "年度计划"


class CultivationKind(models.TextChoices):
    """How a chosen teacher is trained (handbook contests §10)."""

    WORKSHOP = "workshop", "名师工作坊"
    MENTOR = "mentor", "导师指导"
    TRAINING = "training", "集中培训"
    VISIT = "visit", "跟岗研修"
    BOOKS = "books", "读书研修"
