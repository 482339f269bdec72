"""Places with a door: staff homes, stations and rooms; the members' rating of their own union."""
