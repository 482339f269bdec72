"""Rows that carry our own row key: which person they are about, and whether the person is still as exported."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import ROW_KEY, ParsedBlock, RowKey, Setting, read_row_key
from gonghui.kernel.lib.records import last_actor
from gonghui.kernel.people.api import Person
from gonghui.rooms.organising.imports.existing import Standing
from gonghui.rooms.organising.imports.identities import Identity


def keys_of(block: ParsedBlock, setting: Setting, target_key: str) -> list[RowKey | None]:
    """The row keys of a block; one that we did not write for this union is refused."""
    texts = block.values.get(ROW_KEY)
    if texts is None:
        return [None] * len(block.numbers)
    return [_key(block, index, str(text), setting, target_key) for index, text in enumerate(texts)]


def _key(
    block: ParsedBlock, index: int, text: str, setting: Setting, target_key: str
) -> RowKey | None:
    if not text.strip():
        return None
    key = read_row_key(target_key, setting.union.pk, text)
    if key is None:
        message = _("行标识不是本工会导出的，请重新导出后再改，或清空这一格。")
        block.refuse(index, ROW_KEY, "row_key", message)
    return key


def check_key(
    block: ParsedBlock,
    index: int,
    key: RowKey,
    identity: Identity | None,
    person_of_document: int | None,
    standing: Standing | None,
) -> None:
    """Refuse a row whose person is gone, was changed since the export, or carries another document."""
    if standing is None or standing.span is None:
        block.refuse(index, ROW_KEY, "gone", _("名册上已没有此人，请重新导出。"))
        return
    if version_of(standing) != key.version:
        block.refuse(index, ROW_KEY, "stale", _stale(key.record))
    if identity is not None and person_of_document != key.record:
        message = _("证件号码与名册上的不同。更正证件请到会员页办理，这里请填回原号码或清空。")
        block.refuse(index, "doc_no", "document_changed", message)


def version_of(standing: Standing) -> str:
    """The version of a row: of the person and of the present span."""
    return f"{standing.person['version']}.{standing.span['version']}"


def _stale(person_id: int) -> str:
    person = Person.objects.get(pk=person_id)
    words = {
        "name": person.name,
        "who": last_actor(person) or _("他人"),
        "when": timezone.localtime(person.updated_at).strftime("%Y-%m-%d %H:%M"),
    }
    return _("“%(name)s”已由%(who)s在 %(when)s 修改，请重新导出后再改。") % words


def merge_keys(
    keys: Sequence[RowKey | None], by_document: Sequence[int | None]
) -> list[int | None]:
    """The person of each row: by key before document."""
    return [key.record if key else found for key, found in zip(keys, by_document, strict=True)]
