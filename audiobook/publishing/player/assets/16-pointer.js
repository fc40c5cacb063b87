// Clicks, taps and selections on the text; swipes on the player's bar.

let before = null; // where we were before a click, in case it was the first of two

function sentenceOf(node) {
  const element = node?.nodeType === 1 ? node : node?.parentElement;
  return element?.closest("#text .s") ?? null;
}

on($("text"), "click", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("a, button")) return;
  const sentence = sentenceOf(event.target);
  if (event.detail === 2 && before) {
    const { ms, played } = before;
    before = null;
    go(ms, false);
    return played ? play() : pause();
  }
  if (!sentence || pressed || selectedText() || event.detail > 1) return;
  before = { ms: now(), played: playing() };
  const i = places.get(sentence.id);
  if (i === lit) return toggle();
  goTo(i);
  play();
});

// A press that clears a selection only clears it.
let pressed = false;
on(window, "pointerdown", () => (pressed = Boolean(selectedText())), true);

const selectionPlace = () => {
  const selection = getSelection();
  const sentence = selection.rangeCount ? sentenceOf(selection.getRangeAt(0).startContainer) : null;
  return sentence ? places.get(sentence.id) : -1;
};

function playSelection() {
  if (!selectedText() || selectionPlace() < 0) return false;
  goTo(selectionPlace());
  getSelection().removeAllRanges();
  return play();
}

on(document, "selectionchange", () => {
  const there = selectedText().length > 0 && selectionPlace() >= 0;
  $("selected").hidden = !there;
  if (there) free();
});
$("selected").onpointerdown = (event) => event.preventDefault(); // the selection stays
$("selected").onclick = (event) => {
  const i = selectionPlace();
  const act = {
    play: playSelection,
    mark: () => toggleMark(i),
    link: () => copy(linkTo(i), "Link copied"),
    wrong,
  }[event.target.dataset.do];
  if (i >= 0) act?.();
};

// Focus that moves into the text is reading: the page stays.
on($("text"), "focusin", (event) => event.target !== $("text") && free());

let swipe = null;
on($("player"), "touchstart", (event) => {
  swipe = event.target === place ? null : { x: event.touches[0].clientX, fingers: event.touches.length };
  if (swipe && event.touches.length > 1) swipe.fingers = event.touches.length;
}, CALM);
on($("player"), "touchend", (event) => {
  if (!swipe || event.touches.length) return;
  const moved = event.changedTouches[0].clientX - swipe.x;
  if (abs(moved) > 50) step(swipe.fingers > 1 ? "paragraph" : "sentence", forward(moved < 0 ? 1 : -1));
  swipe = null;
});
