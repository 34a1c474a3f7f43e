"""The ways to a browser: the fast socket with its short ways, and the stock one."""
