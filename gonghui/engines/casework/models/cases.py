"""A case is a matter under way; its steps are the record, its state is where the last step led."""

from django.db import models

from gonghui.engines.casework.enums import StateKind
from gonghui.engines.casework.rules import State, StateTable
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.scoping import ScopedManager, current

SOON = 3
LEFT_BEHIND = "table_version__definition"
"""The largest column of a case and its table; ``defer`` it, it is parsed once in the life of a process."""
_parsed: dict[str, StateTable] = {}


class TableVersion(models.Model):
    """A state table as cases began with it; never changed."""

    key = models.CharField("流程", max_length=64)
    version = models.PositiveIntegerField("版本")
    definition = models.JSONField("定义")
    digest = models.CharField("摘要", max_length=64)
    stored_at = models.DateTimeField("登记时间", auto_now_add=True)

    personal_data = "none"
    scope_note = "global: procedures are the same for all unions"

    class Meta:
        verbose_name = verbose_name_plural = "流程版本"
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="table_key_ver_uniq")
        ]

    @property
    def table(self) -> StateTable:
        """The table as code; parsed once per digest, which names the content.

        Who reads one case may leave ``definition`` behind (``LEFT_BEHIND``): it is fetched when this
        process meets the digest for the first time.
        """
        if self.digest not in _parsed:
            _parsed[self.digest] = StateTable.from_json(self.definition)
        return _parsed[self.digest]


class TwoSidedManager(ScopedManager):
    """A matter is seen by the union that owns it, by the other union concerned, and by its person."""

    def __init__(
        self,
        path_field: str = "union__path",
        other_field: str = "counterpart__path",
        person_field: str | None = "person_id",
    ) -> None:
        super().__init__(path_field, person_field)
        self.other_field = other_field

    def get_queryset(self) -> models.QuerySet:
        """The rows that the active scope allows."""
        rows = models.Manager.get_queryset(self)
        scope = current()
        own = scope.condition(self.declared.path_field, self.declared.person_field)
        other = scope.condition(self.declared.other_field, None)
        return rows if own is None else rows.filter(own | other)


def seen_with_case(prefix: str = "") -> TwoSidedManager:
    """The manager of a case, or of what hangs on one at the end of ``prefix``, e.g. ``"case__"``."""
    return TwoSidedManager(
        f"{prefix}union__path", f"{prefix}counterpart__path", f"{prefix}person_id"
    )


class Case(models.Model):
    """A matter: where it is, who has it now, until when.

    ``state_kind``, ``is_open`` and ``due`` follow from state and clocks and are kept for lists.
    """

    table_version = models.ForeignKey(
        TableVersion, models.PROTECT, related_name="cases", verbose_name="流程"
    )
    table_key = models.CharField("流程", max_length=64, db_index=True)
    state_id = models.CharField("状态", max_length=32)
    state_kind = models.CharField("状态类别", max_length=16, choices=StateKind)
    is_open = models.BooleanField("在办", default=True)
    returned_from = models.CharField("退回自", max_length=32, blank=True)
    round_no = models.PositiveSmallIntegerField("轮次", default=1)
    subject_type = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    title = models.CharField("事项", max_length=128)
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    counterpart = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="对方工会"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="当事人"
    )
    holder_union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="办理工会"
    )
    holder_permission = models.CharField("办理权限", max_length=64, blank=True)
    holder_user = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    due = models.DateField("到期日", default=FOREVER)
    opened_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="发起人"
    )
    opened_at = models.DateTimeField("发起时间", auto_now_add=True)
    closed_at = models.DateTimeField("办结时间", null=True)

    personal_data = "whose matter it is; kept as history, the person may be replaced on erasure"
    objects = seen_with_case()
    subject: models.Model | None = None
    """The record the case is about, while whoever wrote it has it in hand; else None, see ``subject_id``."""

    class Meta:
        verbose_name = verbose_name_plural = "工单"
        indexes = [
            models.Index(fields=["holder_union", "is_open", "due"], name="case_holder_idx"),
            models.Index(fields=["holder_user", "is_open", "due"], name="case_user_idx"),
            models.Index(fields=["subject_type", "subject_id"], name="case_subject_idx"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def table(self) -> StateTable:
        """The table this case began with."""
        return self.table_version.table

    @property
    def urgency(self) -> str:
        """How the due day looks in a list: "late", "soon" (within three days), "running", or "" without."""
        if not self.is_open or self.due == FOREVER:
            return ""
        left = (self.due - dates.today()).days
        return "late" if left < 0 else "soon" if left <= SOON else "running"

    @property
    def state(self) -> State:
        """Where the case is, with its label."""
        return self.table.state(self.state_id)


class Step(models.Model):
    """What somebody did to a case and why; never changed, never removed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps", verbose_name="工单")
    step_no = models.PositiveIntegerField("序号")
    transition = models.CharField("步骤", max_length=32)
    source = models.CharField("原状态", max_length=32)
    target = models.CharField("新状态", max_length=32)
    round_no = models.PositiveSmallIntegerField("轮次")
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    on_behalf_of = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="受托于"
    )
    note = models.TextField("说明", blank=True)
    fields = models.JSONField("内容", default=dict)
    at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "who handled a matter and what was written; kept with the case"
    objects = seen_with_case("case__")

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["case", "step_no"]
        constraints = [models.UniqueConstraint(fields=["case", "step_no"], name="step_no_uniq")]
