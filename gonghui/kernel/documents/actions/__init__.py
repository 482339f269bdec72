"""Drafting and issuing documents, granting and revoking certificates."""
