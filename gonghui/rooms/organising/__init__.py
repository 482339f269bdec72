"""Registers of units and unions, founding, transfer, re-election, formation rate."""
