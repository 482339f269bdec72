"""How often one visitor may ask; counted in the cache, so an installation with several servers shares one."""

from django.core.cache import cache

from gonghui.kernel.documents.freezing import digest_of

WINDOW = 60
PER_VISITOR = 30
WRONG_WINDOW = 3600
WRONG_PER_NUMBER = 20


def is_too_often(visitor: str) -> bool:
    """Count one question of a visitor; true from the 31st in a minute on."""
    return _count(f"documents.verify:{visitor}", WINDOW) > PER_VISITOR


def has_too_many_misses(number: str) -> bool:
    """Whether somebody, from wherever, is guessing the code of this number."""
    return cache.get(_missed(number), 0) >= WRONG_PER_NUMBER


def count_miss(number: str) -> None:
    """A wrong code was typed for this number."""
    _count(_missed(number), WRONG_WINDOW)


def _missed(number: str) -> str:
    return f"documents.missed:{digest_of(number)}"


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # ran out between both calls
        return 1
