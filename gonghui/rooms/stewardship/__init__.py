"""Contact points, the rectification ledger and the first agenda of a federation."""
