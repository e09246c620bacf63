"""Charts about one cluster: its figures, labels, milestones, fact sheet."""
