"""The relay: it orders, checks and keeps sealed bytes, and can open none of them."""
