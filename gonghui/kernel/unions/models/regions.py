"""Region codes (GB/T 2260) with the dates they held and what replaced them."""

from django.db import models

from gonghui.kernel.lib.records import DatedRecord


class Region(DatedRecord):
    """One code over one stretch of time; figures are grouped by prefecture, which is stable."""

    code = models.CharField("代码", max_length=6)
    name = models.CharField("名称", max_length=64)
    prefecture = models.CharField("地级市代码", max_length=4, blank=True, db_index=True)
    succeeded_by = models.ForeignKey(
        "self",
        verbose_name="后继",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    personal_data = "none"
    scope_note = "global: public reference data"

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="region_code_from_uniq")
        ]

    def __str__(self) -> str:
        return self.name
