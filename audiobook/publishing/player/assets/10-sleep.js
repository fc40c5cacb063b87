// The sleep timer: minutes of listening, or a place in the book.  The end of a
// chapter is a place, never a countdown, so a change of speed cannot miss it.

const FADE = 15000; // the voice goes down over the last 15 s
const AWAKE = 600000; // play within 10 minutes of the stop renews the timer
let sleep = null; // { minutes, left } or { chapters, at }, and where it was set
let asleep = null; // the timer that stopped, when, and the sentence before its fade
let lastCheck = 0;
let fadeAt = -1;

function setSleep(want) {
  sleep = want && { ...want, set: max(0, lit), warned: false };
  if (want?.minutes) sleep.left = want.minutes * 60000;
  if (want?.chapters) sleep.at = chapterEnd(now(), want.chapters);
  lastCheck = ticks();
  fadeAt = -1;
  audio.volume = 1;
  tellSleep();
}

function chapterEnd(ms, count) {
  const at = min(chapters.length, lastBefore(chapterStarts, ms) + count) - 1;
  return chapters[at].end;
}

// How long until it stops, in milliseconds of the wall clock.
const sleepLeft = () => (sleep.at === undefined ? sleep.left : (sleep.at - now()) / speed());

function checkSleep() {
  const time = ticks();
  const passed = time - lastCheck;
  lastCheck = time;
  if (!sleep || audio.paused) return;
  if (sleep.left !== undefined) sleep.left -= passed;
  const left = sleepLeft();
  if (left < 60000 && left > FADE && !sleep.warned) {
    sleep.warned = true;
    toast("Stops in one minute");
  }
  if (left < FADE) {
    if (fadeAt < 0) fadeAt = max(0, lit - 1);
    audio.volume = clamp(left / FADE, 0, 1);
  } else {
    audio.volume = 1;
  }
  if (left <= 60) fallAsleep();
  else if (floor(left / 1000) !== floor((left + passed) / 1000)) tellSleep();
}

function fallAsleep() {
  const { minutes, chapters, set } = sleep;
  asleep = { minutes, chapters, when: Date.now(), back: fadeAt };
  sleep = null;
  pause();
  audio.volume = 1;
  addMark(set, "Fell asleep?");
  tellSleep();
  save();
}

// One press of play gives the same time again.
function renewSleep() {
  lastCheck = ticks();
  if (!asleep) return;
  const { minutes, chapters, when, back } = asleep;
  asleep = null;
  if (Date.now() - when > AWAKE) return;
  const stopped = now();
  if (back >= 0) seek(starts[back]);
  setSleep({ minutes, chapters });
  if (chapters) sleep.at = chapterEnd(min(stopped + 1000, book.length - 1), chapters);
}

function tellSleep() {
  const text = !sleep ? "" : sleep.left !== undefined ? ` ${clock(sleepLeft() + 999)}` : " chapter";
  one("span", $("b-sleep")).textContent = text;
}

opening.sleep = (panel) => {
  const remaining = chapters.length - lastBefore(chapterStarts, now());
  const ends = [1, 2, 3].filter((count) => count <= remaining).map((count) => [
    `c${count}`,
    count === 1 ? "End of chapter" : `End of ${count} chapters`,
  ]);
  const options = [["off", "Off"], ...[5, 10, 15, 20, 30, 45, 60].map((m) => [m, `${m} min`]), ...ends];
  const chosen = !sleep ? "off" : sleep.minutes || `c${sleep.chapters}`;
  choices($("naps"), options, chosen, (value) => {
    if (value === "off") setSleep(null);
    else setSleep(isNumber(value) ? { minutes: value } : { chapters: Number(value.slice(1)) });
    close(panel);
    toast(value === "off" ? "Sleep timer off" : `Sleep timer: ${options.find(([v]) => v === value)[1].toLowerCase()}`);
  });
};
$("own").onchange = () => {
  const minutes = Number($("own").value);
  if (minutes >= 1 && minutes <= 600) {
    setSleep({ minutes });
    close($("sleep"));
    toast(`Sleep timer: ${minutes} min`);
  }
};
