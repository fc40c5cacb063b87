// Keeps the lit sentence in view, seldom and gently, and never against the reader.

let following = true;
let ours = false; // true while we scroll ourselves
let oursTimer = 0;
let lastTouch = 0; // when the reader last scrolled
const still = matchMedia("(prefers-reduced-motion: reduce)");

// The space between the bars, and the band of it in which the page may rest.
function band() {
  const top = one(".top").offsetHeight;
  const height = boxOf($("player")).top - top;
  return { top, height, from: top + height * 0.2, to: top + height * 0.65, rest: top + height * 0.3 };
}

function litBox() {
  const box = boxOf(sentences[lit]);
  const { from, to } = band();
  if (box.height <= to - from || litWord < 0) return box;
  return boxOf(rangeIn(sentences[lit], words[litWord][0], words[litWord][1]));
}

function inBand() {
  const box = litBox();
  const { from, to } = band();
  return box.top >= from && box.bottom <= to;
}

function followLit() {
  if (!following && ticks() - lastTouch > 4000 && inBand()) setFollowing(true);
  if (!following || look.follow === "off") return;
  const box = litBox();
  const { top, height, from, to, rest } = band();
  if (look.follow === "page") {
    if (box.top >= top && box.bottom <= top + height) return;
    scrollByOurs(box.top - top - 24);
  } else if (box.top < from || (box.bottom > to && box.top > rest)) {
    scrollByOurs(box.top - rest);
  }
}

// Brings the lit sentence into the band, whatever happened before.
function bringBack() {
  setFollowing(true);
  const { rest } = band();
  if (!inBand()) scrollByOurs(litBox().top - rest);
}

function scrollByOurs(distance) {
  if (abs(distance) < 1) return;
  if (abs(distance) > 2 * innerHeight) return jump();
  beginOurs();
  if (still.matches || document.hidden) scrollBy({ top: distance, behavior: "instant" });
  else glide(distance);
}

// Goes there at once.  What is far away is laid out only when it comes near, so we look again.
function jump() {
  stopGlide();
  const land = () => {
    beginOurs();
    scrollBy({ top: litBox().top - band().rest, behavior: "instant" });
  };
  land();
  nextFrame(() => (land(), nextFrame(land)));
}

function beginOurs() {
  ours = true;
  clearTimeout(oursTimer);
  oursTimer = setTimeout(endOurs, 350);
}

let gliding = 0; // the next frame of the glide, 0 when there is none
function glide(distance) {
  const from = scrollY;
  const begun = ticks();
  stopGlide();
  const step = (time) => {
    const part = clamp((time - begun) / 280, 0, 1);
    scrollTo({ top: from + distance * (1 - (1 - part) ** 3), behavior: "instant" });
    gliding = part < 1 ? nextFrame(step) : 0;
  };
  gliding = nextFrame(step);
}

function stopGlide() {
  cancelAnimationFrame(gliding);
  gliding = 0;
}

function endOurs() {
  if (!gliding) ours = false;
  else oursTimer = setTimeout(endOurs, 100);
}

function setFollowing(on) {
  following = on;
  $("back").hidden = on || look.follow === "off";
}

// The reader's own scrolling frees the page at once.
function free() {
  lastTouch = ticks();
  stopGlide();
  ours = false;
  if (following) setFollowing(false);
}
for (const kind of ["wheel", "touchmove"]) {
  on(window, kind, (event) => event.target.closest?.("dialog, #player") || free(), CALM);
}
on(window, "scroll", () => {
  if (ours) return;
  lastTouch = ticks();
  if (following && lit >= 0 && !inView()) setFollowing(false);
});
on(window, "scrollend", () => {
  if (gliding) return;
  clearTimeout(oursTimer);
  oursTimer = setTimeout(endOurs, 60);
});

function inView() {
  const box = boxOf(sentences[lit]);
  const { top, height } = band();
  return box.bottom > top && box.top < top + height;
}
$("back").onclick = bringBack;
