"""No request may be larger than any purpose needs; it is refused before its body is read."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class CeilingHandler(FileUploadHandler):
    """Stands first among the upload handlers and only measures."""

    def handle_raw_input(self, _input: Any, _meta: Any, content_length: int, *_more: Any) -> None:
        """Refuse a request whose declared length is above the ceiling."""
        if content_length > settings.UPLOAD_CEILING:
            raise RequestDataTooBig("the upload is above the ceiling of this site")

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        """Pass everything on."""
        return raw_data

    def file_complete(self, _file_size: int) -> None:
        """Leave the file to the handlers behind."""
