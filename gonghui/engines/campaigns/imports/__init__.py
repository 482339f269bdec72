"""Excel both ways for the places of a campaign."""
