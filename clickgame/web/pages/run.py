"""The page about one run, as it was shared: its card, and the way to the button.

It is drawn once, and whoever sends it puts in which run it is about (`web/http/cards.py`)."""

import reflex as rx

from clickgame.web import previews, rules
from clickgame.web.ui.home_link import home_link

WORDS = dict(previews.RUN.words)


def run() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1(WORDS["headline"], custom_attrs={rules.SHOWN: "headline"}),
                    rx.el.p(WORDS["story"], custom_attrs={rules.SHOWN: "story"}),
                    rx.el.a("Beat it", href=WORDS["place"], class_name="go", custom_attrs={rules.LINKED: "place"}),
                ),
                rx.el.img(
                    src=previews.RUN.image,
                    alt=previews.RUN.image_alt,
                    class_name="result",
                    # Lazy, or the head would have the picture of the build loaded; as props, the sizes would be styles.
                    custom_attrs={rules.PICTURED: "", "loading": "lazy", "width": 1200, "height": 630},
                ),
                class_name="opening",
            ),
            class_name="text alone",
        ),
        class_name="page reading",
    )
