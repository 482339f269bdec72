"""What the demonstration plugs in elsewhere."""

from gonghui.kernel.audit.api import register_log_text

register_log_text("demo.history.written", "载入演示省份的沿革")
