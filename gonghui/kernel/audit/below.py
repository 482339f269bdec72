"""Log texts of the floors below, which cannot import this package."""

TEXTS = {
    "lib.calendar.day_set": "调整工作日历：{day}",
    "lib.calendar.year_announced": "发布年度工作日历",
}
