// Attendance: a tap, or a letter in the grid, is saved by itself. What could not be
// saved stays on the page until it is.

// send says a mark to the server. It returns what went wrong in words, "" for
// nothing; whoever fell asleep is told so and loses nothing.
async function send(path, pairs, words) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams([...pairs, ["form", crypto.randomUUID()]]),
      redirect: "manual",
    });
    if (answer.ok) {
      return "";
    }
    if (answer.status === 401) {
      return words.away;
    }
    return (await answer.json()).problem || words.failed;
  } catch {
    return words.failed;
  }
}

const came = new Set(["present", "late", "left_early", "made_up"]);
const letters = {
  p: "present", t: "late", j: "justified", a: "absent", f: "absent", s: "left_early", r: "made_up",
  ".": "", delete: "", backspace: "",
};

// The sheet of a session.
const roll = document.querySelector("[data-roll]");
if (roll) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const said = roll.querySelector("[data-said]");
  const undo = roll.querySelector("[data-undo]");
  const again = roll.querySelector("[data-again]");
  const stack = [];
  let waiting = new Map();
  let last = Promise.resolve();

  const markOf = (row) => row.querySelector("input[type=radio]:checked")?.value ?? "";
  const minutes = (row) => row.querySelector(".stayed input");
  const madeOn = (row) => row.querySelector(".made-on input");
  const stateOf = (row) => [markOf(row), minutes(row).value, madeOn(row).value];
  const known = new Map(rows.map((row) => [row, stateOf(row)]));

  const draw = () => {
    const marks = rows.map(markOf);
    const stitches = roll.querySelectorAll(".stitch i");
    stitches.forEach((stitch, i) => {
      stitch.className = marks[i];
    });
    const expected = marks.slice(0, stitches.length);
    roll.querySelector("[data-came]").textContent = expected.filter((m) => came.has(m)).length;
    roll.querySelector("[data-left-text]").textContent = roll.dataset.left.replace("#", expected.filter((m) => m === "").length);
    for (const row of rows) {
      const other = row.querySelector(".mk.other :checked");
      const text = row.querySelector("[data-other]");
      text.dataset.none ??= text.textContent;
      text.textContent = other ? other.nextElementSibling.textContent.trim() : text.dataset.none;
    }
    undo.disabled = stack.length === 0;
  };

  const save = () => {
    const now = waiting;
    waiting = new Map();
    const pairs = [];
    for (const row of now.keys()) {
      const [mark, stayed, day] = stateOf(row);
      pairs.push([`m.${row.dataset.row}`, mark], [`s.${row.dataset.row}`, stayed], [`d.${row.dataset.row}`, day]);
    }
    last = last.then(async () => {
      const problem = await send(roll.action, pairs, roll.dataset);
      said.textContent = problem;
      again.hidden = problem === "";
      if (problem) {
        waiting = new Map([...now, ...waiting]);
      }
    });
  };

  const change = (changed) => {
    for (const row of changed) {
      known.set(row, stateOf(row));
      waiting.set(row, true);
    }
    draw();
    save();
  };

  const put = (row, [mark, stayed, day]) => {
    for (const radio of row.querySelectorAll("input[type=radio]")) {
      radio.checked = radio.value === mark;
    }
    minutes(row).value = stayed;
    madeOn(row).value = day;
  };

  roll.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) {
      return;
    }
    stack.push([[row, known.get(row)]]);
    change([row]);
  });
  roll.querySelector("[data-all]").addEventListener("click", (event) => {
    event.preventDefault();
    const some = rows.slice(0, roll.querySelectorAll(".stitch i").length).filter((row) => markOf(row) === "");
    if (some.length > 0) {
      stack.push(some.map((row) => [row, known.get(row)]));
      some.forEach((row) => put(row, ["present", "", ""]));
      change(some);
    }
  });
  undo.addEventListener("click", () => {
    const before = stack.pop() ?? [];
    before.forEach(([row, was]) => put(row, was));
    change(before.map(([row]) => row));
  });
  again.addEventListener("click", save);
  roll.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeunload", (event) => {
    if (waiting.size > 0) {
      event.preventDefault();
    }
  });
  undo.hidden = false;
  roll.querySelector("[data-save]").hidden = true;
  roll.querySelector("[data-done]").hidden = false;
  draw();
}

