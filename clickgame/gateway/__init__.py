"""Between the engine and the browsers: who is connected, what they are sent, and how fast."""
