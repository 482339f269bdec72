"""Numbers from a series, unique and without gaps."""

from gonghui.kernel.documents.models import NumberSeries


def take_numbers(key: str, year: int, count: int = 1) -> range:
    """The next ``count`` numbers of a series and year; for use inside actions.

    The row of the series stays locked until the transaction ends: whoever comes second waits and goes
    on from there, and a transaction that is rolled back gives its numbers back.
    """
    made, _new = NumberSeries.objects.get_or_create(key=key, year=year)
    series = NumberSeries.objects.select_for_update().get(pk=made.pk)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, first + count)
