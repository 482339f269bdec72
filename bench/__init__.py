"""Measurements at full size; each module prints one table and needs nothing but the program itself."""
