"""From a command line to a running server: the page's build, the checks before a start, and what serves it all."""
