"""Pairings (校（所）村共建）: a union of a university or institute supports a rural school or a village."""

from django.db import models

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.homes.models.places import Place


class Pairing(Record):
    """Who supports whom, by which agreement, from when to when."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="帮扶工会"
    )
    helped_name = models.CharField("共建对象", max_length=128)
    helped_union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="对象所属工会"
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="pairings", verbose_name="共建场所"
    )
    agreement_no = models.CharField("协议编号", max_length=64, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", default=FOREVER)
    result = models.TextField("共建成效", blank=True)

    personal_data = "none"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "共建结对"
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.union}—{self.helped_name}"


class PairingVisit(models.Model):
    """One visit with what was brought; money in fen, until the ledger takes it over."""

    pairing = models.ForeignKey(
        Pairing, models.CASCADE, related_name="visits", verbose_name="共建结对"
    )
    visited_on = models.DateField("日期")
    topic = models.CharField("内容", max_length=255)
    persons = models.PositiveIntegerField("参加人数", default=0)
    goods_fen = models.BigIntegerField("物资折款（分）", default=0)
    money_fen = models.BigIntegerField("资金（分）", default=0)

    personal_data = "none"
    objects = ScopedManager("pairing__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "共建活动"
        ordering = ["-visited_on", "-pk"]
