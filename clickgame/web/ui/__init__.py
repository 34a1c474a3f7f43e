"""What the page is made of: one component a file, drawn from typed rows and the page's own counters."""
