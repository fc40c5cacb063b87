// The book as the builder wrote it: sentences, when they are said, chapters.
// Times are milliseconds from the start of the book.

const { abs, floor, max, min, round } = Math;
const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector) => document.querySelectorAll(selector);
const on = (target, kind, call, how) => target.addEventListener(kind, call, how);
const aria = (element, name, value) => element.setAttribute(`aria-${name}`, value);
const boxOf = (element) => element.getBoundingClientRect();
const CALM = { passive: true }; // of what never holds a scroll up
const ticks = () => performance.now();
const nextFrame = (call) => requestAnimationFrame(call);
const clamp = (value, low, high) => min(high, max(low, value));
const unclass = (name) => all(`.${name}`).forEach((element) => element.classList.remove(name));
const book = JSON.parse($("book").textContent);
const { chapters } = book;
const sentences = [...all("#text .s")];
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
const startAt = (ms) => starts[sentenceAt(ms)];
for (const chapter of chapters) {
  const first = starts.findIndex((start) => start >= chapter.start - EARLY);
  chapter.first = first < 0 ? chapter.start : starts[first]; // its first sentence
}
const chapterStarts = chapters.map((chapter) => chapter.start);
const chapterAt = (ms) => chapters[lastBefore(chapterStarts, ms)];
const chapterNow = () => chapterAt(now());
const paragraphOf = (i) => sentences[i].closest("p, h1, h2, h3");
const textOf = (i) => sentences[i].textContent;
const firstWords = (i, count = 60) => {
  const text = textOf(i).replace(/\s+/g, " ").trim();
  return text.length > count ? text.slice(0, count).replace(/\s\S*$/, "") + "…" : text;
};

// 3:12, or 1:03:12 from an hour on.
function clock(ms) {
  const whole = max(0, floor(ms / 1000));
  const minutes = floor(whole / 60);
  const two = (number) => String(number % 60).padStart(2, "0");
  const front = minutes < 60 ? minutes : `${floor(minutes / 60)}:${two(minutes)}`;
  return `${front}:${two(whole)}`;
}

// 1 h 2 min, for people.
function length(ms) {
  const minutes = round(ms / 60000);
  if (minutes < 1) return "under a minute";
  return minutes < 60 ? `${minutes} min` : `${floor(minutes / 60)} h ${minutes % 60} min`;
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
