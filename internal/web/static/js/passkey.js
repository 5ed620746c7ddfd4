// Passkeys: the server says what to ask, the browser asks the passkey, and its
// answer goes back. The button shows only where the browser knows passkeys.

const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

async function ask(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json", "Content-Type": "application/json" }, body });
  return answer.json();
}

async function ceremony(place) {
  const { passkey, back } = place.dataset;
  const begun = await ask(passkey + "/begin");
  if (!begun.options) {
    return begun;
  }
  const { publicKey } = begun.options;
  const credential = "new" in place.dataset
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  const query = back ? "?" + new URLSearchParams({ back }) : "";
  return ask(passkey + "/finish" + query, JSON.stringify(credential));
}

for (const place of known ? document.querySelectorAll("[data-passkey]") : []) {
  const button = place.querySelector("button");
  const fault = place.querySelector(".fault");
  place.hidden = false;
  button.addEventListener("click", async () => {
    fault.textContent = "";
    button.setAttribute("aria-busy", "true");
    let said;
    try {
      said = await ceremony(place);
    } catch {
      said = { problem: place.dataset.failed };
    }
    button.removeAttribute("aria-busy");
    if (said.go) {
      location.assign(said.go);
    } else {
      fault.textContent = said.problem;
    }
  });
}
