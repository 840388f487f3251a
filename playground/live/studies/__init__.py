"""What the page may ask of the laboratory: one file a study."""
