"""Charts of a cluster among its peers."""
