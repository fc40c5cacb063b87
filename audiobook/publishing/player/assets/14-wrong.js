// "Mispronounced": from a word to the line of name.toml that mends it.

let wasPlaying = false;
const selectedText = () => String(getSelection()).replace(/\s+/g, " ").trim();

// A key of TOML needs quotes unless it is plain; a value always has them.
const quoted = (text) => JSON.stringify(text).replace(/\x7f/g, "\\u007f");
const tomlKey = (word) => (/^[A-Za-z0-9_-]+$/.test(word) ? word : quoted(word));
const wordNow = () => $("word").value.trim();
const tomlLine = () => `${tomlKey(wordNow())} = ${quoted($("like").value.trim())}`;

function wrong() {
  const i = max(0, lit);
  const picked = selectedText();
  wasPlaying = playing();
  const word = picked.length < 60 ? picked : "";
  const said = litWord >= 0 ? textOf(i).slice(words[litWord][0], words[litWord][1]) : "";
  pause();
  $("word").value = word || said;
  $("like").value = "";
  const chips = [...new Set(textOf(i).match(/[\p{L}\p{M}\d]+(?:['’-][\p{L}\p{M}\d]+)*/gu) || [])].slice(0, 40);
  choices($("chips"), chips.map((text) => [text, text]), $("word").value, (text) => {
    $("word").value = text;
    showLine();
    $("like").focus();
  });
  showLine();
  open("wrong");
  ($("word").value ? $("like") : $("word")).focus();
}

function showLine() {
  $("line").value = wordNow() ? tomlLine() : "";
  press($("chips"), wordNow());
}

$("word").oninput = $("like").oninput = showLine;
$("line").onfocus = () => $("line").select();
one("form", $("wrong")).onsubmit = (event) => {
  event.preventDefault();
  copy(tomlLine(), "Copied: paste it under [lexicon]").then(() => close($("wrong")));
};
on($("wrong"), "close", () => wasPlaying && play());
$("b-wrong").onclick = wrong;