// The grid of a cohort.
const grid = document.querySelector("[data-grid]");
if (grid) {
  const said = document.querySelector("[data-grid-said]");
  const lessons = [...grid.querySelectorAll("[data-lesson]")].map((head) => head.dataset.lesson);
  const lines = [...grid.querySelectorAll("[data-who]")].map((row) => [...row.querySelectorAll("td.c")]);
  const at = new Map();
  grid.setAttribute("role", "grid");
  lines.forEach((cells, y) => cells.forEach((cell, x) => {
    cell.tabIndex = -1;
    at.set(cell, [x, y]);
  }));
  const keys = document.getElementById("grid-keys");
  keys.hidden = false;
  grid.setAttribute("aria-describedby", "grid-keys");
  let here = lines.at(0)?.at(-1);
  if (here) {
    here.tabIndex = 0;
  }
  const move = (cell) => {
    here.tabIndex = -1;
    here = cell;
    here.tabIndex = 0;
    here.focus();
  };
  const markOf = (cell) => [...cell.classList].find((name) => grid.dataset[wordOf(name)] !== undefined) ?? "";
  const wordOf = (mark) => "word" + (mark || "none").replace(/^./, (first) => first.toUpperCase());
  const put = (cell, mark) => {
    const old = markOf(cell);
    if (old) {
      cell.classList.remove(old);
    }
    if (mark) {
      cell.classList.add(mark);
    }
    cell.firstElementChild.textContent = grid.dataset[wordOf(mark)];
    const row = cell.closest("tr");
    row.querySelector("[data-came]").textContent = [...row.querySelectorAll("td.c")].filter((c) => came.has(markOf(c))).length;
  };
  let last = Promise.resolve();
  const mark = (cell, now) => {
    const [x] = at.get(cell);
    const before = markOf(cell);
    if (before === now) {
      return;
    }
    put(cell, now);
    cell.classList.add("saving");
    const pairs = [[`m.${cell.closest("tr").dataset.who}`, now]];
    last = last.then(async () => {
      const problem = await send(grid.dataset.grid + lessons[x], pairs, grid.dataset);
      cell.classList.remove("saving");
      said.textContent = problem || `${cell.closest("tr").querySelector("th").textContent.trim()}: ${cell.textContent}`;
      if (problem) {
        put(cell, before);
      }
    });
  };
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  grid.addEventListener("keydown", (event) => {
    const place = at.get(event.target);
    if (!place || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const [x, y] = place;
    const key = event.key.toLowerCase();
    if (event.key in steps) {
      const [dx, dy] = steps[event.key];
      const to = lines[y + dy]?.[x + dx];
      if (to?.checkVisibility()) {
        move(to);
      }
    } else if (event.key === "Home" || event.key === "End") {
      const seen = lines[y].filter((cell) => cell.checkVisibility());
      move(seen.at(event.key === "Home" ? 0 : -1));
    } else if (key in letters) {
      mark(event.target, letters[key]);
      if (lines[y + 1]?.[x]) {
        move(lines[y + 1][x]);
      }
    } else {
      return;
    }
    event.preventDefault();
  });
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("td.c");
    if (cell) {
      move(cell);
    }
  });
}

// Paper that is typed: Enter goes to the next line, and a line that is full does.
const paper = document.querySelector("[data-paper]");
if (paper) {
  const fields = [...paper.querySelectorAll(".letters")];
  const next = (field) => (fields[fields.indexOf(field) + 1] ?? paper.querySelector("[type=submit]")).focus();
  paper.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".letters")) {
      event.preventDefault();
      next(event.target);
    }
  });
  paper.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches(".letters") && field.value.length === Number(paper.dataset.paper) && field.selectionStart === field.value.length) {
      next(field);
    }
  });
}
