"""Forms of places: the weights of a split, and the table of all unions and groups."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gonghui.engines.campaigns.models import Category
from gonghui.engines.campaigns.queries.sharing import Share
from gonghui.kernel.unions.api import Union

MOST = 100_000


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
                self.fields[_name(category, share.union)] = forms.IntegerField(
                    label=f"{share.union.name} {category.name}",
                    min_value=0,
                    max_value=MOST,
                    initial=places,
                    required=False,
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
            (category.pk, share.union.pk): self.cleaned_data[_name(category, share.union)] or 0
            for share in self.shares
            for category, _places in share.places
        }


def _name(category: Category, union: Union) -> str:
    return f"p{category.pk}-{union.pk}"
