"""App configuration."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents and certificates, numbered, frozen and written as .docx and PDF."""

    name = "gonghui.kernel.documents"
    label = "documents"
    verbose_name = "公文与证书"

    def ready(self) -> None:
        """Plug this app in."""
        from gonghui.kernel.documents import registrations  # noqa: F401, PLC0415 -- app registry must be ready
