"""Files kept outside the web root; sealed ones are unreadable on disk."""

from django.db import models
from django.urls import reverse


class StoredFile(models.Model):
    """An upload or a produced file. ``purpose`` names the rule that says who may fetch it."""

    name = models.CharField("文件名", max_length=255)
    purpose = models.CharField("用途", max_length=64)
    content_type = models.CharField("类型", max_length=128)
    size = models.PositiveBigIntegerField("大小")
    digest = models.CharField("SM3", max_length=64)
    key = models.CharField(max_length=128, unique=True, editable=False)
    sealed = models.BooleanField(default=False)
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="工会"
    )
    owner = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="上传人"
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)
    expires_at = models.DateTimeField("保留至", null=True, blank=True, db_index=True)
    removed_at = models.DateTimeField("删除时间", null=True, editable=False)

    personal_data = "whatever was uploaded; the purpose decides retention"
    scope_note = "global: reached through the record that holds it, or after its purpose's rule"

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is downloaded, after the check."""
        return reverse("files:download", args=[self.key])
