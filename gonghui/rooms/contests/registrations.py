"""What this room brings to the house."""

from pathlib import Path

from gonghui.engines.campaigns.api import register_programme

for path in sorted((Path(__file__).parent / "programmes").glob("*.toml")):
    register_programme(path)
