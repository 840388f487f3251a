"""Claims about one network: what noise does to it, and how sure its readouts are."""
