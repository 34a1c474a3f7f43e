"""The HTTP API: what the pages show, for programs to read. One table of resources is served, described and shown."""
