"""Publishing: compare rows with what is known, publish them as a version, list, restore, export."""
