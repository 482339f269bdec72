"""System checks of the lowest floor: the program does not start without a key ring."""

from django.core.checks import Error, Tags, register

from gonghui.kernel.lib.sealing import KeyRingMissing, key_ring, missing_ring_hint


@register(Tags.security)
def check_key_ring(**_kwargs) -> list[Error]:
    """lib.E001 when identity numbers could be neither sealed nor found."""
    try:
        key_ring()
    except KeyRingMissing as error:
        return [Error(f"未找到可用的密钥环：{error}", hint=missing_ring_hint(), id="lib.E001")]
    return []
