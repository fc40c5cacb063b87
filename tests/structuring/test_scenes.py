"""Scene breaks where the text marks none."""

from __future__ import annotations

import pytest

from audiobook.errors import SettingsError
from audiobook.model import Block, Manuscript, Meta
from audiobook.structuring import structure

PLAIN = "He went on with his work and said nothing of it to anyone there."
LONG = " ".join([PLAIN] * 12)


def story(*texts, settled=False):
    blocks = tuple(Block(kind="text", text=text, line=at) for at, text in enumerate(texts, 1))
    return Manuscript(meta=Meta(title="A"), blocks=blocks, settled=settled)


def opened(book):
    return [
        (s.paragraphs[0].line, s.opened_by, s.reason)
        for c in book.chapters
        for s in c.scenes
        if s.opened_by != "start"
    ]


OPENERS = [
    ("The next morning the ship had gone.", "The next morning"),
    ("That night, nobody slept.", "That night,"),
    ("On the third day they saw land.", "On the third day"),
    ("In the days that followed, it rained.", "In the days that followed,"),
    ("Three weeks later the letter came.", "Three weeks later"),
    ("By dawn they had crossed the river.", "By dawn"),
    ("At nine o’clock the bell rang.", "At nine o’clock"),
    ("After supper they sat by the fire.", "After supper"),
    ("It was late when he came home.", "It was late"),
    ("Moments later, the lights went up.", "Moments later,"),
    ("Backstage, nobody spoke.", "Backstage,"),
    ("Back at the house, the lamp was out.", "Back at the house,"),
    ("Meanwhile, in the city, the bells rang.", "Meanwhile, in"),
    ("Winter came, and with it the wolves.", "Winter came,"),
    ("But the next day he was there.", "But the next day"),
    ("When she woke, it was raining.", "When she woke,"),
    ("The party began at half past four, but she was late.", "The party began at half past four,"),
    ("We reached the coast in the rain.", "We reached"),
    ("There was a rehearsal at the theatre that evening. He went.", "that evening"),
    ("The company came to the bay early next afternoon.", "early next afternoon"),
    ("Anna left the house two days later.", "two days later"),
    ("The car slid to a stop. It was night; no lamp was lit.", "It was night"),
    ("It was a bright cold morning when she left.", "It was a bright cold morning"),
]
NOT_OPENERS = [
    "Presently he rose.",
    "Finally, she spoke.",
    "After a moment he nodded.",
    "A few minutes later the tea was brought.",
    "For the second time that day she laughed.",
    "Years before, he had known her.",
    "The next thing he saw was the dog.",
    "That was the end of it.",
    "At first he did not see it.",
    "At last he saw it.",
    "“The next morning,” he said, “I left.”",
    "It was dark enough to hide.",
    "Back in the days when they were young, they had met.",
    "That night was the worst of all.",
    "He had seen her that evening.",
    "She would leave the next morning.",
    "It was the second time that afternoon.",
    "He spoke. The next morning he left.",
    "the next morning he left",
]


@pytest.mark.parametrize(("text", "words"), OPENERS)
def test_an_opener_opens_a_scene(text, words):
    book = structure(story(PLAIN, PLAIN, PLAIN, text, PLAIN, PLAIN))
    assert opened(book) == [(4, "inferred", f"opener: {words}")]


@pytest.mark.parametrize("text", NOT_OPENERS)
def test_a_step_within_a_scene_opens_none(text):
    assert opened(structure(story(PLAIN, PLAIN, PLAIN, text, PLAIN, PLAIN))) == []


def test_scenes_are_three_paragraphs_apart_and_none_opens_at_the_very_end():
    night = "That night he slept."
    book = structure(story(PLAIN, night, night, night, night, PLAIN, night, night, PLAIN))
    assert [line for line, _, _ in opened(book)] == [4, 7]


def test_nothing_is_inferred_beside_a_mark():
    manuscript = story(PLAIN, PLAIN, PLAIN, "That night he slept.", PLAIN, "* * *", PLAIN)
    assert [how for _, how, _ in opened(structure(manuscript))] == ["marked"]


def test_nothing_is_inferred_in_a_manuscript_that_a_person_edited():
    manuscript = story(PLAIN, PLAIN, PLAIN, "That night he slept.", PLAIN, PLAIN, settled=True)
    assert opened(structure(manuscript)) == []


@pytest.mark.parametrize("mode", ["marked", "off"])
def test_nothing_is_inferred_where_nobody_asked(mode):
    manuscript = story(PLAIN, PLAIN, PLAIN, "That night he slept.", PLAIN, PLAIN)
    assert opened(structure(manuscript, scenes=mode)) == []


def test_off_takes_no_mark_either_and_says_none():
    book = structure(story(PLAIN, "* * *", PLAIN), scenes="off")
    (scene,) = book.chapters[0].scenes
    assert [p.sentences[0].written for p in scene.paragraphs] == [PLAIN, PLAIN]


def test_an_inferred_break_of_a_manuscript_keeps_its_reason():
    blocks = (
        Block(kind="text", text=PLAIN),
        Block(kind="rule", text="* * *", reason="inferred: opener: Backstage,"),
        Block(kind="text", text=PLAIN, line=3),
    )
    book = structure(Manuscript(meta=Meta(title="A"), blocks=blocks, settled=True))
    assert opened(book) == [(3, "inferred", "opener: Backstage,")]


def test_an_unknown_mode_is_refused_with_the_known_ones():
    with pytest.raises(SettingsError, match="sometimes") as caught:
        structure(story(PLAIN), scenes="sometimes")
    assert "auto, more, marked, off" in caught.value.hint


def novel():
    """Sixty long paragraphs, every fifth spoken; the thirty-first moves to new people."""
    texts = [f"“{LONG}” she said." if at % 5 == 0 else LONG for at in range(60)]
    new = "Captain Harlan of the brig Orion walked the quay with Lucas Grey and old Mr. Pym. "
    texts[30] = new + "Gulls screamed above the harbour, tar and herring reeked. " * 14
    texts[31:36] = ["Harlan bargained for canvas, rope, biscuit and rum. " * 14] * 5
    return story(*texts)


def test_more_adds_scored_breaks_to_a_long_work():
    assert opened(structure(novel())) == []
    found = opened(structure(novel(), scenes="more"))
    assert 31 in [line for line, _, _ in found]
    assert all(reason.startswith("score ") for _, _, reason in found)


def test_more_stays_with_the_rule_in_a_short_work():
    manuscript = story(*[PLAIN] * 3, "That night he slept.", *[PLAIN] * 3, LONG, PLAIN, PLAIN)
    assert opened(structure(manuscript, scenes="more")) == opened(structure(manuscript))


def test_a_long_work_gets_at_most_four_inferred_breaks_in_ten_thousand_words():
    texts = ["That night he slept." if at % 4 == 0 else LONG for at in range(200)]
    book = structure(story(*texts))
    count = sum(text.count(" ") + 1 for text in texts)
    assert 0 < len(opened(book)) <= 4 * count / 10_000
