"""The rectification ledger: batches, items, progress, claims, moved due days (handbook homes §8)."""

from django.db import models

from gonghui.engines.casework.api import TwoSidedManager
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.stewardship.enums import BatchSource, ItemKind, Party, SummaryState


def seen_with_item(prefix: str = "item__") -> TwoSidedManager:
    """Rows of an item are in scope of the union it concerns and of its owner's; pages ask more."""
    return TwoSidedManager(f"{prefix}union__path", f"{prefix}owner_union__path", None)


class Batch(Record):
    """Issues that were fed back together, and the text about them for the public."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="整改单位"
    )
    name = models.CharField("批次", max_length=128)
    source = models.CharField("来源", max_length=16, choices=BatchSource)
    received_on = models.DateField("反馈日期")
    document_no = models.CharField("反馈文号", max_length=64, blank=True)
    three_party = models.BooleanField("三方验收", default=False)
    public_text = models.TextField("公开稿", blank=True)
    public_state = models.CharField(
        "公开稿状态", max_length=16, choices=SummaryState, default=SummaryState.NONE
    )
    drafted_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    approved_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    released_on = models.DateField("公开日期", null=True, blank=True)

    personal_data = "who drafted and approved a text; kept with it"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "整改批次"
        constraints = [models.UniqueConstraint(fields=["union", "name"], name="batch_name_uniq")]

    def __str__(self) -> str:
        return self.name


class RectItem(Record):
    """One issue. ``wording`` is verbatim and restricted, ``title`` names it in lists.

    ``due_on`` changes by ``DueMove`` only once the plan was approved; the state is that of ``case``, the
    latest of its cases.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items", verbose_name="批次")
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="整改单位"
    )
    item_no = models.PositiveSmallIntegerField("序号")
    title = models.CharField("事项", max_length=128)
    wording = models.TextField("反馈原文")
    category = models.CharField("类别", max_length=64, blank=True)
    kind = models.CharField("整改类型", max_length=16, choices=ItemKind, default=ItemKind.DATED)
    measures = models.TextField("整改措施", blank=True)
    target = models.CharField("整改目标", max_length=255, blank=True)
    leader = models.ForeignKey(
        "stewardship.Leader",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="责任领导",
    )
    owner_unit = models.CharField("责任部门", max_length=64, blank=True)
    owner = models.ForeignKey(
        "access.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="责任人",
    )
    owner_union = models.ForeignKey(
        "unions.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="责任人所在工会",
    )
    started_on = models.DateField("开始日期", null=True, blank=True)
    due_on = models.DateField("整改期限", null=True, blank=True)
    accountability = models.CharField("追责问责", max_length=255, blank=True)
    recovered_fen = models.BigIntegerField("追回资金", default=0)
    reopened = models.PositiveSmallIntegerField("反弹次数", default=0)
    case = models.ForeignKey(
        "casework.Case", models.PROTECT, null=True, related_name="+", verbose_name="工单"
    )

    personal_data = "who answers for an issue, and what was found; restricted, kept with the batch"
    objects = seen_with_item("")

    class Meta:
        verbose_name = verbose_name_plural = "整改事项"
        constraints = [models.UniqueConstraint(fields=["batch", "item_no"], name="item_no_uniq")]
        indexes = [models.Index(fields=["union", "due_on"], name="item_due_idx")]

    def __str__(self) -> str:
        return f"{self.item_no}. {self.title}"


class Claim(models.Model):
    """The owner says it is done (基本完成); checked is closed (销号), until it is reopened.

    Every day of its life stands in a column of its own, so that any past day can be asked.
    """

    item = models.ForeignKey(RectItem, models.CASCADE, related_name="claims", verbose_name="事项")
    claimed_on = models.DateField("申报日期")
    claimed_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="申报人"
    )
    summary = models.TextField("完成情况")
    due_on = models.DateField("当时期限", null=True)
    returned_on = models.DateField("退回日期", default=FOREVER)
    checked_on = models.DateField("核销日期", default=FOREVER)
    checked_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="核销人"
    )
    reopened_on = models.DateField("反弹日期", default=FOREVER)
    reason = models.CharField("退回、反弹原因", max_length=255, blank=True)

    personal_data = "who claimed and who checked; kept with the item"
    objects = seen_with_item()

    class Meta:
        verbose_name = verbose_name_plural = "完成申报"
        indexes = [models.Index(fields=["item", "checked_on"], name="claim_checked_idx")]


class Progress(models.Model):
    """What was done on a day, with its evidence; a claim takes the entries since the last one."""

    item = models.ForeignKey(RectItem, models.CASCADE, related_name="progress", verbose_name="事项")
    claim = models.ForeignKey(
        Claim, models.SET_NULL, null=True, related_name="progress", verbose_name="申报"
    )
    done_on = models.DateField("日期")
    text = models.TextField("进展")
    stored = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="佐证"
    )
    entered_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    personal_data = "who wrote down what was done; restricted, kept with the item"
    objects = seen_with_item()

    class Meta:
        verbose_name = verbose_name_plural = "整改进展"
        ordering = ["-done_on", "-pk"]


class Acceptance(models.Model):
    """One of three parties accepts a claim."""

    item = models.ForeignKey(
        RectItem, models.CASCADE, related_name="acceptances", verbose_name="事项"
    )
    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="acceptances", verbose_name="申报"
    )
    party = models.CharField("验收方", max_length=16, choices=Party)
    signer = models.CharField("验收人", max_length=64)
    accepted_on = models.DateField("验收日期")

    personal_data = "who signed an acceptance; kept with the item"
    objects = seen_with_item()

    class Meta:
        verbose_name = verbose_name_plural = "验收"
        constraints = [models.UniqueConstraint(fields=["claim", "party"], name="acceptance_uniq")]


class DueMove(models.Model):
    """A due day that the supervisor moved, with the old one and the reason; never changed."""

    item = models.ForeignKey(
        RectItem, models.CASCADE, related_name="due_moves", verbose_name="事项"
    )
    before = models.DateField("原期限", null=True)
    after = models.DateField("新期限", null=True)
    reason = models.CharField("原因", max_length=255)
    moved_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="调整人"
    )
    moved_at = models.DateTimeField("调整时间", auto_now_add=True)

    personal_data = "who moved a due day; kept with the item"
    objects = seen_with_item()

    class Meta:
        verbose_name = verbose_name_plural = "期限调整"
        ordering = ["pk"]


class NewRule(models.Model):
    """A rule (制度) that was made or revised because of an item."""

    item = models.ForeignKey(
        RectItem, models.CASCADE, related_name="new_rules", verbose_name="事项"
    )
    title = models.CharField("制度名称", max_length=128)
    made_on = models.DateField("印发日期")
    revised = models.BooleanField("修订", default=False)

    personal_data = "none"
    objects = seen_with_item()

    class Meta:
        verbose_name = verbose_name_plural = "制度"
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class DueWarning(models.Model):
    """A rung of the ladder that was sent, once for each due day."""

    item = models.ForeignKey(RectItem, models.CASCADE, related_name="warnings", verbose_name="事项")
    due_on = models.DateField("期限")
    rung = models.CharField("级", max_length=8)
    sent_on = models.DateField("发出日期")

    personal_data = "none"
    objects = seen_with_item()

    class Meta:
        verbose_name = verbose_name_plural = "整改提醒"
        constraints = [
            models.UniqueConstraint(fields=["item", "due_on", "rung"], name="item_warning_uniq")
        ]
