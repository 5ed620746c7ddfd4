// Adds up who was counted, while it is being typed.

const table = document.querySelector("[data-heads]");
const said = document.querySelector("[data-sum]");

function add() {
  let sum = 0;
  for (const field of table.querySelectorAll("input")) {
    const n = Number(field.value.trim().replaceAll(/[.,\s]/g, ""));
    sum += Number.isInteger(n) && n > 0 ? n : 0;
  }
  said.hidden = sum === 0;
  said.textContent = `${said.dataset.sum} ${new Intl.NumberFormat("es-PE").format(sum)}`;
}

table?.addEventListener("input", add);
if (table) {
  add();
}
