// Opening: the place in the address, else the place remembered; nothing plays by itself.

let linked = false; // a deep link wins over the place remembered, until play

function save() {
  if (linked && !playing()) return;
  linked = false;
  if (lit >= 0) remember("place", placeNow(lit, now()));
}
setInterval(() => playing() && save(), 5000);
on(audio, "pause", save);
on(window, "pagehide", save);
on(document, "visibilitychange", () => document.hidden && save());

// The later one comes back, the further it goes back.
function resumeAt(kept) {
  const i = findAgain(kept);
  const away = Date.now() - kept.when;
  if (away > 3600000) return starts[max(0, i - 1)];
  if (away > 60000 || kept.at < starts[i] || kept.at > (starts[i + 1] ?? book.length)) return starts[i];
  return kept.at;
}

function fromAddress() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name) return null;
  const time = /^t=(\d+(?:\.\d+)?)$/.exec(name);
  if (time) return min(Number(time[1]) * 1000, book.length);
  if (places.has(name)) return starts[places.get(name)];
  const first = sentences.findIndex((sentence) => sentence.closest(`[id="${CSS.escape(name)}"]`));
  if (first >= 0) return starts[first];
  toast("That place is not in this book");
  return null;
}

function landAt(ms) {
  seek(ms);
  light(sentenceAt(ms));
  setFollowing(true);
  jump();
  tellChapter();
  drawStrip();
}

on(window, "hashchange", () => {
  const ms = fromAddress();
  if (ms === null) return;
  linked = !playing();
  landAt(ms);
});

function start() {
  setRate(recall("speed", isNumber) ?? recall("speed", isNumber, SHARED) ?? 1);
  showSay();
  showMarks();
  const kept = recall("place", isPlace);
  const asked = fromAddress();
  linked = asked !== null;
  if (linked) landAt(asked);
  else if (kept) {
    const ms = resumeAt(kept);
    landAt(ms);
    $("resume").textContent = `Resume at ${clock(ms)}`;
    $("resume").hidden = ms < 1000;
  }
  tellChapter();
  if (audio.error || !audio.canPlayType(book.type)) missing(); // it may have failed before we listened
  if (desk.matches && chapters.length > 1 && !asked) openDocked();
  tell();
  root.dataset.ready = "yes";
}

// On a desk the chapters stand beside the page until they are closed.
function openDocked() {
  if (recall("docked", (value) => value === false, SHARED) === false) return;
  open("chapters");
  document.activeElement?.blur();
}
on($("chapters"), "close", () => desk.matches && remember("docked", false, SHARED));
history.scrollRestoration = "manual";
start();
