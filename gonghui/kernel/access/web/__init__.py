"""Screens of accounts, posts and what was looked at."""
