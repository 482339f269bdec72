"""Accounts, posts, permissions with reasons, scope and masking."""
