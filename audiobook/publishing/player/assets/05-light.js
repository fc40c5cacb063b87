// Lights the sentence that is heard, and in it the word, where its time is known.

let lit = -1;
let litWord = -1;
let words = []; // of the lit sentence: [first character, last, when]
const highlight = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
if (highlight) CSS.highlights.set("word", highlight);

const LIT = ["lit", "-epub-media-overlay-active"]; // as in the EPUB
const heard = () => now() - look.offset;

function light(i) {
  if (i === lit) return false;
  unlightWord();
  if (lit >= 0) {
    sentences[lit].classList.remove(...LIT);
    sentences[lit].removeAttribute("aria-current");
  }
  lit = i;
  sentences[lit].classList.add(...LIT);
  aria(sentences[lit], "current", "true");
  words = wordsOf(lit);
  return true;
}

// Word times come as [characters since the last word, length, ms since the last word].
function wordsOf(i) {
  let at = 0;
  let ms = starts[i];
  return (book.words[i] || []).map(([gap, size, wait]) => {
    at += gap;
    ms += wait;
    return [at, at + size, ms];
  });
}

function lightWord(ms) {
  let i = -1;
  if (look.word) while (i + 1 < words.length && words[i + 1][2] <= ms + EARLY) i++;
  if (ms > ends[lit] + EARLY) i = -1;
  if (i === litWord) return;
  unlightWord();
  if (i < 0) return;
  litWord = i;
  const range = rangeIn(sentences[lit], words[i][0], words[i][1]);
  if (highlight) highlight.add(range);
  else wrap(range);
}

function unlightWord() {
  litWord = -1;
  if (highlight) highlight.clear();
  for (const wrapped of all(".w")) {
    const parent = wrapped.parentNode;
    wrapped.replaceWith(...wrapped.childNodes);
    parent.normalize();
  }
}

// Without the Highlight API a word gets an element for as long as it is lit.
function wrap(range) {
  if (range.startContainer === range.endContainer) range.surroundContents(make("span", { className: "w" }));
}

// Characters of a sentence as a range over its text nodes (emphasis makes several).
function rangeIn(element, from, to) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!begun && from < at + node.length) {
      range.setStart(node, from - at);
      begun = true;
    }
    if (begun && to <= at + node.length) {
      range.setEnd(node, to - at);
      break;
    }
    at += node.length;
  }
  return range;
}

// Shows where the voice is; moves nothing that has not changed.
function show() {
  const ms = heard();
  const next = lit + 1;
  let i = lit;
  if (i < 0 || ms + EARLY < starts[i] || (next < starts.length && ms + EARLY >= starts[next])) i = sentenceAt(ms);
  if (light(i)) {
    followLit();
    tellChapter();
  }
  lightWord(ms);
  drawHead(ms);
}

// One loop, on frames while the page is seen; `timeupdate` serves a hidden one.
function frame() {
  if (audio.paused) return;
  show();
  checkSleep();
  restAfter();
  nextFrame(frame);
}

// The rest after a sentence that a slow reader has asked for, once for each.
let rested = -1;
function restAfter() {
  if (!look.rest || lit === rested || heard() < ends[lit]) return;
  rested = lit;
  hold(look.rest);
}
on(audio, "seeking", () => (rested = -1));
on(audio, "playing", () => nextFrame(frame));
on(audio, "timeupdate", () => {
  if (document.hidden || audio.paused) show();
  checkSleep();
});
on(audio, "seeked", show);
