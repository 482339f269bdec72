"""A place: an address with a door, equipment and opening hours. Its titles are awards of the engine."""

from django.db import models

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.homes.enums import Moment, PlaceKind, PlaceStatus


class Place(Record):
    """Where members can go. A title belongs to a union; a union may show 0..n places for it (homes §1).

    ``facts`` hold what only one kind knows, for instance of a rural home the boarding teachers.
    """

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    kind = models.CharField("类别", max_length=16, choices=PlaceKind)
    name = models.CharField("名称", max_length=128)
    address = models.CharField("地址", max_length=255, blank=True)
    region_code = models.CharField("行政区划代码", max_length=6, blank=True, db_index=True)
    area_m2 = models.DecimalField(
        "面积（平方米）", max_digits=8, decimal_places=1, null=True, blank=True
    )
    equipment = models.JSONField("设施设备", default=list, blank=True)
    opening_hours = models.CharField("开放时间", max_length=128, blank=True)
    contact = models.CharField("联系人", max_length=64, blank=True)
    phone = models.CharField("联系电话", max_length=32, blank=True)
    status = models.CharField(
        "状态", max_length=8, choices=PlaceStatus, default=PlaceStatus.PLANNED
    )
    opened_on = models.DateField("开放日期", null=True, blank=True)
    closed_on = models.DateField("关闭日期", default=FOREVER)
    shown_publicly = models.BooleanField("在门户公开", default=True)
    facts = models.JSONField("其他信息", default=dict, blank=True)

    personal_data = "the duty contact of a place, published with it; replaced when the duty changes"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "场所"
        ordering = ["kind", "name"]
        indexes = [models.Index(fields=["kind", "status"], name="place_kind_idx")]

    def __str__(self) -> str:
        return self.name


class PlaceTitle(models.Model):
    """An award that a place stands for: the star of a home, the name of a station."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="titles", verbose_name="场所")
    award = models.ForeignKey(
        "campaigns.Award", models.PROTECT, related_name="+", verbose_name="称号"
    )

    personal_data = "none"
    objects = ScopedManager("place__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "场所称号"
        constraints = [models.UniqueConstraint(fields=["place", "award"], name="place_title_uniq")]


class PlacePhoto(models.Model):
    """A picture of a place. With people on it, it is published only with their consent (homes §13)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="photos", verbose_name="场所")
    stored = models.ForeignKey(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name="照片"
    )
    moment = models.CharField("时段", max_length=8, choices=Moment, default=Moment.USE)
    caption = models.CharField("说明", max_length=128, blank=True)
    may_publish = models.BooleanField("可公开", default=False)
    added_at = models.DateTimeField("上传时间", auto_now_add=True)

    personal_data = "people who happen to be on a picture; published only with their consent"
    objects = ScopedManager("place__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "场所照片"
        ordering = ["place", "pk"]


class YearReport(Record):
    """What happened in a place in one year, as whoever keeps it says (年度报告)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="reports", verbose_name="场所")
    year = models.PositiveSmallIntegerField("年度")
    opened_days = models.PositiveSmallIntegerField("开放天数")
    visits = models.PositiveIntegerField("到访人次")
    activities = models.PositiveIntegerField("活动次数", default=0)
    spent_fen = models.BigIntegerField("支出（分）", default=0)
    note = models.TextField("工作小结", blank=True)

    personal_data = "none"
    objects = ScopedManager("place__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "场所年度报告"
        ordering = ["place", "-year"]
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="place_report_uniq")]
