"""What players and programs see: states, pages, components, and the HTTP routes."""
