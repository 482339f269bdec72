"""Keeping, fetching and letting go; what is refused leaves nothing behind."""

import io

import pytest
from PIL import Image

from gonghui.kernel.files import api
from gonghui.kernel.files.actions import record_fetch
from gonghui.kernel.files.cleaning import sweep
from gonghui.kernel.files.formats import JPEG, PICTURES, PNG, TABLES, UploadRefused
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import UserFactory
from tests.factories.files import NOT_YOURS, archive, picture, upload

pytestmark = pytest.mark.django_db


def store(data, name="会员名册.xlsx", actor=SYSTEM):
    return api.store_upload(actor=actor, upload=upload(data, name), purpose="sample.roll")


def content(stored):
    with api.open_file(stored) as file:
        return file.read()


def files_on_disk(private):
    return [path for path in private.rglob("*") if path.is_file()]


def test_store_upload_keeps_bytes_name_and_type(sample):
    sample()
    owner = UserFactory()

    stored = store(archive(), "/tmp/会员名册.xls", owner)

    assert content(stored) == archive()
    assert (stored.name, stored.content_type) == ("会员名册.xlsx", api.XLSX.content_type)
    assert (stored.owner, stored.sealed, stored.size) == (owner, True, len(archive()))
    assert round((stored.expires_at - stored.created_at).total_seconds()) == 30 * 86_400


@pytest.mark.parametrize(
    ("changes", "data", "name", "sentence"),
    [
        (
            {"max_bytes": 10},
            archive(),
            "名册.xlsx",
            f"文件有 {len(archive())}\xa0字节，超过上限 10\xa0字节。请压缩图片或删去无关内容后再上传。",
        ),
        (
            {"types": PICTURES},
            archive(),
            "名册.xlsx",
            "这里不收 Excel 文件。可上传 JPG、PNG、WebP，不超过 2.0\xa0MB。",
        ),
        ({}, b"", "名册.xlsx", "文件是空的，请选择有内容的文件。"),
        ({}, picture()[:200], "照片.jpg", "图片已损坏或不完整，请重新拍摄或另存后再上传。"),
    ],
)
def test_store_upload_refused_leaves_nothing(sample, private, changes, data, name, sentence):
    sample(**changes)

    with pytest.raises(UploadRefused) as refusal:
        store(data, name)

    assert refusal.value.messages == [sentence]
    assert (StoredFile.objects.count(), files_on_disk(private)) == (0, [])


def test_store_upload_for_an_unknown_purpose_is_refused():
    with pytest.raises(LookupError):
        store(archive())


def test_store_upload_of_a_tabbed_text_where_tables_are_wanted_is_a_table(sample):
    sample(types=TABLES)

    stored = store("姓名\t性别\n".encode(), "名册.txt")

    assert (stored.name, stored.content_type) == ("名册.txt", "text/csv")


@pytest.mark.parametrize(("kind", "found"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", api.WEBP)])
def test_store_upload_of_a_picture_drops_what_hides_in_it(sample, kind, found):
    sample()
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6

    stored = store(picture(kind, exif=exif), "照片.jpg")

    image = Image.open(io.BytesIO(content(stored)))
    assert stored.content_type == found.content_type
    assert image.size == (32, 64)
    assert b"SecretCamera" not in content(stored)
    assert dict(image.getexif()) == {}


@pytest.mark.parametrize(
    ("kind", "mode", "kept"), [("JPEG", "CMYK", "RGB"), ("PNG", "P", "RGBA"), ("PNG", "L", "L")]
)
def test_store_upload_of_a_picture_with_other_colours_keeps_it_readable(sample, kind, mode, kept):
    sample()

    stored = store(picture(kind, mode=mode, colour=0), "照片.jpg")

    assert Image.open(io.BytesIO(content(stored))).mode == kept


def test_store_upload_of_a_large_picture_makes_it_smaller(sample):
    sample()

    stored = store(picture(size=(8000, 2000)), "照片.jpg")

    assert Image.open(io.BytesIO(content(stored))).size == (4096, 1024)


def test_store_upload_of_too_many_pixels_is_refused(sample):
    sample()

    with pytest.raises(UploadRefused) as refusal:
        store(picture("PNG", mode="1", size=(8000, 8000), colour=0), "照片.png")

    assert refusal.value.messages == ["图片尺寸过大，请缩小到 6000 万像素以内再上传。"]


@pytest.mark.parametrize("data", [b"PK-made", io.BytesIO(b"PK-made")])
def test_store_bytes_believes_its_type(sample, data):
    sample(sealed=False)

    stored = api.store_bytes(
        actor=SYSTEM,
        name="批注.xlsx",
        data=data,
        purpose="sample.roll",
        content_type=api.XLSX.content_type,
    )

    assert (content(stored), stored.sealed) == (b"PK-made", False)


def test_store_bytes_whose_row_fails_leaves_no_bytes(sample, private):
    sample()
    nobody = UserFactory.build(pk=0)

    with pytest.raises(ValueError):
        api.store_bytes(
            actor=SYSTEM,
            name="a.csv",
            data=b"a",
            purpose="sample.roll",
            union=nobody,
            content_type="text/csv",
        )

    assert files_on_disk(private) == []


def test_record_fetch_by_the_owner_is_allowed(sample):
    sample()
    stored = store(archive(), actor=UserFactory())

    assert record_fetch(actor=stored.owner, stored=stored) is None


def test_record_fetch_by_somebody_else_is_refused(sample):
    sample()
    stored = store(archive(), actor=UserFactory())

    with pytest.raises(Refused) as refusal:
        record_fetch(actor=UserFactory(), stored=stored)

    assert str(refusal.value) == NOT_YOURS


def test_remove_file_keeps_the_row_and_drops_the_bytes(
    sample, private, django_capture_on_commit_callbacks
):
    sample()
    stored = store(archive())

    with django_capture_on_commit_callbacks(execute=True):
        api.remove_file(actor=SYSTEM, stored=stored)

    stored.refresh_from_db()
    assert files_on_disk(private) == []
    with pytest.raises(api.FileGone):
        api.open_file(stored)


def test_sweep_removes_what_is_over_and_what_nobody_knows(
    sample, private, django_capture_on_commit_callbacks, monkeypatch
):
    sample(keep=None)
    kept, over = store(archive()), store(archive())
    StoredFile.objects.filter(pk=over.pk).update(expires_at=over.created_at)
    for name in ("0" * 32, "foreign-file"):
        (private / "00").mkdir(exist_ok=True)
        (private / "00" / name).write_bytes(b"")
    monkeypatch.setattr(
        "gonghui.kernel.files.cleaning.ORPHAN_AGE", over.created_at - over.created_at
    )

    with django_capture_on_commit_callbacks(execute=True):
        swept = sweep()

    assert swept == {"expired": 1, "orphans": 1}
    assert sorted(path.name for path in files_on_disk(private)) == sorted(
        [kept.key, "foreign-file"]
    )


def test_sweep_leaves_young_bytes_for_the_transaction_that_writes_them(sample, private):
    (private / "00").mkdir()
    (private / "00" / ("0" * 32)).write_bytes(b"")

    assert sweep() == {"expired": 0, "orphans": 0}


def test_sweep_before_anything_was_stored_does_nothing(private):
    private.rmdir()

    assert sweep() == {"expired": 0, "orphans": 0}
