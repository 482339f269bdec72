"""One small register serves every extension point: unique keys, stable order, clear refusals."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Registry(Generic[Item]):
    """Named things that apps declare in ``registrations.py``."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, Item] = {}

    def register(self, key: str, item: Item) -> Item:
        """Add ``item`` under ``key``.

        Raises:
            ValueError: the key is taken by another item.
        """
        if self._items.setdefault(key, item) is not item:
            raise ValueError(f"{self.what} {key!r} is registered twice")
        return item

    def get(self, key: str) -> Item:
        """The item of ``key``.

        Raises:
            LookupError: nobody registered it.
        """
        try:
            return self._items[key]
        except KeyError:
            raise LookupError(f"no {self.what} is called {key!r}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        return iter(sorted(self._items.items()))
