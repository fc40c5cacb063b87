"""Word lists and letters, with the programs that make them."""
