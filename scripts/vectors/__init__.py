"""Makes spec/vectors: the authors of sealed things, played deterministically, and one module for each chapter."""
