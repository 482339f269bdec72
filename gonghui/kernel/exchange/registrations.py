"""What this app declares: jobs, files, log texts, its entry in the menu, and the two doors of every list."""

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.exchange.actions.exports import EXPORT_JOB
from gonghui.kernel.exchange.actions.starting import ANSWER_JOB, APPLY_JOB, CHECK_JOB, UNDO_JOB
from gonghui.kernel.exchange.purposes import PURPOSES
from gonghui.kernel.exchange.tasks import answer_job, apply_job, check_job, export_job, undo_job
from gonghui.kernel.exchange.web.exports import answer_export, import_address
from gonghui.kernel.files.api import register_purpose
from gonghui.kernel.jobs.api import register_job
from gonghui.kernel.ui.api import MenuEntry, register_exporter, register_importer, register_menu

LOG_TEXTS = {
    "exchange.batch.uploaded": "上传了导入表格",
    "exchange.batch.unreadable": "导入表格无法读取",
    "exchange.batch.scanned": "导入表格待对应列",
    "exchange.batch.mapped": "确定了导入表格的列对应",
    "exchange.batch.queued": "导入任务排队",
    "exchange.batch.checked": "检查了导入表格：新增 {new}，变更 {changed}，退回 {refused}",
    "exchange.batch.applied": "写入了导入批次：新增 {new}，变更 {changed}",
    "exchange.batch.undone": "撤销了导入批次：新增 {new}，变更 {changed}",
    "exchange.batch.discarded": "放弃了导入批次",
    "exchange.batch.answered": "生成了批注表格：退回 {refused}",
    "exchange.table.exported": "导出了表格“{label}”{rows} 行",
}

for key, text in LOG_TEXTS.items():
    register_log_text(key, text)
for purpose in PURPOSES:
    register_purpose(purpose)
register_job(CHECK_JOB, check_job, _("检查导入表格"), resumable=True)
register_job(APPLY_JOB, apply_job, _("写入导入批次"), resumable=True)
register_job(ANSWER_JOB, answer_job, _("生成批注表格"), resumable=True)
register_job(EXPORT_JOB, export_job, _("导出表格"), resumable=True)
register_job(UNDO_JOB, undo_job, _("撤销导入批次"), resumable=True)
register_exporter(answer_export)
register_importer(import_address)
register_menu(
    MenuEntry(
        face="workbench",
        key="exchange",
        label="表格导入",
        url_name="exchange:batch-list",
        icon="file-earmark-spreadsheet",
        order=80,
        permission="people.member:edit",
    )
)
