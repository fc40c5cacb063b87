// The settings panel: one list of what can be chosen, each applied as it is chosen.

function choose(name, value) {
  if (!isLook(name, value)) return;
  look[name] = value;
  remember("look", look, SHARED);
  applyLook();
  if (name === "say") showSay();
  nextFrame(() => {
    drawStrip();
    if (lit >= 0 && following) followLit();
  });
}

opening.settings = (panel) => {
  const fields = Object.entries(CHOICES).map(([name, [title, values, names]]) => {
    const select = make("select", {}, ...names.map((text, i) => make("option", { value: i, textContent: text })));
    select.value = values.indexOf(look[name]);
    select.onchange = () => choose(name, values[select.value]);
    return make("label", {}, title, select);
  });
  const offset = make("input", { type: "number", min: -300, max: 300, step: 10, value: look.offset });
  offset.onchange = () => choose("offset", Number(offset.value));
  fields.push(make("label", {}, "Highlight later by, ms", offset));
  one("form", panel).replaceChildren(...fields);
  $("no-store").hidden = stores;
};
on(dark, "change", () => (applyLook(), drawStrip()));

// Smaller and larger: through the sizes.
function resize(by) {
  const sizes = valuesOf("size").slice(1);
  const current = look.size || parseFloat(getComputedStyle(root).getPropertyValue("--size"));
  const at = sizes.findIndex((size) => size >= current - 0.01);
  choose("size", sizes[clamp(at + by, 0, sizes.length - 1)]);
}

// A named button for each paragraph, for those who go from button to button.
function showSay() {
  for (const button of all(".say")) button.remove();
  if (!look.say) return;
  sentences.forEach((sentence, i) => {
    const paragraph = paragraphOf(i);
    if (i && paragraphOf(i - 1) === paragraph) return;
    const button = make("button", { className: "say", textContent: "▸" });
    aria(button, "label", `Play: ${firstWords(i, 40)}`);
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
