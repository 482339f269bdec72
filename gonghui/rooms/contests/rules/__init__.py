"""Arithmetic and tables without a database."""
