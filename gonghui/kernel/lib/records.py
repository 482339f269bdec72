"""The base of most models: when it was made, when it changed, and a version for optimistic edits."""

from django.db import models


class Record(models.Model):
    """A row that people edit; ``version`` grows by one with every change (see kernel.exchange)."""

    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True


class DatedRecord(Record):
    """A fact that holds from one day to another, the end excluded."""

    valid_from = models.DateField("起")
    valid_to = models.DateField("止")

    class Meta:
        abstract = True
