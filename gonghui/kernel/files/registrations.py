"""What this app adds to the house: the nightly sweep."""

from datetime import time

from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.files.cleaning import sweep
from gonghui.kernel.jobs.api import register_periodic

register_periodic("files.sweep", sweep, time(3, 20))
register_log_text("files.file.stored", "保存文件：{purpose}")
register_log_text("files.file.fetched", "下载加密保存的文件：{purpose}")
register_log_text("files.file.removed", "删除文件内容：{purpose}")
