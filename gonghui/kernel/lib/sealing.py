"""Sealed texts, files and model fields (SM4-GCM) under a key ring, keyed hashes for look-up, and masks.

Identity numbers and phones are kept in no other way: sealed for reading, hashed for finding, masked
for showing (handbook organisation §14). The key ring comes from GONGHUI_KEY_RING or KEY_RING_FILE.
"""

import base64
import binascii
import json
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.utils.translation import gettext as _

ENVIRONMENT = "GONGHUI_KEY_RING"
VERSION = b"\x01"
NONCE_BYTES = 12
NONCES_AT_ONCE = 1024
TAG_BYTES = 16
KEY_BYTES = 16
HASH_KEY_BYTES = 32
SEALED_PREFIX = "sealed:"


class KeyRingMissing(Exception):
    """There is no usable key ring; the message says where one is expected and how to make it."""


class SealBroken(Exception):
    """Sealed data cannot be opened: unknown key, wrong context, or changed bytes."""


class KeyRing:
    """The keys of one installation: one current sealing key, older ones for opening, one hash key.

    Args:
        current: id of the key that seals from now on.
        keys: key id (1–16 ASCII characters) to 16 bytes.
        hash_key: 32 bytes; changing it makes every stored keyed hash useless, so it never rotates.
    """

    def __init__(self, current: str, keys: dict[str, bytes], hash_key: bytes):
        """Check the sizes and prepare the ciphers once, because sealing happens a million times."""
        if current not in keys:
            raise KeyRingMissing(f'the current key "{current}" is not among the keys')
        if any(len(key) != KEY_BYTES for key in keys.values()) or len(hash_key) != HASH_KEY_BYTES:
            raise KeyRingMissing("a key has the wrong length: 16 bytes each, hash_key 32 bytes")
        if not all(1 <= len(name) <= 16 and name.isascii() for name in keys):
            raise KeyRingMissing("key ids must be 1 to 16 ASCII characters")
        self.current = current
        self._ciphers = {name.encode(): algorithms.SM4(key) for name, key in keys.items()}
        self._sealing = self._ciphers[current.encode()]
        self._header = VERSION + bytes([len(current)]) + current.encode()
        self._hash = hmac.HMAC(hash_key, hashes.SM3())

    @classmethod
    def from_json(cls, text: str) -> "KeyRing":
        """A ring from ``{"current": …, "keys": {id: base64}, "hash_key": base64}``."""
        try:
            raw = json.loads(text)
            keys = {name: base64.b64decode(key) for name, key in raw["keys"].items()}
            return cls(raw["current"], keys, base64.b64decode(raw["hash_key"]))
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
            raise KeyRingMissing(f"the key ring cannot be read ({type(error).__name__})") from None

    def seal(self, data: bytes, context: bytes) -> bytes:
        """Envelope: version, key id, nonce, ciphertext, tag; header and context are authenticated."""
        return self._seal(data, self._header + context, os.urandom(NONCE_BYTES))

    def sealer(self, context: bytes) -> Callable[[bytes], bytes]:
        """``seal`` for many data of one context; random bytes are drawn for a thousand at a time."""
        authenticated = self._header + context
        nonces: list[bytes] = []

        def run(data: bytes) -> bytes:
            if not nonces:
                drawn = os.urandom(NONCE_BYTES * NONCES_AT_ONCE)
                nonces.extend(
                    drawn[start : start + NONCE_BYTES]
                    for start in range(0, len(drawn), NONCE_BYTES)
                )
            return self._seal(data, authenticated, nonces.pop())

        return run

    def _seal(self, data: bytes, authenticated: bytes, nonce: bytes) -> bytes:
        encryptor = Cipher(self._sealing, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(authenticated)
        sealed = encryptor.update(data) + encryptor.finalize()
        return b"".join((self._header, nonce, sealed, encryptor.tag))

    def unseal(self, data: bytes, context: bytes) -> bytes:
        """The plain bytes, or SealBroken."""
        body = 2 + data[1] if len(data) > 1 else 0
        cipher = self._ciphers.get(data[2:body])
        if data[:1] != VERSION or cipher is None or len(data) < body + NONCE_BYTES + TAG_BYTES:
            raise SealBroken("sealed data names no key of this ring")
        nonce, tag = data[body : body + NONCE_BYTES], data[-TAG_BYTES:]
        decryptor = Cipher(cipher, modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(data[:body] + context)
        try:
            return decryptor.update(data[body + NONCE_BYTES : -TAG_BYTES]) + decryptor.finalize()
        except InvalidTag:
            raise SealBroken(f"sealed data does not belong to {context.decode()}") from None

    def hash(self, data: bytes) -> str:
        """HMAC-SM3 as 64 hexadecimal characters."""
        digest = self._hash.copy()
        digest.update(data)
        return digest.finalize().hex()

    def hasher(self, beginning: bytes) -> Callable[[bytes], str]:
        """``hash`` for many data that begin alike; takes what follows the beginning."""
        begun = self._hash.copy()
        begun.update(beginning)

        def run(rest: bytes) -> str:
            digest = begun.copy()
            digest.update(rest)
            return digest.finalize().hex()

        return run


@lru_cache(maxsize=8)
def _load(from_environment: str | None, path: str) -> KeyRing:
    """The ring named by the environment, else by the file; cached by what names it."""
    if from_environment:
        return KeyRing.from_json(from_environment)
    try:
        return KeyRing.from_json(Path(path).read_text(encoding="utf-8"))
    except OSError:
        raise KeyRingMissing(f"there is no key ring at {path}, see manage.py make_keys") from None


def key_ring() -> KeyRing:
    """The ring of this installation; raises KeyRingMissing with the reason."""
    return _load(os.environ.get(ENVIRONMENT), str(settings.KEY_RING_FILE))


def new_ring_json() -> str:
    """A fresh ring with random keys, ready to be written to a file."""
    keys = {"k1": base64.b64encode(os.urandom(KEY_BYTES)).decode()}
    hash_key = base64.b64encode(os.urandom(HASH_KEY_BYTES)).decode()
    return json.dumps({"current": "k1", "keys": keys, "hash_key": hash_key}, indent=2) + "\n"


def seal(text: str, context: str) -> bytes:
    """Seal a text for one place; the empty text stays empty bytes.

    Args:
        text: what to hide.
        context: the place it belongs to, for instance ``people.Person.doc_no``; it opens nowhere else.
    """
    return key_ring().seal(text.encode(), context.encode()) if text else b""


def unseal(data: bytes, context: str) -> str:
    """The text sealed for this context; raises SealBroken."""
    return key_ring().unseal(bytes(data), context.encode()).decode() if data else ""


def seal_bytes(data: bytes, context: str) -> bytes:
    """Seal a file or one chunk of it; name file and chunk in the context, so that none can be swapped."""
    return key_ring().seal(data, context.encode())


def unseal_bytes(data: bytes, context: str) -> bytes:
    """The bytes sealed for this context; raises SealBroken."""
    return key_ring().unseal(bytes(data), context.encode())


def keyed_hash(value: str, context: str) -> str:
    """HMAC-SM3 of a normalised value, 64 hexadecimal characters, "" for "": for look-up without plaintext.

    The context keeps equal values in two places from being linked; look up with the one that stored.
    """
    return key_ring().hash(f"{context}\0{value}".encode()) if value else ""


def sealer(context: str) -> Callable[[str], bytes]:
    """``seal`` for many texts of one place; what they share is prepared once."""
    run = key_ring().sealer(context.encode())
    return lambda text: run(text.encode()) if text else b""


def hasher(context: str) -> Callable[[str], str]:
    """``keyed_hash`` for many values of one context."""
    run = key_ring().hasher(f"{context}\0".encode())
    return lambda value: run(value.encode()) if value else ""


class SealedField(models.BinaryField):
    """A text that the database sees only sealed; Python sees ``str``.

    It answers no look-up but ``isnull``: keep a ``keyed_hash`` beside it for finding. The context is the
    label ``app.Model.field`` unless ``context`` keeps an older one alive after a rename.
    """

    empty_values = (None, "", b"")
    description = "Sealed text"

    def __init__(self, *args, context: str = "", **kwargs):
        """Take the arguments of BinaryField and an optional fixed context."""
        self.fixed_context = context
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """Keep the fixed context in migrations."""
        name, path, args, kwargs = super().deconstruct()
        if self.fixed_context:
            kwargs["context"] = self.fixed_context
        return name, path, args, kwargs

    def _check_str_default_value(self):
        """A text default is right here, other than for plain binary fields."""
        return []

    @property
    def context(self) -> str:
        """What the sealed bytes are bound to."""
        return self.fixed_context or f"{self.model._meta.label}.{self.name}"

    def get_default(self):
        """The empty text, not empty bytes."""
        return models.Field.get_default(self)

    def get_prep_value(self, value):
        """Seal on the way to the database."""
        return value if value is None or value == b"" else seal(str(value), self.context)

    def from_db_value(self, value, _expression, _connection):
        """Open on the way from the database."""
        return value if value is None else unseal(value, self.context)

    def to_python(self, value):
        """Fixtures carry sealed text with a prefix; everything else is plain text already."""
        if isinstance(value, str) and value.startswith(SEALED_PREFIX):
            return unseal(base64.b64decode(value[len(SEALED_PREFIX) :]), self.context)
        return value

    def value_to_string(self, obj):
        """Dumps stay sealed."""
        sealed = self.get_prep_value(self.value_from_object(obj)) or b""
        return SEALED_PREFIX + base64.b64encode(sealed).decode()

    def get_lookup(self, lookup_name):
        """Only ``isnull``; two seals of one text differ, so that any comparison would be false."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: look up its keyed hash, not {lookup_name}")


def mask_identity(text: str) -> str:
    """Show an identity number as ``3201**********1234``; shorter documents keep one and two characters."""
    size = len(text)
    if size >= 15:
        return f"{text[:4]}{'*' * (size - 8)}{text[-4:]}"
    return f"{text[:1]}{'*' * (size - 3)}{text[-2:]}" if size > 4 else "*" * size


def mask_phone(text: str) -> str:
    """Show a mobile number as ``138****1234``; anything else keeps its last two digits."""
    if len(text) == 11 and text.isdigit():
        return f"{text[:3]}****{text[-4:]}"
    return "*" * (len(text) - 2) + text[-2:] if len(text) > 4 else "*" * len(text)


def mask_name(text: str) -> str:
    """Show a name as ``张*三``, a name of two characters as ``张*`` (handbook contests §12)."""
    size = len(text)
    if size < 3:
        return text[:1] + "*" if size == 2 else "*" * size
    return f"{text[0]}{'*' * (size - 2)}{text[-1]}"


def missing_ring_hint() -> str:
    """How to get a ring, for the system check and the commands."""
    return _("请设置环境变量 %(name)s，或运行 manage.py make_keys 生成 %(path)s，并妥善备份。") % {
        "name": ENVIRONMENT,
        "path": settings.KEY_RING_FILE,
    }
