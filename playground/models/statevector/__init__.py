"""Networks as batches of pure states: without noise exact, with noise as an average over single runs."""
