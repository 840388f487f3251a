"""Data sets, optimisers, the training iterator and scikit-learn estimators."""
