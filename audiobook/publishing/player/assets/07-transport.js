// Going from place to place: sentences, paragraphs, chapters, seconds.

const NEAR = 1500; // "previous" this soon after a start means the one before
const FAR = 30000; // a jump of more than this can be taken back

function go(ms, undo = true) {
  const from = now();
  seek(ms);
  light(sentenceAt(heard() < starts[0] ? starts[0] : heard()));
  show();
  bringBack();
  save();
  if (undo && abs(ms - from) > FAR) toast(`Now at ${clock(ms)}`, "Undo", () => go(from, false));
}

const goTo = (i) => go(starts[clamp(i, 0, starts.length - 1)]);

// Units of the book as lists of where they start.
const paragraphStarts = [];
sentences.forEach((_, i) => {
  if (!i || paragraphOf(i) !== paragraphOf(i - 1)) paragraphStarts.push(starts[i]);
});
const units = { sentence: starts, paragraph: paragraphStarts, chapter: chapters.map(({ first }) => first) };

function step(unit, by) {
  const list = units[unit];
  const ms = now();
  let at = lastBefore(list, ms);
  if (by > 0) at += 1;
  else if (ms - list[at] < NEAR) at = max(0, at - 1);
  if (at < list.length) go(list[at], unit === "chapter");
}

const nearest = (ms) => go(startAt(ms), false);
const skip = (seconds) => nearest(now() + seconds * 1000);

for (const button of all("[data-go]")) {
  button.onclick = () => step(button.dataset.go.slice(0, -1), button.dataset.go.endsWith("+") ? 1 : -1);
}
$("play").onclick = toggle;

// The play button says what a press will do.
let waitTimer = 0;
changed.add(() => {
  const ended = audio.ended;
  const name = playing() ? "Pause" : ended ? "Start again" : "Play";
  const icon = playing() ? "#i-pause" : ended ? "#i-again" : "#i-play";
  aria($("play"), "label", name);
  $("play").title = `${name} (Space)`;
  one("use", $("play")).setAttribute("href", icon);
  clearTimeout(waitTimer);
  const waits = !audio.paused && audio.readyState < 3;
  if (waits) waitTimer = setTimeout(() => ($("play").dataset.wait = ""), 250);
  else delete $("play").dataset.wait;
  if (playing()) $("resume").hidden = true;
});

// The first line of the page says where we are.
let shownChapter = null;
function tellChapter() {
  const chapter = chapterNow();
  if (chapter === shownChapter) return;
  shownChapter = chapter;
  $("here").textContent = chapters.length > 1 ? chapter.title : "";
  if ($("chapters").open && !$("chapters").contains(document.activeElement)) {
    opening.chapters($("chapters"));
  }
  drawStrip();
  tellMedia();
}
