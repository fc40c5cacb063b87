// The settings panel: one list of what can be chosen, each applied as it is chosen.

const CHOICES = [
  ["theme", "Paper", ["As the system", "Light", "Sepia", "Dark"]],
  ["size", "Text size", ["Standard", "16", "18", "20", "22", "25", "28", "32"]],
  ["face", "Letters", ["Book", "Plain", "Easy to read"]],
  ["leading", "Lines", ["Normal", "Close", "Wide"]],
  ["gap", "Paragraphs", ["Indented", "With a gap"]],
  ["align", "Edges", ["Ragged", "Justified"]],
  ["lit", "Highlight", ["Amber", "Blue", "Green", "Pink", "Underline only", "None"]],
  ["word", "Light the word", ["On", "Off"]],
  ["follow", "Page follows", ["Gently", "Page by page", "Off"]],
  ["rest", "Rest after a sentence", ["None", "0.5 s", "1 s", "2 s", "4 s"]],
  ["strip", "Strip shows", ["Chapter", "Book"]],
  ["letters", "Letter keys", ["On", "Off"]],
  ["say", "Paragraph play buttons", ["Off", "On"]],
];

function choose(name, value) {
  if (!isLook(name, value)) return;
  look[name] = value;
  remember("look", look, SHARED);
  applyLook();
  if (name === "say") showSay();
  requestAnimationFrame(() => {
    drawStrip();
    if (lit >= 0 && following) followLit();
  });
}

opening.settings = (panel) => {
  const fields = CHOICES.map(([name, title, names]) => {
    const select = make("select", {}, ...names.map((text, i) => make("option", { value: i, textContent: text })));
    select.value = LOOKS[name].indexOf(look[name]);
    select.onchange = () => choose(name, LOOKS[name][select.value]);
    return make("label", {}, title, select);
  });
  const offset = make("input", { type: "number", min: -300, max: 300, step: 10, value: look.offset });
  offset.onchange = () => choose("offset", Number(offset.value));
  fields.push(make("label", {}, "Highlight later by, ms", offset));
  panel.querySelector("form").replaceChildren(...fields);
  $("no-store").hidden = stores;
};
dark.addEventListener("change", () => (applyLook(), drawStrip()));

// Smaller and larger: through the sizes.
function resize(by) {
  const sizes = LOOKS.size.slice(1);
  const current = look.size || parseFloat(getComputedStyle(root).getPropertyValue("--size"));
  const at = sizes.findIndex((size) => size >= current - 0.01);
  choose("size", sizes[Math.min(sizes.length - 1, Math.max(0, at + by))]);
}

// A named button for each paragraph, for those who go from button to button.
function showSay() {
  for (const button of document.querySelectorAll(".say")) button.remove();
  if (!look.say) return;
  sentences.forEach((sentence, i) => {
    const paragraph = paragraphOf(i);
    if (i && paragraphOf(i - 1) === paragraph) return;
    const button = make("button", { className: "say", textContent: "▸" });
    button.setAttribute("aria-label", `Play: ${firstWords(i, 40)}`);
    button.onclick = (event) => (event.stopPropagation(), goTo(i), play());
    paragraph.prepend(button);
  });
}

$("forget").onclick = () => {
  forget();
  bookmarks = [];
  showMarks();
  toast("This book is forgotten here");
};
