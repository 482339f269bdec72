"""What this app adds to the house."""

from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.documents import checks
from gonghui.kernel.documents.models import Certificate
from gonghui.kernel.documents.rules import PERMISSIONS, READ
from gonghui.kernel.people.api import register_moving
from gonghui.kernel.ui.api import MenuEntry, register_menu

for key, label, roles, reach in PERMISSIONS:
    register_permission(Permission(key, label, roles, reach))

register_log_text("documents.document.drafted", "拟制公文：{kind}")
register_log_text("documents.document.changed", "修改公文草稿")
register_log_text("documents.document.issued", "签发公文 {doc_no}")
register_log_text("documents.document.withdrawn", "撤回公文：{reason}")
register_log_text("documents.certificate.issued", "颁发证书 {cert_no}：{title}")
register_log_text("documents.certificate.revoked", "撤销证书 {cert_no}：{reason}")

register_moving(Certificate)

for order, key, label, url_name, icon in (
    (60, "documents", "公文", "documents:document-list", "file-earmark-text"),
    (61, "certificates", "证书", "documents:certificate-list", "award"),
):
    register_menu(MenuEntry("workbench", key, label, url_name, icon, order, READ, "公文与证书"))
register_menu(
    MenuEntry(
        "member",
        "own-certificates",
        "我的证书",
        "documents:own-certificates",
        "award",
        60,
        group="荣誉",
    )
)

__all__ = ["checks"]
register_menu(MenuEntry("portal", "verify", "证书核验", "documents:verify", "patch-check", 50))
