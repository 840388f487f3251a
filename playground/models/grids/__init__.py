"""Where a path is evaluated: at points, or at the nodes of a grid from which its plane is known everywhere."""
