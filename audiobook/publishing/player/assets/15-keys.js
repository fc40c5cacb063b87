// The keyboard.  Scrolling keys and whatever has Ctrl, Alt or Cmd stay the browser's.

const rightToLeft = root.dir === "rtl";
const forward = (by) => (rightToLeft ? -by : by);
const faster = (by) => setSpeed(speed() + by);
const themes = valuesOf("theme").slice(1);
const nextTheme = () => {
  const theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
  choose("theme", theme);
  toast(`Paper: ${theme}`);
};
const voice = () => (following ? (setFollowing(false), toast("The page stays")) : bringBack());
const mute = () => ((audio.muted = !audio.muted), toast(audio.muted ? "Muted" : "Sound on"));

// [keys, the action, what is shown, what it does]
const KEYS = [
  [[" "], toggle, "Space", "Play or pause"],
  [["k"], toggle, "K", "Play or pause"],
  [["ArrowLeft"], () => step("sentence", forward(-1)), "← →", "Sentence"],
  [["ArrowRight"], () => step("sentence", forward(1))],
  [["+ArrowLeft"], () => step("paragraph", forward(-1)), "Shift + ← →", "Paragraph"],
  [["+ArrowRight"], () => step("paragraph", forward(1))],
  [["p"], () => step("chapter", -1), "P, N", "Chapter"],
  [["n"], () => step("chapter", 1)],
  [["j"], () => skip(-15), "J, L", "15 seconds back, forward"],
  [["l"], () => skip(15)],
  [[","], () => faster(-0.05), ", .", "Slower, faster (with Shift: more)"],
  [["."], () => faster(0.05)],
  [["+,", "<", "+<", ";", "+;"], () => faster(-0.25)],
  [["+.", ">", "+>", ":", "+:"], () => faster(0.25)],
  [["0"], () => go(chapterNow().first), "0", "Start of the chapter"],
  [["-"], () => resize(-1), "− +", "Text size"],
  [["+", "++", "=", "+="], () => resize(1)],
  [["/", "+/"], () => open("search"), "/", "Search"],
  [["c"], () => open("chapters"), "C", "Chapters"],
  [["b"], () => toggleMark(), "B", "Bookmark"],
  [["+b"], () => open("bookmarks"), "Shift + B", "Bookmarks"],
  [["s"], () => open("sleep"), "S", "Sleep timer"],
  [["f"], voice, "F", "Back to the voice; follow or stay"],
  [["x"], wrong, "X", "Mispronounced"],
  [["m"], mute, "M", "Mute"],
  [["t"], nextTheme, "T", "Paper"],
  [["Enter"], playSelection, "Enter", "Play from the selection"],
  [["?", "+?"], () => open("help"), "?", "This table"],
];
const actions = new Map(KEYS.flatMap(([keys, act]) => keys.map((key) => [key, act])));

let pointed = null; // the button last pressed by a pointer; the keyboard's own focus ends it
on(window, "pointerdown", ({ target }) => (pointed = target.closest?.("button")), true);

on(window, "keydown", (event) => {
  const { target, key } = event;
  if (key === "Tab") pointed = null;
  if (key === "Escape") return escape();
  if (/^(Page|Arrow(Up|Down)|Home|End)/.test(key) && !target.closest("dialog, input")) return free();
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const onPlace = target === place;
  if (target.closest("input, select, textarea") && !(onPlace && !/^Arrow/.test(key))) return;
  if (one("dialog:modal")) return;
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
  if (one("dialog:modal")) return; // closes by itself
  const docked = one("dialog[open]");
  if (docked) close(docked);
  else if (selectedText()) getSelection().removeAllRanges();
  else $("toast").classList.remove("on");
}

// What a button is called, and its key, for the pointer that rests on it.
for (const button of all("#player button[aria-label], .top button")) {
  const { key } = button.dataset;
  button.title = button.getAttribute("aria-label") + (key ? ` (${key})` : "");
}

opening.help = (panel) => {
  const rows = KEYS.filter(([, , shown]) => shown).map(([, , shown, does]) =>
    make("tr", {}, make("td", {}, make("kbd", {}, shown)), make("td", {}, does)),
  );
  one("tbody", panel).replaceChildren(...rows);
};
