"""What gunicorn and `flask --app wsgi` load."""

from server.app import create_app, keep_house
from server.settings import load_settings

app = create_app(load_settings())
keep_house(app)
