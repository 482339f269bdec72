"""Which definition a figure had when, so that an old edition can be read with its own words."""

from django.db import models


class DefinitionVersion(models.Model):
    """One version of an indicator's definition, kept when it first ran here."""

    key = models.CharField("指标", max_length=64)
    edition = models.PositiveSmallIntegerField("版本")
    name = models.CharField("名称", max_length=128)
    unit = models.CharField("单位", max_length=16)
    definition = models.TextField("口径")
    since = models.DateField("启用")

    personal_data = "none"
    scope_note = "global: definitions are public"

    class Meta:
        verbose_name = verbose_name_plural = "指标口径"
        constraints = [
            models.UniqueConstraint(fields=["key", "edition"], name="definition_edition_uniq")
        ]
