"""Click the Button: one page, one big button, one live board."""
