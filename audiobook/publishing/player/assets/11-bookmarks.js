// Bookmarks: one press on, one press off, a note if one is wanted.

const isMark = (mark) => mark && isPlace(mark) && isText(mark.note) && isText(mark.words);
let bookmarks = recall("bookmarks", (list) => Array.isArray(list) && list.every(isMark)) || [];
const placeOf = (mark) => places.get(mark.id) ?? findAgain(mark);
const markAt = (i) => bookmarks.find((mark) => placeOf(mark) === i);

function keepMarks() {
  bookmarks.sort((one, other) => placeOf(one) - placeOf(other));
  remember("bookmarks", bookmarks);
  showMarks();
}

function showMarks() {
  unclass("marked");
  for (const mark of bookmarks) sentences[placeOf(mark)].classList.add("marked");
  if ($("bookmarks").open) opening.bookmarks($("bookmarks"));
  drawStrip();
}

const placeNow = (i, at = starts[i]) => ({ id: sentences[i].id, text: digest(textOf(i)), at, when: Date.now() });

function addMark(i, note = "") {
  if (markAt(i)) return;
  bookmarks.push({ ...placeNow(i), words: firstWords(i), note });
  keepMarks();
}

function toggleMark(i = max(0, lit)) {
  const there = markAt(i);
  if (there) {
    bookmarks = bookmarks.filter((mark) => mark !== there);
    keepMarks();
    toast("Bookmark removed", "Undo", () => (bookmarks.push(there), keepMarks()));
  } else {
    addMark(i);
    toast("Bookmarked");
  }
}
$("b-mark").onclick = () => toggleMark();

// Chapter and time of a sentence, small; a book of one chapter needs no chapter.
function whereIs(i) {
  const chapter = chapters.length > 1 ? `${chapterAt(starts[i]).title} · ` : "";
  return make("small", {}, chapter + clock(starts[i]));
}

opening.bookmarks = (panel) => {
  const items = bookmarks.map((mark) => {
    const i = placeOf(mark);
    const named = mark.note ? `${mark.note} · ${mark.words}` : mark.words;
    const jump = make("button", {}, named, whereIs(i));
    jump.onclick = () => goTo(i);
    const note = make("button", { className: "small", textContent: "Note" });
    note.onclick = () => writeNote(mark, note.parentElement);
    const remove = make("button", { className: "small", textContent: "×", title: "Remove" });
    aria(remove, "label", `Remove ${mark.words}`);
    remove.onclick = () => toggleMark(i);
    return make("li", {}, jump, note, remove);
  });
  one("ol", panel).replaceChildren(...items);
  $("copy-all").hidden = !items.length;
};

function writeNote(mark, item) {
  const field = make("input", { value: mark.note, maxLength: 500, placeholder: "Note" });
  aria(field, "label", "Note");
  field.onchange = field.onblur = () => {
    field.onblur = null;
    mark.note = field.value.trim();
    keepMarks();
  };
  item.replaceChildren(field);
  field.focus();
}

$("copy-all").onclick = () => {
  const lines = bookmarks.map((mark) => {
    const note = mark.note ? `${mark.note}: ` : "";
    const words = mark.words.replace(/[[\]\\`*_<]/g, "\\$&");
    return `- ${note}[${words}](${linkTo(placeOf(mark))}) (${clock(starts[placeOf(mark)])})`;
  });
  copy(`# ${book.title}\n\n${lines.join("\n")}\n`, "Bookmarks copied");
};

const linkTo = (i) => `${location.href.split("#")[0]}#${sentences[i].id}`;

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", { value: text });
    (one("dialog:modal") || document.body).append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) return toast("This browser does not let pages copy");
  }
  toast(said);
}
