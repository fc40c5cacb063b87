// What the reader has chosen, applied at once and kept for every book.

// Of each: its name in the settings, what can be chosen, and how that is called.
const CHOICES = {
  theme: ["Paper", ["", "light", "sepia", "dark"], ["System", "Light", "Sepia", "Dark"]],
  size: ["Text size", [0, 1, 1.125, 1.25, 1.375, 1.5625, 1.75, 2], ["Standard", 16, 18, 20, 22, 25, 28, 32]],
  face: ["Letters", ["", "sans", "easy"], ["Book", "Plain", "Easy to read"]],
  leading: ["Lines", [1.6, 1.4, 1.8], ["Normal", "Close", "Wide"]],
  gap: ["Paragraphs", ["", "yes"], ["Indented", "With a gap"]],
  align: ["Edges", ["", "justify"], ["Ragged", "Justified"]],
  lit: [
    "Highlight",
    ["", "blue", "green", "pink", "line", "none"],
    ["Amber", "Blue", "Green", "Pink", "Underline only", "None"],
  ],
  word: ["Light the word", [true, false], ["On", "Off"]],
  follow: ["Page follows", ["band", "page", "off"], ["Gently", "Page by page", "Off"]],
  rest: ["Rest after a sentence", [0, 0.5, 1, 2, 4], ["None", "0.5 s", "1 s", "2 s", "4 s"]],
  strip: ["Strip shows", ["chapter", "book"], ["Chapter", "Book"]],
  letters: ["Letter keys", [true, false], ["On", "Off"]],
  say: ["Paragraph play buttons", [false, true], ["Off", "On"]],
};
const valuesOf = (name) => CHOICES[name]?.[1];
const isLook = (name, value) =>
  name === "offset" ? isNumber(value) && abs(value) <= 300 : valuesOf(name)?.includes(value);
const look = {}; // and "offset": ms, -300 to 300
const kept = recall("look", (value) => typeof value === "object", SHARED) || {};
for (const name of ["offset", ...Object.keys(CHOICES)]) {
  look[name] = isLook(name, kept[name]) ? kept[name] : valuesOf(name)?.[0] ?? 0;
}

const dark = matchMedia("(prefers-color-scheme: dark)");
function applyLook() {
  root.dataset.theme = look.theme || (dark.matches ? "dark" : "light");
  for (const name of ["face", "lit", "gap", "align"]) root.dataset[name] = look[name];
  if (look.size) root.style.setProperty("--size", `${look.size}rem`);
  else root.style.removeProperty("--size");
  root.style.setProperty("--leading", look.leading);
}
applyLook();
