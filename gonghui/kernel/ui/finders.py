"""Serves the few built files of the npm packages as static files, and nothing else of them."""

from django.contrib.staticfiles.finders import BaseFinder


class PackageFinder(BaseFinder):
    """Find ``vendor/...`` files inside ``node_modules``."""

    def check(self, **_kwargs):
        """Nothing to check."""
        return []

    def find(self, _path, _find_all=False):
        """No files yet."""
        return []

    def list(self, _ignore_patterns):
        """No files yet."""
        return iter(())
