import { MIN_PASSWORD_LENGTH, passwordLength } from '@guichet/shared/domain/password-length';
import { passwordProblem } from '@guichet/shared/domain/password-problem';

/**
 * Says under a new password, while it is typed, how many characters are missing, then whether it is one that would be
 * refused: too common, or the first name on the page. What the page does not know, a last name or the name of a PO, the
 * server says. The page is complete without it.
 */
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-advice]')) advise(input);

/** Long enough that a screen reader is not interrupted at each key. */
const PAUSE_MS = 300;

function advise(input: HTMLInputElement): void {
  const help = document.createElement('p');
  help.className = 'password-help';
  help.setAttribute('role', 'status');
  (input.closest('.reveal') ?? input).after(help);
  let pause: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => say(help, input), PAUSE_MS);
  });
}

function say(help: HTMLElement, input: HTMLInputElement): void {
  const length = passwordLength(input.value);
  const missing = MIN_PASSWORD_LENGTH - length;
  const problem = passwordProblem(input.value, { name: input.dataset.advice });
  help.dataset.state = length === 0 || missing > 0 ? '' : problem === null ? 'good' : 'bad';
  if (length === 0) help.textContent = '';
  else if (missing > 0)
    help.textContent = `${length} sur ${MIN_PASSWORD_LENGTH}\u00a0: encore ${missing} caractère${missing === 1 ? '' : 's'}.`;
  else help.textContent = problem ?? `${length} caractères\u00a0: c’est assez long.`;
}
