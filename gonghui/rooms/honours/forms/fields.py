"""Fields of this room's own."""

from typing import Any

from django import forms

from gonghui.engines.campaigns.api import Series


class SeriesField(forms.ModelChoiceField):
    """A series of honours by name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(queryset=Series.objects.all(), **settings)

    def label_from_instance(self, obj: Series) -> str:
        """Name and level."""
        return f"{obj.name}（{obj.get_honour_level_display()}）"
