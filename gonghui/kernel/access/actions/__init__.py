"""Every write on accounts, posts and what was looked at."""
