"""The pages: each composes components of `clickgame.ui` and computes nothing."""
