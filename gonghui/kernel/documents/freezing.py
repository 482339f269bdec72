"""Contents as JSON and back, and the digest that a record keeps of them."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives import hashes

from gonghui.kernel.documents import content as contents

KINDS = {
    kind.__name__: kind
    for kind in vars(contents).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


class ContentUnknown(ValueError):
    """Stored JSON that is no content of this program."""


def to_json(value: Any) -> Any:
    """Plain JSON; dataclasses carry their name, fields at their default are left out."""
    if is_dataclass(value):
        kept = {
            field.name: to_json(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
        return {"is": type(value).__name__, **kept}
    if isinstance(value, tuple | list):
        return [to_json(part) for part in value]
    if isinstance(value, date):
        return {"is": "date", "on": value.isoformat()}
    return {"is": "decimal", "value": str(value)} if isinstance(value, Decimal) else value


def from_json(value: Any) -> Any:
    """What ``to_json`` was given; lists come back as tuples.

    Raises:
        ContentUnknown: an object of another kind, or with fields that its kind has not.
    """
    if isinstance(value, list):
        return tuple(from_json(part) for part in value)
    if not isinstance(value, dict):
        return value
    kind = value.get("is")
    if kind == "date":
        return date.fromisoformat(value["on"])
    if kind == "decimal":
        return Decimal(value["value"])
    try:
        parts = {name: from_json(part) for name, part in value.items() if name != "is"}
        return KINDS[str(kind)](**parts)
    except (KeyError, TypeError) as error:
        raise ContentUnknown(str(kind)) from error


def digest_of(frozen: Any) -> str:
    """SM3 of the JSON in its one canonical spelling, hexadecimal."""
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashes.Hash(hashes.SM3())
    digest.update(text.encode())
    return digest.finalize().hex()
