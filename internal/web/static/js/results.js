// Figures: a slice is renewed in place, and pictures come when they are drawn.
// Without this the form leads to the page again, and each picture has a link.

// page fetches one of our pages and reads it as a document: no text of a script's
// becomes part of a page.
const page = (address) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request) : reject(request));
    request.onerror = () => reject(request);
    request.send();
  });

// one picture after the other, so that the first is there soon.
let turn = 0;
const draw = async () => {
  const mine = ++turn;
  for (const place of document.querySelectorAll("[data-picture]")) {
    place.querySelector("[data-waiting]").hidden = false;
    place.querySelector("p").hidden = true;
  }
  for (const place of document.querySelectorAll("[data-picture]")) {
    try {
      const { response } = await page(place.dataset.picture);
      if (mine !== turn) {
        return;
      }
      const drawn = response.querySelector("[data-drawn]");
      place.querySelector("[data-waiting]").replaceWith(document.importNode(drawn, true));
    } catch {
      place.querySelector("[data-waiting]").hidden = true;
      place.querySelector("p").hidden = false; // the link stays
    }
  }
};
draw();

const form = document.querySelector("[data-cut]");
const said = document.querySelector("[data-said]");

// renew puts the answer to the form in the place of the one before.
const renew = async () => {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  const answer = document.querySelector("[data-slice]");
  answer.setAttribute("aria-busy", "true");
  said.textContent = form.dataset.counting;
  const asked = `${form.dataset.cut}?${query}`;
  try {
    const { response, responseURL } = await page(`${form.dataset.cut}/corte?${query}`);
    const renewed = response.querySelector("[data-slice]");
    if (!responseURL.includes("/corte") || !renewed) {
      throw new Error("somewhere else");
    }
    answer.replaceWith(document.importNode(renewed, true));
    history.pushState(null, "", renewed.dataset.slice || asked);
    said.textContent = document.querySelector(".answer .two")?.innerText.replaceAll(/\s+/g, " ") ?? "";
    draw();
  } catch {
    location.assign(`${asked}#slice`);
  }
};

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  renew();
});
form?.addEventListener("change", (event) => {
  if (event.target.matches("select, [type=checkbox]")) {
    renew();
  }
});
addEventListener("popstate", () => location.reload());
