"""Charts of one or more metrics: rankings, timelines, distributions."""
