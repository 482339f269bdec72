"""The working-day calendar and the options of a federation as data."""

from django.db import models

from gonghui.kernel.lib.records import Record


class CalendarYear(models.Model):
    """A year about which something is known; only an announced year gives final answers."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    announced = models.BooleanField("已公布", default=False)
    source = models.CharField("依据", max_length=200, blank=True)

    personal_data = "none"
    scope_note = "global: the State Council's plan is the same for every union"

    class Meta:
        verbose_name = "日历年度"
        verbose_name_plural = "日历年度"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a weekend day worked instead."""

    class Kind(models.TextChoices):
        """Which way the day differs."""

        HOLIDAY = "holiday", "放假"
        MAKEUP = "makeup", "补班"

    day = models.DateField("日期", unique=True)
    kind = models.CharField("性质", max_length=7, choices=Kind.choices)
    name = models.CharField("名称", max_length=40, blank=True)
    calendar_year = models.ForeignKey(
        CalendarYear, models.PROTECT, related_name="days", verbose_name="年度"
    )

    personal_data = "none"
    scope_note = "global: the State Council's plan is the same for every union"

    class Meta:
        verbose_name = "放假与补班"
        verbose_name_plural = "放假与补班"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.get_kind_display()}"


class OptionValue(Record):
    """One choice: by one union, or by the whole federation where ``union`` is empty."""

    key = models.CharField("参数", max_length=64, db_index=True)
    union = models.ForeignKey(
        "unions.Union", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="工会"
    )
    value = models.JSONField("取值", null=True)

    personal_data = "none"
    scope_note = "global: settings are read before any scope is known"

    class Meta:
        verbose_name = verbose_name_plural = "参数"
        constraints = [
            models.UniqueConstraint(fields=["key", "union"], name="option_key_union_uniq")
        ]
