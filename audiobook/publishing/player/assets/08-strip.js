// The chapter as a landscape: its wave, its scenes as notches, bookmarks as dots;
// above it a hair line for the whole book.

const peaks = bytesOf(book.peaks);
const PEAK_MS = 500;
const place = $("place");
let stripFrom = 0;
let stripTo = 1;
let stripWidth = 0;
let dragging = false;

function stretch() {
  const chapter = chapterNow();
  return look.strip === "book" ? [0, book.length] : [chapter.start, chapter.end];
}

function surface(canvas) {
  const { width, height } = boxOf(canvas);
  const scale = devicePixelRatio || 1;
  canvas.width = round(width * scale);
  canvas.height = round(height * scale);
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  return [pen, width, height];
}

// The colours of the theme, or the system's own where it forces them.
function ink() {
  const forced = matchMedia("(forced-colors: active)").matches;
  const style = getComputedStyle(root);
  const of = (name) => style.getPropertyValue(name).trim();
  return forced
    ? { played: "Highlight", rest: "GrayText", mark: "CanvasText", dot: "Highlight" }
    : { played: of("--accent"), rest: of("--edge"), mark: of("--ink"), dot: of("--lit-edge") };
}

function drawStrip() {
  [stripFrom, stripTo] = stretch();
  drawWave();
  place.max = round((stripTo - stripFrom) / 1000);
  drawHair();
  drawHead(now());
  tellPlace();
}

const across = (ms) => ((ms - stripFrom) / (stripTo - stripFrom)) * stripWidth;

function drawWave() {
  const [pen, width, height] = surface($("wave"));
  const colours = ink();
  stripWidth = width;
  const bars = floor(width / 3);
  const span = (stripTo - stripFrom) / bars;
  const played = now();
  let highest = 1;
  const heights = Array.from({ length: bars }, (_, bar) => {
    const from = floor((stripFrom + bar * span) / PEAK_MS);
    const to = max(from + 1, floor((stripFrom + (bar + 1) * span) / PEAK_MS));
    let most = 0;
    for (let i = from; i < to && i < peaks.length; i++) most = max(most, peaks[i]);
    highest = max(highest, most);
    return most;
  });
  const middle = height / 2 + 2;
  heights.forEach((value, bar) => {
    const tall = max(2, (value / highest) * (height - 12));
    pen.fillStyle = stripFrom + bar * span < played ? colours.played : colours.rest;
    pen.fillRect(bar * 3, middle - tall / 2, 2, tall);
  });
  pen.fillStyle = colours.mark;
  for (const at of look.strip === "book" ? chapterStarts : book.scenes) {
    if (at <= stripFrom || at >= stripTo) continue;
    const x = across(at);
    pen.beginPath();
    pen.moveTo(x - 4, 0);
    pen.lineTo(x + 4, 0);
    pen.lineTo(x, 7);
    pen.fill();
    pen.globalAlpha = 0.3;
    pen.fillRect(x - 0.5, 0, 1, height);
    pen.globalAlpha = 1;
  }
  pen.fillStyle = colours.dot;
  for (const mark of bookmarks) {
    const at = starts[placeOf(mark)];
    if (at < stripFrom || at >= stripTo) continue;
    pen.beginPath();
    pen.arc(across(at), height - 4, 3.5, 0, 7);
    pen.fill();
  }
}

function drawHair() {
  const [pen, width] = surface($("hair"));
  const colours = ink();
  const gap = chapters.length < width / 6 ? 2 : 0;
  for (const chapter of chapters) {
    const from = (chapter.start / book.length) * width;
    const to = (chapter.end / book.length) * width - gap;
    const here = clamp((now() / book.length) * width, from, to);
    pen.fillStyle = colours.rest;
    pen.globalAlpha = 0.5;
    pen.fillRect(from, 2, max(0.5, to - from), 2);
    pen.globalAlpha = 1;
    pen.fillStyle = colours.played;
    pen.fillRect(from, 1.5, here - from, 3);
  }
}

// Every frame: the playhead only.  Once a second: the clocks and the played part.
let lastSecond = -1;
function drawHead(ms) {
  $("head").style.transform = `translateX(${across(clamp(ms, stripFrom, stripTo))}px)`;
  const second = floor(ms / 1000);
  if (second === lastSecond) return;
  lastSecond = second;
  tellTimes();
  drawWave();
  if (second % 5 === 0) drawHair();
}

function tellTimes() {
  const ms = now();
  $("passed").textContent = clock(ms - stripFrom);
  $("left").textContent = "−" + clock((stripTo - ms) / speed());
  if (!dragging) place.value = round((ms - stripFrom) / 1000);
}

changed.add(tellTimes);

// Assistive technology is told the place on a seek, on focus, and seldom in between.
let lastTold = 0;
function tellPlace() {
  lastTold = ticks();
  const chapter = chapterNow();
  const total = round(chapter.end - chapter.start);
  aria(place, "valuetext", `${clock(now() - stripFrom)} of ${clock(total)}, ${chapter.title}`);
}
on(place, "focus", tellPlace);
on(audio, "timeupdate", () => {
  if (document.activeElement === place && ticks() - lastTold > 5000) tellPlace();
});

// A drag shows where it would land; the jump is on release, Escape calls it off.
let exact = false;
on(place, "pointerdown", (event) => {
  dragging = true;
  exact = event.shiftKey;
});
on(window, "pointermove", (event) => (exact = event.shiftKey));
on(place, "input", () => {
  const ms = stripFrom + Number(place.value) * 1000;
  if (!dragging) return land(ms);
  $("peek").hidden = false;
  $("peek").textContent = `${clock(ms - stripFrom)}  ${firstWords(sentenceAt(ms), 32)}`;
  const half = $("peek").offsetWidth;
  $("peek").style.left = `${clamp(across(ms) - half / 2, 0, stripWidth - half)}px`;
});
on(place, "change", () => {
  if (!dragging) return;
  endDrag();
  land(stripFrom + Number(place.value) * 1000);
});
function endDrag() {
  dragging = false;
  $("peek").hidden = true;
}
function land(ms) {
  go(exact ? ms : startAt(ms));
  tellPlace();
}
on(window, "resize", () => nextFrame(drawStrip));
