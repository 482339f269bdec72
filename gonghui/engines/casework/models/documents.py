"""Papers that belong to a case: requests, replies, lists, pictures of them."""

from django.db import models

from gonghui.engines.casework.models.cases import Case, seen_with_case


class CaseDocument(models.Model):
    """A stored file on a case, with the state it was added in."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents", verbose_name="工单")
    stored = models.ForeignKey(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件"
    )
    label = models.CharField("材料名称", max_length=64)
    state_id = models.CharField("上传时状态", max_length=32)
    added_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="上传人"
    )
    added_at = models.DateTimeField("上传时间", auto_now_add=True)

    personal_data = "whatever the papers of a case say; kept sealed with the case"
    objects = seen_with_case("case__")

    class Meta:
        verbose_name = verbose_name_plural = "工单材料"
        ordering = ["case", "pk"]
