// The keyboard.  Scrolling keys and whatever has Ctrl, Alt or Cmd stay the browser's.

const rightToLeft = root.dir === "rtl";
const forward = (by) => (rightToLeft ? -by : by);
const faster = (by) => setSpeed(audio.playbackRate + by);
const themes = LOOKS.theme.slice(1);
const nextTheme = () => {
  const theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
  choose("theme", theme);
  toast(`Paper: ${theme}`);
};
const voice = () => (following ? (setFollowing(false), toast("The page stays")) : bringBack());
const mute = () => ((audio.muted = !audio.muted), toast(audio.muted ? "Muted" : "Sound on"));

// [keys, what is shown, what it does, the action]
const KEYS = [
  [[" "], "Space", "Play or pause", toggle],
  [["k"], "K", "Play or pause", toggle],
  [["ArrowLeft"], "← →", "Sentence", () => step("sentence", forward(-1))],
  [["ArrowRight"], "", "", () => step("sentence", forward(1))],
  [["+ArrowLeft"], "Shift + ← →", "Paragraph", () => step("paragraph", forward(-1))],
  [["+ArrowRight"], "", "", () => step("paragraph", forward(1))],
  [["p"], "P, N", "Chapter", () => step("chapter", -1)],
  [["n"], "", "", () => step("chapter", 1)],
  [["j"], "J, L", "15 seconds back, forward", () => skip(-15)],
  [["l"], "", "", () => skip(15)],
  [[","], ", .", "Slower, faster (with Shift: more)", () => faster(-0.05)],
  [["."], "", "", () => faster(0.05)],
  [["+,", "<", "+<", ";", "+;"], "", "", () => faster(-0.25)],
  [["+.", ">", "+>", ":", "+:"], "", "", () => faster(0.25)],
  [["0"], "0", "Start of the chapter", () => go(chapterAt(now()).first)],
  [["-"], "− +", "Text size", () => resize(-1)],
  [["+", "++", "=", "+="], "", "", () => resize(1)],
  [["/", "+/"], "/", "Search", () => open("search")],
  [["c"], "C", "Chapters", () => open("chapters")],
  [["b"], "B", "Bookmark", () => toggleMark()],
  [["+b"], "Shift + B", "Bookmarks", () => open("bookmarks")],
  [["s"], "S", "Sleep timer", () => open("sleep")],
  [["f"], "F", "Back to the voice; follow or stay", voice],
  [["x"], "X", "Mispronounced", wrong],
  [["m"], "M", "Mute", mute],
  [["t"], "T", "Paper", nextTheme],
  [["Enter"], "Enter", "Play from the selection", playSelection],
  [["?", "+?"], "?", "This table", () => open("help")],
];
const actions = new Map(KEYS.flatMap(([keys, , , act]) => keys.map((key) => [key, act])));

let pointed = null; // the button last pressed by a pointer; the keyboard's own focus ends it
addEventListener("pointerdown", ({ target }) => (pointed = target.closest?.("button")), true);

addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Tab") pointed = null;
  if (key === "Escape") return escape();
  if (/^(Page|Arrow(Up|Down)|Home|End)/.test(key) && !target.closest("dialog, input")) return free();
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const onPlace = target === place;
  if (target.closest("input, select, textarea") && !(onPlace && !/^Arrow/.test(key))) return;
  if (document.querySelector("dialog:modal")) return;
  const control = target.closest("button, label, a");
  if (control && key === "Enter") return;
  if (control && key === " ") {
    if (control !== pointed) return;
    control.blur(); // pressed with the mouse a while ago: Space is for the voice
  }
  if (!look.letters && /^[\p{L}\d.,;:<>/?+=-]$/u.test(key)) return;
  const name = (event.shiftKey ? "+" : "") + (key.length === 1 ? key.toLowerCase() : key);
  const act = actions.get(name);
  if (!act || act() === false) return;
  event.preventDefault();
});

// Closes the topmost: a drag, a docked panel, a selection, a toast.
function escape() {
  if (dragging) {
    endDrag();
    tellTimes();
    return;
  }
  if (document.querySelector("dialog:modal")) return; // closes by itself
  const docked = document.querySelector("dialog[open]");
  if (docked) close(docked);
  else if (selectedText()) getSelection().removeAllRanges();
  else $("toast").classList.remove("on");
}

opening.help = (panel) => {
  const rows = KEYS.filter(([, shown]) => shown).map(([, shown, does]) =>
    make("tr", {}, make("td", {}, make("kbd", { textContent: shown })), make("td", { textContent: does })),
  );
  panel.querySelector("tbody").replaceChildren(...rows);
};
