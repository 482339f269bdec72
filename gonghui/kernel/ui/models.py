"""What people left behind to find again: half-filled forms and their own views of lists."""

from django.db import models

from gonghui.kernel.lib.sealing import SealedField


class FormDraft(models.Model):
    """A form somebody has not sent yet. Sealed, because nobody can know what was typed into it."""

    user = models.ForeignKey(
        "access.User", models.CASCADE, related_name="drafts", verbose_name="账号"
    )
    key = models.CharField("表单", max_length=128)
    data = SealedField("内容")
    saved_at = models.DateTimeField("保存时间", auto_now=True)

    personal_data = "whatever was typed; sealed, removed when the form is sent or after 30 days"
    scope_note = "global: always asked by its own account"

    class Meta:
        verbose_name = verbose_name_plural = "表单草稿"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="draft_user_key_uniq")]


class SavedView(models.Model):
    """Filters, order and columns of a list under a name."""

    user = models.ForeignKey(
        "access.User", models.CASCADE, related_name="saved_views", verbose_name="账号"
    )
    list_key = models.CharField("列表", max_length=64)
    name = models.CharField("名称", max_length=32)
    query = models.CharField("条件", max_length=1000)
    is_default = models.BooleanField("默认", default=False)

    personal_data = "search words of one account; removed with it"
    scope_note = "global: always asked by its own account"

    class Meta:
        verbose_name = verbose_name_plural = "常用视图"
        constraints = [
            models.UniqueConstraint(fields=["user", "list_key", "name"], name="view_name_uniq")
        ]
