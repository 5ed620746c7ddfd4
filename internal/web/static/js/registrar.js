// What script adds to registering somebody: it asks whether she is known while she
// is being typed, and completes the name of a district. Nothing is kept by it.

const pause = 350;

// ask posts what is typed and returns what the server draws. The browser makes a
// document of it, in which nothing runs.
function ask(address, typed) {
  return new Promise((answer, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "document";
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.onload = () => (request.status === 200 ? answer(request.response.body) : fail());
    request.onerror = fail;
    request.send(typed);
  });
}

// waiting calls what is last asked for, once nobody types.
function waiting(call) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, pause);
  };
}

const form = document.querySelector("[data-register]");
const aside = document.querySelector("[data-alike]");

// bar hides the way to the people beside the form while they are in sight.
function bar() {
  const link = aside.querySelector("[data-bar]");
  if (link) {
    new IntersectionObserver(([seen]) => {
      link.hidden = seen.isIntersecting;
    }, { rootMargin: "0px 0px -140px" }).observe(aside.querySelector("h2"));
  }
}

// show puts people beside the form and marks what resembles theirs.
function show(drawn) {
  const found = drawn.firstElementChild;
  const before = aside.firstElementChild;
  if (!found || before.contains(document.activeElement) || before.outerHTML === found.outerHTML) {
    return;
  }
  before.replaceWith(document.importNode(found, true));
  const alike = (found.dataset.fields ?? "").split(", ");
  for (const field of form.querySelectorAll("[data-field]")) {
    field.classList.toggle("match", alike.includes(field.dataset.field));
  }
  const many = found.hasAttribute("data-many");
  form.querySelector("[data-waits]").hidden = !many;
  const next = form.querySelector("[data-next]");
  next.classList.toggle("primary", !many);
  next.toggleAttribute("aria-disabled", many);
  if (many) {
    next.setAttribute("aria-disabled", "true");
  }
  bar();
}

if (form && aside) {
  let last = "";
  let asked = 0;
  const look = waiting(async () => {
    const typed = new URLSearchParams(new FormData(form)).toString();
    if (typed === last) {
      return;
    }
    last = typed;
    const turn = ++asked;
    try {
      const drawn = await ask("/registrar/parecidas", typed);
      if (turn === asked) {
        show(drawn);
      }
    } catch {
      // The form asks again when it is sent.
    }
  });
  form.addEventListener("input", look);
  bar();
  if (location.hash === "#parecidas") {
    aside.focus();
  }
}

for (const field of document.querySelectorAll("[data-places]")) {
  const input = field.querySelector("input");
  const list = document.getElementById(field.dataset.places);
  input.setAttribute("list", list.id);
  input.addEventListener("input", waiting(async () => {
    try {
      const drawn = await ask("/registrar/lugares", new URLSearchParams({ place: input.value }));
      list.replaceChildren(...[...drawn.querySelectorAll("option")].map((o) => document.importNode(o, true)));
    } catch {
      // She types the whole name.
    }
  }));
}
