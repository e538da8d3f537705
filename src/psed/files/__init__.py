"""From bytes to models: text that comes from strangers, read within bounds."""
