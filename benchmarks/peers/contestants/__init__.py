"""One file per contestant; none is imported but by its own process, so that a broken install stops nobody else."""
