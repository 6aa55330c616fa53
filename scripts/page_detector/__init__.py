"""The page detector of the scanner: how its weights are made. Nothing here runs on a phone."""
