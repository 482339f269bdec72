"""Excel both ways for ratings by members."""
