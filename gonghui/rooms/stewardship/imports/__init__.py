"""Excel both ways for the rectification ledger."""
