"""The file of a model worker (劳模档案): how they are today, apart from what they were given."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager


class WorkerFile(Record):
    """What drives benefits elsewhere: living, retired, where they belong now (handbook contests §9)."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="现属工会"
    )
    person = models.OneToOneField(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="会员"
    )
    name = models.CharField("姓名", max_length=64)
    unit_name = models.CharField("现在单位", max_length=128, blank=True)
    living = models.BooleanField("健在", default=True)
    retired = models.BooleanField("已退休", default=False)
    status_on = models.DateField("核实日期")
    note = models.TextField("备注", blank=True)

    personal_data = "whether a model worker lives and is retired; for the keepers of benefits only"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "劳模档案"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
