/**
 * Adds to every password field a button that shows what is typed, and to a new password how many characters are
 * missing. The page is complete without it.
 */
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-reveal]')) enhance(input);

function enhance(input: HTMLInputElement): void {
  const box = document.createElement('div');
  box.className = 'reveal';
  input.before(box);
  box.append(input, revealButton(input));
  const wanted = Number(input.dataset.length);
  if (wanted > 0) box.append(lengthHelp(input, wanted));
}

function revealButton(input: HTMLInputElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-quiet';
  const show = (shown: boolean) => {
    input.type = shown ? 'text' : 'password';
    button.textContent = shown ? 'Masquer' : 'Afficher';
    button.setAttribute('aria-label', shown ? 'Masquer le mot de passe' : 'Afficher le mot de passe');
  };
  show(false);
  button.addEventListener('click', () => show(input.type === 'password'));
  // Browsers keep what stood in text fields: it leaves as a password.
  input.form?.addEventListener('submit', () => show(false));
  return button;
}

function lengthHelp(input: HTMLInputElement, wanted: number): HTMLParagraphElement {
  const help = document.createElement('p');
  help.className = 'reveal-length';
  help.setAttribute('role', 'status');
  const count = () => {
    const typed = [...input.value.normalize('NFKC')].length;
    const missing = wanted - typed;
    if (typed === 0) help.textContent = '';
    else if (missing > 0) help.textContent = missing === 1 ? 'Encore 1 caractère.' : `Encore ${missing} caractères.`;
    else help.textContent = 'Assez long.';
  };
  input.addEventListener('input', count);
  count();
  return help;
}
