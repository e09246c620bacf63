"""How Cluster Atlas works: questions in, charts out, on screen and in files."""
