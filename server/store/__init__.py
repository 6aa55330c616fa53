"""What the relay keeps: one module for each resource, over a database and a blob store."""
