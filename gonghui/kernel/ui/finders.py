"""Serves the few built files of the npm packages as static files, and nothing else of them."""

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from gonghui.kernel.ui import packages


class _Packages(FileSystemStorage):
    """The packages under the addresses they are served at."""

    def path(self, name: str) -> str:
        """The file behind a served address."""
        return str(packages.folder() / packages.FILES[name])


class PackageFinder(BaseFinder):
    """Find ``vendor/...`` files inside ``node_modules``."""

    def check(self, **_kwargs):
        """Nothing of its own: ``ui.E001`` says what is missing."""
        return []

    def find(self, path, find_all=False):
        """The file of one served address, as the two calling conventions want it."""
        source = packages.FILES.get(path)
        if source is None or not (packages.folder() / source).exists():
            return []
        found = str(packages.folder() / source)
        return [found] if find_all else found

    def list(self, _ignore_patterns):
        """Every served address with the storage that opens it."""
        storage = _Packages()
        for name, source in packages.FILES.items():
            if (packages.folder() / source).exists():
                yield name, storage
