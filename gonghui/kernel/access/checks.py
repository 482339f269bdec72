"""System checks: permissions name only roles that exist."""

from django.core.checks import Error, register

from gonghui.kernel.access.roles import undeclared_roles


@register()
def check_roles(**_kwargs) -> list[Error]:
    """access.E001 for a permission whose role nobody declares."""
    return [
        Error(f"权限 {key} 使用了未声明的角色 {role}", id="access.E001")
        for key, role in undeclared_roles()
    ]
