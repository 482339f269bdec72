"""Commands of the lowest floor."""
