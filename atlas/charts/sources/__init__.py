"""Charts of evidence: observations, conflicts, coverage, age, documents."""
