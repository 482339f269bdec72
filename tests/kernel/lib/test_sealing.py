"""Sealing: what is stored cannot be read, moved or changed; what is hashed can be found."""

import base64
import importlib
import json
import stat
import sys

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.core.checks import run_checks
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib import sealing
from gonghui.kernel.lib.checks import check_key_ring

SAMPLE = "11010519491231002X"


def ring(current="k1", **keys):
    keys = keys or {"k1": bytes(16)}
    return sealing.KeyRing(current, keys, bytes(32))


@given(st.text(), st.text(max_size=40))
def test_seal_opens_to_the_same_text(text, context):
    assert sealing.unseal(sealing.seal(text, context), context) == text


@given(st.binary(max_size=300))
def test_seal_bytes_opens_to_the_same_bytes(data):
    assert sealing.unseal_bytes(sealing.seal_bytes(data, "file:1:0"), "file:1:0") == data


def test_seal_twice_differs_and_hides_the_text():
    first, second = (sealing.seal(SAMPLE, "a.B.c") for _ in range(2))

    assert first != second
    assert SAMPLE.encode() not in first


def test_seal_empty_text_is_empty_bytes():
    assert sealing.seal("", "a.B.c") == b""
    assert sealing.unseal(b"", "a.B.c") == ""


@given(st.lists(st.text(), max_size=5), st.text(max_size=40))
def test_sealer_of_a_context_seals_as_seal_does(texts, context):
    seal = sealing.sealer(context)

    sealed = [seal(text) for text in texts]

    assert [sealing.unseal(one, context) for one in sealed] == texts


def test_sealer_never_uses_a_nonce_twice():
    seal = sealing.sealer("a.B.c")

    sealed = {seal(SAMPLE) for _time in range(sealing.NONCES_AT_ONCE + 3)}

    assert len(sealed) == sealing.NONCES_AT_ONCE + 3


@given(st.text(), st.text(max_size=40))
def test_hasher_of_a_context_hashes_as_keyed_hash_does(value, context):
    assert sealing.hasher(context)(value) == sealing.keyed_hash(value, context)


def test_unseal_in_another_context_is_refused():
    sealed = sealing.seal(SAMPLE, "a.B.c")

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealed, "a.B.d")


@given(st.data())
def test_unseal_any_changed_byte_is_refused(data):
    sealed = bytearray(sealing.seal(SAMPLE, "a.B.c"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(bytes(sealed), "a.B.c")


@given(st.binary(min_size=1, max_size=60))
def test_unseal_rubbish_is_refused(data):
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(data, "a.B.c")


def test_ring_rotated_opens_what_the_old_key_sealed():
    old = ring(k1=b"1" * 16)
    new = ring("k2", k1=b"1" * 16, k2=b"2" * 16)

    assert new.unseal(old.seal(b"x", b"c"), b"c") == b"x"
    with pytest.raises(sealing.SealBroken):
        old.unseal(new.seal(b"x", b"c"), b"c")


def test_ring_sm4_gcm_agrees_with_rfc_8998():
    """Appendix A.1 of RFC 8998, SM4-GCM; our envelope adds only header and nonce."""
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    plain = bytes.fromhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    )
    encryptor = Cipher(
        algorithms.SM4(key), modes.GCM(bytes.fromhex("00001234567800000000ABCD"))
    ).encryptor()
    encryptor.authenticate_additional_data(
        bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    )
    encryptor.update(plain) + encryptor.finalize()

    assert encryptor.tag.hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"current": "k1", "keys": {}, "hash_key": ""}',
        '{"current": "k1", "keys": {"k1": "AAAA"}, "hash_key": "AAAA"}',
        '{"current": "k1", "keys": {"k1": 7}, "hash_key": "AAAA"}',
        '{"current": "é", "keys": {"é": "AAECAwQFBgcICQoLDA0ODw=="}, "hash_key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}',
    ],
)
def test_ring_malformed_is_refused(text):
    with pytest.raises(sealing.KeyRingMissing):
        sealing.KeyRing.from_json(text)


def test_keyed_hash_is_stable_and_bound_to_its_context():
    found = sealing.keyed_hash(SAMPLE, "people.Person.doc_no")

    assert found == sealing.keyed_hash(SAMPLE, "people.Person.doc_no")
    assert found != sealing.keyed_hash(SAMPLE, "people.Person.phone")
    assert len(found) == 64
    assert sealing.keyed_hash("", "people.Person.doc_no") == ""


def test_key_ring_environment_wins_over_the_file(monkeypatch, settings, tmp_path):
    settings.KEY_RING_FILE = tmp_path / "none.json"
    key = base64.b64encode(bytes(16)).decode()
    text = json.dumps(
        {"current": "e", "keys": {"e": key}, "hash_key": base64.b64encode(bytes(32)).decode()}
    )
    monkeypatch.setenv(sealing.ENVIRONMENT, text)

    assert sealing.key_ring().current == "e"


