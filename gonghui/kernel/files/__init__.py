"""Uploads kept privately and delivered after a permission check."""
