"""What a dial does to every map, Bloch vector and purity, as coefficients that the page can combine by itself."""
