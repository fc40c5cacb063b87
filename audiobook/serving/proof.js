// Proof-listening: E turns the lit sentence into a form with its text, the
// wording of a word and the pause after it.  Hear it, accept it, rebuild.

(() => {
  "use strict";
  const audio = document.getElementById("audio");
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const text = make("textarea", { rows: 4, id: "proof-text" });
  const word = make("input", { autocomplete: "off" });
  const like = make("input", { autocomplete: "off", placeholder: "EE-fa" });
  const pause = make("input", { type: "number", min: 0, max: 60, step: 0.05 });
  const pauseName = make("span", {});
  const said = make("p", { className: "hint" });
  const status = make("p", { className: "hint" });
  status.setAttribute("role", "status");
  const hear = make("button", { type: "button", textContent: "Hear" });
  const accept = make("button", { type: "submit", textContent: "Accept" });
  const undo = make("button", { type: "button", textContent: "Undo" });
  const rebuild = make("button", { type: "button", textContent: "Rebuild the book" });
  const close = make("button", { type: "button", className: "close", textContent: "×", title: "Close (Esc)" });
  close.setAttribute("aria-label", "Close");
  const form = make(
    "form",
    {},
    make("label", {}, "Text", text),
    said,
    make("label", {}, "Word", word),
    make("label", {}, "Sounds like", like),
    make("label", {}, pauseName, pause),
    make("p", { className: "choices" }, hear, accept, undo, rebuild),
    status,
  );
  const title = make("h2", { textContent: "Correct" });
  const panel = make("dialog", { id: "proof" }, title, close, form);
  panel.setAttribute("aria-label", "Correct");
  document.body.append(panel);
  text.style.width = word.style.width = like.style.width = "100%";

  let line = null; // the sentence as it was built
  let take = null; // what was heard last

  async function ask(path, body) {
    status.textContent = path === "rebuild" ? "Building…" : "…";
    const response = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
    status.textContent = "";
    const sound = response.headers.get("Content-Type") === "audio/wav";
    const answer = sound ? await response.blob() : await response.json();
    if (response.ok) return answer;
    status.textContent = [answer.error, answer.hint].filter(Boolean).join(". ");
    throw new Error(answer.error);
  }

  const change = () => ({
    id: line.id,
    written: text.value.trim() === line.written.trim() ? "" : text.value.trim(),
    word: word.value.trim(),
    like: like.value.trim(),
    pause_s: pause.value === "" || Number(pause.value) === line.pause_s ? null : Number(pause.value),
  });

  function fill() {
    text.value = line.written.trim();
    said.textContent = line.spoken && line.spoken !== line.written ? `Said: ${line.spoken}` : "";
    pauseName.textContent = line.pause_kind ? `Pause after each ${line.pause_kind}, s` : "No pause here";
    pause.disabled = !line.pause_kind;
    pause.value = line.pause_kind ? line.pause_s : "";
    word.value = like.value = "";
  }

  async function open() {
    const lit = document.querySelector(".s.lit") || document.querySelector(".s");
    audio.pause();
    line = await ask(`sentence?id=${encodeURIComponent(lit.id)}`);
    fill();
    panel.showModal();
    text.focus();
  }

  hear.onclick = async () => {
    take?.pause();
    take = new Audio(URL.createObjectURL(await ask("hear", change())));
    take.play();
  };
  undo.onclick = fill;
  close.onclick = () => panel.close();
  form.onsubmit = async (event) => {
    event.preventDefault();
    const { files } = await ask("accept", change());
    status.textContent = files.length
      ? `Written to ${files.join(", ")}. Rebuild to hear it in the book.`
      : "Nothing was changed.";
  };
  rebuild.onclick = async () => {
    const { spoken } = await ask("rebuild", {});
    status.textContent = `Built; ${spoken} spoken.`;
    location.reload();
  };
  const correct = make("button", { textContent: "Correct", title: "Correct this sentence (E)" });
  correct.onclick = open;
  document.querySelector(".tools").append(correct);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "e" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    event.preventDefault();
    open();
  });
})();
