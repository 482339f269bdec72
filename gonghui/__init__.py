"""Gonghui, the open union service network: one house of five floors, see docs/structure.md."""
