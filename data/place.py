"""Where the database stands: the build writes there, and the dashboard opens what stands there."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: the one setting, for the build and for the dashboard
VARIABLE = "ATLAS_DATABASE"
DATABASE = Path(os.environ.get(VARIABLE) or ROOT / "var" / "clusters.duckdb")
