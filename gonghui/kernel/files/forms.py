"""The form field for an upload: it knows its purpose, says what it takes and checks what comes."""

from typing import Any

from django import forms

from gonghui.kernel.files.checking import check_upload
from gonghui.kernel.files.purposes import purposes


class UploadField(forms.FileField):
    """A file for a purpose; give the cleaned file to ``store_upload``."""

    def __init__(self, *, purpose: str, **options: Any) -> None:
        self.purpose = purpose
        super().__init__(**options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Tell the browser and the reader what may be sent; purposes are declared after forms."""
        rules = purposes.get(self.purpose)
        self.widget.attrs["accept"] = rules.accept
        self.help_text = self.help_text or rules.hint
        return super().get_bound_field(form, field_name)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, if its purpose takes it."""
        cleaned = super().clean(data, initial)
        if cleaned and cleaned is not initial:
            check_upload(cleaned, purposes.get(self.purpose))
        return cleaned
