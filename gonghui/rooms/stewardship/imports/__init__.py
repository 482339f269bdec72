"""Excel both ways for contact points, visits and the rectification ledger."""
