"""What the files of this app are for; all are sealed, because rolls and lists hold personal data."""

from datetime import timedelta
from typing import Any

from gonghui.kernel.exchange.models import Batch
from gonghui.kernel.exchange.targets import targets
from gonghui.kernel.files.api import MEBIBYTE, TABLES, WEB_TABLE, XLSX, Purpose, StoredFile
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import Decision, decide

UPLOAD, ANSWER, EXPORT = "exchange.upload", "exchange.answer", "exchange.export"
LARGEST_UPLOAD = 50 * MEBIBYTE
KEEP_UPLOADS = timedelta(days=180)
KEEP_EXPORTS = timedelta(days=7)


def may_fetch_batch_file(user: Any, stored: StoredFile) -> Decision:
    """Whoever may import for the union may fetch what was sent and answered."""
    with scoping.everything("the policy decides about the batch of a file"):
        batch = (
            Batch.objects.filter(file=stored).first() or Batch.objects.filter(answer=stored).first()
        )
    if batch is None or batch.target not in targets:
        return Decision(allowed=False, reason="这个文件不再属于任何导入批次。")
    return decide(user, targets.get(batch.target).permission, batch.union)


def may_fetch_export(user: Any, stored: StoredFile) -> Decision:
    """An export is for whoever made it."""
    if user.is_authenticated and stored.owner_id == user.pk:
        return Decision(allowed=True)
    return Decision(allowed=False, reason="导出的表格只能由导出人下载，请自行导出。")


PURPOSES = (
    Purpose(
        UPLOAD,
        "导入的表格",
        (*TABLES, WEB_TABLE),
        LARGEST_UPLOAD,
        True,
        may_fetch_batch_file,
        KEEP_UPLOADS,
    ),
    Purpose(ANSWER, "批注表格", (XLSX,), LARGEST_UPLOAD, True, may_fetch_batch_file, KEEP_UPLOADS),
    Purpose(EXPORT, "导出的表格", (XLSX,), LARGEST_UPLOAD, True, may_fetch_export, KEEP_EXPORTS),
)
