// The book as the builder wrote it: sentences, when they are said, chapters.
// Times are milliseconds from the start of the book.

const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const book = JSON.parse($("book").textContent);
const sentences = [...document.querySelectorAll("#text .s")];
const places = new Map(sentences.map((sentence, i) => [sentence.id, i]));
const starts = new Int32Array(sentences.length);
const ends = new Int32Array(sentences.length);
book.times.forEach(([gap, length], i) => {
  starts[i] = (i ? ends[i - 1] : 0) + gap;
  ends[i] = starts[i] + length;
});
const EARLY = 4; // a media clock may stand a hair before the time it was set to

// The last of `list` that does not begin after `ms`.
function lastBefore(list, ms) {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle] <= ms + EARLY) low = middle;
    else high = middle - 1;
  }
  return low;
}

const sentenceAt = (ms) => lastBefore(starts, ms);
for (const chapter of book.chapters) {
  const first = starts.findIndex((start) => start >= chapter.start - EARLY);
  chapter.first = first < 0 ? chapter.start : starts[first]; // its first sentence
}
const chapterStarts = book.chapters.map((chapter) => chapter.start);
const chapterAt = (ms) => book.chapters[lastBefore(chapterStarts, ms)];
const paragraphOf = (i) => sentences[i].closest("p, h1, h2, h3");
const textOf = (i) => sentences[i].textContent;
const firstWords = (i, count = 60) => {
  const text = textOf(i).replace(/\s+/g, " ").trim();
  return text.length > count ? text.slice(0, count).replace(/\s\S*$/, "") + "…" : text;
};

// 3:12, or 1:03:12 from an hour on.
function clock(ms) {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const rest = `${String(whole % 60).padStart(2, "0")}`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

// 1 h 2 min, for people.
function length(ms) {
  const minutes = Math.round(ms / 60000);
  if (minutes < 1) return "under a minute";
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// A short digest of a sentence's text, to find it again after a rebuild.
function digest(text) {
  let sum = 5381;
  for (let i = 0; i < text.length; i++) sum = ((sum * 33) ^ text.charCodeAt(i)) >>> 0;
  return sum.toString(36);
}

// Base64 to bytes; a plain loop is ten times as fast as Uint8Array.from.
function bytesOf(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Says something once, in one place.
let toastTimer = 0;
function toast(text, action, act) {
  const place = $("toast");
  const button = place.lastElementChild;
  place.firstElementChild.textContent = text;
  button.hidden = !action;
  button.textContent = action || "";
  button.onclick = () => (place.classList.remove("on"), act());
  place.classList.add("on");
  clearTimeout(toastTimer);
  const hide = () =>
    place.matches(":hover, :focus-within") ? (toastTimer = setTimeout(hide, 1000)) : place.classList.remove("on");
  toastTimer = setTimeout(hide, action ? 6000 : 4000);
}
