"""What players and programs see: states, pages, components, and what is answered over plain HTTP."""
