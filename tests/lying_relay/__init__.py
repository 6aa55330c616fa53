"""A relay that lies, played for real: an HTTP server between the browser and the honest relay."""
