"""What the look itself plugs in when the program starts."""

from gonghui.kernel.ui import checks

__all__ = ["checks"]
