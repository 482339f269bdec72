"""Shells, navigation and dashboards for each kind of visitor. The rooms own their screens."""
