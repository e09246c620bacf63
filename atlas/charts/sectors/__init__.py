"""Charts of sectors and regions: matrices, small multiples, cohorts."""
