"""Every read of people and memberships."""
