"""The programmes of the union, one package each. Rooms never import each other."""
