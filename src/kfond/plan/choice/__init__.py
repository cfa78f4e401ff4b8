"""One schedule from each menu: an integer program in stages, and a checker that knows nothing of it."""
