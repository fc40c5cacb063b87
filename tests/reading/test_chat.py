"""What a chat program says around a story is not read aloud; what the story says is."""

from __future__ import annotations

import pytest

from audiobook.reading import read, read_text

BODY = "The fox ran over the hill, and nobody saw it again until the spring came."
PREFACES = (
    "Sure! Here is your story:\n\n# The Fox",
    "Certainly! Here’s a short story about a fox, written in\na calm tone:\n\n**The Fox**",
    "Of course. Here is the revised version of the chapter.\n\n---\n\n# The Fox",
    "Here's the story you asked for:\n\n***\n\n# The Fox",
)
CLOSINGS = (
    "Let me know if you’d like me to continue the story!",
    "Would you like a sequel, or should I change the ending for you?",
    "If you'd like, I can make it longer or give you another ending.",
    "I hope you enjoy it! Let me know if anything should change.",
)
KEPT = (
    f"Here is my story:\n\n# The Fox\n\n{BODY}\n",
    f"Sure, here is a tale, said the old man.\n\n{BODY}\n\n{BODY}\n",
    f"“Sure! Here is your story:”\n\n# The Fox\n\n{BODY}\n",
    f"Of course, here is where every story begins: in the dark.\n\n# The Fox\n\n{BODY}\n",
    f"# The Fox\n\n{BODY}\n\nLet me know if you come back, she wrote.\n",
    f"# The Fox\n\n{BODY}\n\n---\n\n“Let me know if you come back.”\n",
    f"Sure! Here is your story:\n\n{BODY}\n\n{BODY}\n",
)


@pytest.mark.parametrize("preface", PREFACES)
@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("name", ["story.md", "story.txt"])
def test_what_a_chat_program_says_is_left_out_and_listed(tmp_path, preface, closing, name):
    story = tmp_path / name
    story.write_text(f"{preface}\n\n{BODY}\n\n---\n\n{closing}\n", encoding="utf-8")
    found = read(story)
    assert found.meta.title == "The Fox"
    assert [b.text for b in found.blocks if b.kind == "text"] == [BODY]
    told = [(d.reason, d.text) for d in found.dropped]
    before = " ".join(preface.split("\n\n")[0].split())
    assert told == [("chat preface", before), ("chat closing", closing)]


@pytest.mark.parametrize("text", KEPT)
def test_what_a_story_itself_may_say_is_kept(text):
    found = read_text(text)
    said = " ".join(block.text for block in found.blocks) + found.meta.title
    assert all(word in said for word in text.replace("#", "").replace("---", "").split())
    assert found.dropped == ()
