"""What a trace key says to a reader; every key used in code has a text (checked in tests/house)."""

from typing import Any

from gonghui.kernel.lib.registry import Registry

MISSING = "—"

log_texts: Registry[str] = Registry("log text")


def register_log_text(key: str, text: str) -> str:
    """Say in Chinese what trace ``key`` means; ``{fact}`` is replaced by the fact of that name."""
    return log_texts.register(key, text)


def text_of(key: str, facts: dict[str, Any]) -> str:
    """The sentence for an entry; the bare key when its app is gone, a dash for a missing fact."""
    if key not in log_texts:
        return key
    return log_texts.get(key).format_map(_Facts(facts))


class _Facts(dict):
    """Facts as a reader sees them."""

    def __missing__(self, name: str) -> str:
        return MISSING

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        if isinstance(value, list):
            return "、".join(map(str, value)) or MISSING
        return MISSING if value in (None, "") else str(value)
