"""Forms of places: the weights of a split, and the table of all unions and groups."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.models import Category
from gonghui.engines.campaigns.queries.sharing import Share
from gonghui.engines.campaigns.rules.quotas import read_places
from gonghui.kernel.unions.api import Union


class PlacesField(forms.CharField):
    """A number of places, however it was typed; what is none is refused and stays in its cell."""

    widget = forms.TextInput

    def clean(self, value: Any) -> int:
        """The number.

        Raises:
            ValidationError: the union and group, and why it is no number.
        """
        try:
            return read_places(super().clean(value))
        except ValueError as problem:
            said = _("“%(where)s”：%(why)s") % {"where": self.label, "why": problem}
            raise forms.ValidationError(said) from None


class SplitForm(forms.Form):
    """One weight for every union; the numbers of members unless somebody types others."""

    minimum = forms.IntegerField(
        label="每个工会至少", min_value=0, required=False, help_text="名额少于工会数时填 0"
    )
    competitive = forms.IntegerField(
        label="留作竞争",
        min_value=0,
        initial=0,
        required=False,
        help_text="不分到单位、评审时竞争的名额",
    )

    def __init__(
        self, *args: Any, unions: Iterable[Union], counts: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unions, self.counts = list(unions), counts
        for union in self.unions:
            self.fields[f"w{union.pk}"] = forms.DecimalField(
                label=union.name,
                min_value=0,
                max_digits=12,
                decimal_places=2,
                initial=counts.get(union.pk, 0),
            )

    @property
    def rows(self) -> list[tuple[Union, int, Any]]:
        """Every union with its members and its field."""
        return [
            (union, self.counts.get(union.pk, 0), self[f"w{union.pk}"]) for union in self.unions
        ]

    def weights(self) -> dict[int, Any]:
        """By id of the union."""
        return {union.pk: self.cleaned_data[f"w{union.pk}"] for union in self.unions}


class PlacesForm(forms.Form):
    """The table: one number for every union and group."""

    def __init__(self, *args: Any, shares: Iterable[Share], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shares = list(shares)
        for share in self.shares:
            for category, places in share.places:
                self.fields[_name(category, share.union)] = PlacesField(
                    label=f"{share.union.name} {category.name}",
                    initial=places,
                    required=False,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
                )

    @property
    def rows(self) -> list[tuple[Share, list[Any]]]:
        """Every union with its fields in the order of the groups."""
        return [
            (share, [self[_name(category, share.union)] for category, _places in share.places])
            for share in self.shares
        ]

    def places(self) -> dict[tuple[int, int], int]:
        """By group id and union id."""
        return {
            (category.pk, share.union.pk): self.cleaned_data[_name(category, share.union)]
            for share in self.shares
            for category, _places in share.places
        }


def _name(category: Category, union: Union) -> str:
    return f"p{category.pk}-{union.pk}"