def test_check_with_ring_is_silent():
    assert check_key_ring() == []


def test_check_without_ring_names_the_remedy(settings, tmp_path):
    settings.KEY_RING_FILE = tmp_path / "none.json"

    errors = [error for error in run_checks() if error.id == "lib.E001"]

    assert [str(tmp_path / "none.json") in error.hint for error in errors] == [True]
    assert "make_keys" in errors[0].hint


def test_server_without_ring_does_not_start(settings, tmp_path, monkeypatch):
    settings.KEY_RING_FILE = tmp_path / "none.json"
    monkeypatch.delitem(sys.modules, "gonghui.config.wsgi", raising=False)

    with pytest.raises(sealing.KeyRingMissing, match="make_keys"):
        importlib.import_module("gonghui.config.wsgi")


def test_make_keys_writes_a_private_ring_and_never_overwrites(settings, tmp_path, capsys):
    settings.KEY_RING_FILE = tmp_path / "var" / "keys.json"
    call_command("make_keys")
    written = settings.KEY_RING_FILE.read_text()

    call_command("make_keys")

    assert settings.KEY_RING_FILE.read_text() == written
    assert stat.S_IMODE(settings.KEY_RING_FILE.stat().st_mode) == 0o600
    assert sealing.key_ring().current == "k1"
    assert "保持不变" in capsys.readouterr().out


@pytest.fixture
def letter_model(db):
    with isolate_apps("gonghui.kernel.lib"):

        class Letter(models.Model):
            secret = sealing.SealedField(blank=True)

            class Meta:
                app_label = "lib"
                db_table = "test_sealed_letter"

            def __str__(self):
                return self.secret

        cursor = connection.cursor()
        kind = Letter._meta.get_field("secret").db_type(connection)
        serial = Letter._meta.get_field("id").db_type(connection)
        identity = {
            "sqlite": "PRIMARY KEY AUTOINCREMENT",
            "postgresql": "GENERATED BY DEFAULT AS IDENTITY",
        }[connection.vendor]
        cursor.execute(
            f"CREATE TEMPORARY TABLE test_sealed_letter (id {serial} {identity}, secret {kind})"
        )
        yield Letter
        cursor.execute("DROP TABLE test_sealed_letter")


def test_field_stores_sealed_and_reads_plain(letter_model):
    letter_model.objects.create(secret=SAMPLE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM test_sealed_letter")
        stored = bytes(cursor.fetchone()[0])

    assert letter_model.objects.get().secret == SAMPLE
    assert sealing.unseal(stored, "lib.Letter.secret") == SAMPLE
    assert SAMPLE.encode() not in stored


def test_field_empty_is_stored_as_empty_bytes(letter_model):
    letter_model().save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM test_sealed_letter")
        stored = bytes(cursor.fetchone()[0])

    assert stored == b""
    assert letter_model.objects.get().secret == ""


def test_field_bulk_update_seals(letter_model):
    rows = letter_model.objects.bulk_create([letter_model(secret=str(i)) for i in range(3)])
    for row in rows:
        row.secret += "!"
    letter_model.objects.bulk_update(rows, ["secret"])

    values = letter_model.objects.order_by("id").values_list("secret", flat=True)
    assert list(values) == ["0!", "1!", "2!"]


@pytest.mark.parametrize("lookup", ["exact", "in", "contains", "gt"])
def test_field_lookup_is_refused(letter_model, lookup):
    with pytest.raises(FieldError, match="keyed hash"):
        letter_model.objects.filter(**{f"secret__{lookup}": [SAMPLE]})


def test_field_isnull_is_answered(letter_model):
    letter_model().save()

    assert letter_model.objects.filter(secret__isnull=False).count() == 1


def test_field_dump_stays_sealed_and_loads_again(letter_model):
    field = letter_model._meta.get_field("secret")

    dumped = field.value_to_string(letter_model(secret=SAMPLE))

    assert SAMPLE not in dumped
    assert field.to_python(dumped) == SAMPLE


def test_field_deconstructs_with_its_fixed_context():
    field = sealing.SealedField(blank=True, context="people.Person.old")

    written, _imports = MigrationWriter.serialize(field)

    assert written == (
        "gonghui.kernel.lib.sealing.SealedField(blank=True, context='people.Person.old')"
    )


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("329901199001011234", "3299**********1234"),
        ("320102800101123", "3201*******1123"),
        ("E12345678", "E******78"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_mask_identity(text, masked):
    assert sealing.mask_identity(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [("13800001234", "138****1234"), ("025-8888123", "*********23"), ("110", "***"), ("", "")],
)
def test_mask_phone(text, masked):
    assert sealing.mask_phone(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("张小三", "张*三"),
        ("张三", "张*"),
        ("张", "*"),
        ("", ""),
        ("欧阳小三", "欧**三"),
        ("买买提·艾力", "买****力"),
    ],
)
def test_mask_name(text, masked):
    assert sealing.mask_name(text) == masked
