"""States followed forwards through the network, as Pauli vectors."""
