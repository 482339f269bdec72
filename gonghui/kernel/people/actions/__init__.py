"""Every write to people and memberships."""
