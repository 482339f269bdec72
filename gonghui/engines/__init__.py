"""Mechanisms without a subject: casework now; campaigns, activities, ballots and the ledger later."""
