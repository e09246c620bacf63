"""What is worked out beyond SQL: intervals, ranks, percentiles, similarity, criteria."""
