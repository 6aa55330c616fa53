"""One blueprint for each resource of the relay's interface (spec/relay-api.md)."""
