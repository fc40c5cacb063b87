// The sound: where it is, play and pause, and what to say when it is not there.

const audio = $("audio");
audio.controls = false;
audio.preservesPitch = audio.webkitPreservesPitch = true;
const embedded = audio.getAttribute("src").startsWith("data:");
let wanted = 0; // where to begin once the sound is there
let there = audio.readyState > 0; // the sound is there, and stands where it was wanted
let unpacked = !embedded;
let holding = 0; // the timer of a pause between sentences

const now = () => (there ? audio.currentTime * 1000 : wanted);
const speed = () => audio.playbackRate;
const playing = () => !audio.paused || holding > 0;
const changed = new Set(); // called on play, pause, seek and speed
const tell = () => changed.forEach((call) => call());

// Sound inside the page is taken out at the first play, so that opening costs nothing.
function unpack() {
  if (unpacked) return;
  unpacked = true;
  const [head, text] = audio.getAttribute("src").split(",");
  load(URL.createObjectURL(new Blob([bytesOf(text)], { type: head.slice(5).split(";")[0] })));
}

function load(address) {
  there = false;
  audio.src = address;
}

function seek(ms) {
  release();
  wanted = clamp(ms, 0, book.length);
  if (there) audio.currentTime = wanted / 1000;
  tell();
}

function play() {
  release();
  if (root.dataset.sound === "none") return;
  unpack();
  if (audio.ended || now() >= book.length - 50) seek(0);
  renewSleep();
  audio.play().catch((error) => {
    if (error.name === "NotSupportedError") missing();
    tell();
  });
}

function pause() {
  release();
  audio.pause();
  tell();
}

const toggle = () => (playing() ? pause() : play());

// A rest after a sentence, for those who read along slowly.
function hold(seconds) {
  audio.pause();
  holding = setTimeout(() => ((holding = 0), audio.play()), seconds * 1000);
}
function release() {
  clearTimeout(holding);
  holding = 0;
}

function setRate(rate) {
  const value = round(clamp(rate, 0.5, 3) * 20) / 20;
  audio.defaultPlaybackRate = audio.playbackRate = value;
  remember("speed", value);
  remember("speed", value, SHARED);
  tell();
  return value;
}

function missing() {
  const refused = embedded || !audio.canPlayType(book.type);
  $("missing").hidden = false;
  tellMissing(
    refused
      ? `This browser cannot play ${book.type}. Build the book with --to mp3, or choose a sound that it can play.`
      : `The sound, ${book.sound}, is not beside this page. Put it there, or choose it.`,
  );
  root.dataset.sound = "none";
}

const tellMissing = (text) => ($("missing").firstElementChild.textContent = text);

one("input", $("missing")).onchange = (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const address = URL.createObjectURL(file);
  const probe = new Audio(address);
  probe.onerror = () => tellMissing(`${file.name} cannot be played here.`);
  probe.onloadedmetadata = () => {
    if (abs(probe.duration * 1000 - book.length) > 500) {
      const lasts = clock(probe.duration * 1000);
      tellMissing(`${file.name} is another recording: it lasts ${lasts}, the book ${clock(book.length)}.`);
      return;
    }
    wanted = now();
    load(address);
    delete root.dataset.sound;
    $("missing").hidden = true;
    $("play").focus();
  };
};

on(audio, "loadedmetadata", () => {
  audio.playbackRate = audio.defaultPlaybackRate;
  if (wanted) audio.currentTime = wanted / 1000;
  there = true;
});
on(audio, "error", missing);
for (const kind of ["play", "pause", "seeked", "ratechange", "ended", "waiting", "playing"]) {
  on(audio, kind, tell);
}
