"""What this app adds to the house: its own nightly clearing, its sign in the top bar."""

from datetime import time

from gonghui.kernel.access.api import clear_expired
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.jobs.declarations import register_periodic
from gonghui.kernel.jobs.queries import count_open_jobs
from gonghui.kernel.jobs.retention import remove_old
from gonghui.kernel.ui.api import Tool, register_tool

register_periodic("jobs.remove_old", remove_old, time(3, 40))
register_periodic(
    "access.clear_expired", clear_expired, time(3, 45)
)  # stands below, knows no clock
register_log_text("jobs.job.started", "发起后台任务：{title}")
register_log_text("jobs.job.cancelled", "取消后台任务：{title}")
register_tool(
    Tool("jobs", "后台任务", "jobs:job-list", "hourglass-split", count_open_jobs, order=10)
)
