/** Adds to every password field a button that shows what is typed. The page is complete without it. */
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-reveal]')) enhance(input);

function enhance(input: HTMLInputElement): void {
  const box = document.createElement('div');
  box.className = 'reveal';
  input.before(box);
  box.append(input, revealButton(input));
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
