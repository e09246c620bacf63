"""What is talked about: the view (selection and year), metrics, versions of the data."""
