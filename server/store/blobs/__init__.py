"""The blob store: sealed parts, named by envelope, index and SHA-256."""
