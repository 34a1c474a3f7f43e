"""The pages: each composes components of `clickgame.web.ui` and computes nothing."""
