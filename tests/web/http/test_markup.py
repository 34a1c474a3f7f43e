"""A built page's HTML as it is sent: its preview's tags, the server's rules, and scripts only where they are due."""

import pytest

from clickgame.web.http.markup import document
from clickgame.web.previews import Preview

BUILT = (
    '<!DOCTYPE html><html lang="en"><head><title>A page</title><meta content="It is one." name="description"/>'
    '<meta content="/preview.png" property="og:image"/><link rel="modulepreload" href="/assets/a.js"/>'
    '<script>document.documentElement.classList.add("dark")</script></head><body>'
    '<p>After <b data-rule="run">a day</b>, <a href="" hidden="" class="x" data-rule-link="source">Source</a></p>'
    '<script>window.context = {"a":"</b>"};</script><script type="module" async="">import "/assets/a.js";\n</script>'
    "</body></html>"
)
EMPTY = "<!DOCTYPE html><html lang='en'><head></head><body></body></html>"
WORDS = {"run": "5 <minutes>", "source": "https://source.example/?a&b"}
MOVING = Preview(path="/page", title="A page", description="It is one.", file="page/index.html")
STILL = Preview(path="/page", title="A page", description="It is one.", file="page/index.html", is_still=True)


def sent(preview: Preview = MOVING, html: str = BUILT, *, origin: str = "https://x.example", **words: str) -> str:
    """Complete *html* at *origin*."""
    return document(html, preview, origin=origin, words={**WORDS, **words})


def test_addresses_are_absolute_and_at_the_origin() -> None:
    html = sent()
    assert '<link rel="canonical" href="https://x.example/page"/>' in html
    assert '<meta property="og:url" content="https://x.example/page"/>' in html
    assert html.count('og:image"') == 1
    assert '<meta content="https://x.example/preview.png" property="og:image"/>' in html


def test_a_preview_says_what_the_page_is() -> None:
    html = sent()
    assert '<meta property="og:title" content="A page"/>' in html
    assert '<meta property="og:description" content="It is one."/>' in html
    assert '<meta name="twitter:card" content="summary_large_image"/>' in html


def test_nobody_is_told_an_address_that_nobody_knows() -> None:
    html = sent(origin="")
    assert "canonical" not in html
    assert "og:url" not in html
    assert '<meta property="og:title" content="A page"/>' in html


def test_a_page_that_has_a_title_gets_no_second_one() -> None:
    assert sent().count("<title>") == 1
    assert sent().count('name="description"') == 1


def test_an_empty_page_gets_title_and_description() -> None:
    html = sent(Preview(path="/p/a", title='"A" & <b>', description="<script>", file="404.html"), EMPTY)
    assert "<title>&quot;A&quot; &amp; &lt;b&gt;</title>" in html
    assert '<meta name="description" content="&lt;script&gt;"/>' in html


def test_rules_are_those_of_the_server_in_the_text_and_for_the_script() -> None:
    html = sent()
    assert '<b data-rule="run">5 &lt;minutes&gt;</b>' in html
    assert (
        '<html data-rule-run="5 &lt;minutes&gt;" data-rule-source="https://source.example/?a&amp;b" lang="en">' in html
    )


def test_a_link_shows_if_there_is_an_address() -> None:
    assert '<a class="x" data-rule-link="source" href="https://source.example/?a&amp;b">Source</a>' in sent()
    assert '<a class="x" data-rule-link="source" hidden>Source</a>' in sent(source="")


@pytest.mark.parametrize("part", ["modulepreload", 'type="module"', "window.context", "data-rule-run"])
def test_a_still_page_is_sent_without_what_a_script_would_need(part: str) -> None:
    assert part in sent(MOVING)
    assert part not in sent(STILL)


def test_a_still_page_keeps_its_theme_and_follows_the_browser_back() -> None:
    html = sent(STILL)
    assert 'classList.add("dark")' in html
    assert html.endswith("onpopstate = () => location.pathname === here || location.reload()</script></body></html>")
    assert "onpopstate" not in sent(MOVING)


def test_a_page_about_one_thing_has_its_words_and_its_picture() -> None:
    body = '<img alt="A" class="x" data-picture="" src="/a.png"/><p data-rule="who">A</p>'
    html = f"<html><head></head><body>{body}</body></html>"
    about = Preview(
        path="/r/1", title="T", description="D", file="f", image="/r/1.png", image_alt='"B"', words=(("who", "<B>"),)
    )
    made = sent(about, html)
    assert '<img src="/r/1.png" alt="&quot;B&quot;" class="x" data-picture=""/>' in made
    assert '<p data-rule="who">&lt;B&gt;</p>' in made
