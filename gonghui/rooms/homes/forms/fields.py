"""Fields of this room's own."""

from typing import Any

from django import forms

FEN = 100


class YuanField(forms.DecimalField):
    """Yuan as typed, fen as kept."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, min_value=0, **settings)

    def clean(self, value: Any) -> int:
        """Fen."""
        amount = super().clean(value)
        return int(amount * FEN) if amount is not None else 0
