"""Where the database stands, and the log of what was published, for the build and the dashboard."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: the setting, for the build and for the dashboard
VARIABLE = "ATLAS_DATABASE"
DATABASE = Path(os.environ.get(VARIABLE) or ROOT / "var" / "clusters.duckdb")
#: and the folder of what was published, where it is not to stand beside the database
PUBLISHED_VARIABLE = "ATLAS_PUBLISHED"


def published_folder(database: Path) -> Path:
    """Return the folder that holds what was published over `database`."""
    named = os.environ.get(PUBLISHED_VARIABLE)
    return Path(named) if named else database.parent / "published"
