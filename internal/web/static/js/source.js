// Leads from a mistake to its place in the file.

const text = document.querySelector("#text");

function lead(link) {
  const lines = text.value.split("\n");
  const line = Number(link.dataset.line) - 1;
  const begins = lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
  const indent = [...(lines[line] ?? "")].slice(0, Number(link.dataset.column) - 1).join("").length;
  text.focus();
  text.setSelectionRange(begins + indent, begins + (lines[line] ?? "").length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(line - 4, 0);
}

for (const link of document.querySelectorAll("[data-line]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    lead(link);
  });
  // By keyboard it leads when the key comes up: what is left of the stroke would
  // be typed over the place otherwise.
  link.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
  link.addEventListener("keyup", (event) => {
    if (event.key === "Enter") {
      lead(link);
    }
  });
}
