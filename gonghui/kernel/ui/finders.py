"""Serves the few built files of the npm packages as static files, and nothing else of them."""

from django.contrib.staticfiles.finders import BaseFinder


class PackageFinder(BaseFinder):
    """Finds ``vendor/...`` files inside ``node_modules``."""

    def check(self, **kwargs):
        """Nothing to check."""
        return []

    def find(self, path, find_all=False):
        """No files yet."""
        return []

    def list(self, ignore_patterns):
        """No files yet."""
        return iter(())
