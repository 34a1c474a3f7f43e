"""Every touch of Reflex's and python-socketio's private names."""
