import { isChanged } from './is-changed.ts';

/** Asks before the page is left with something in this form that was not sent. */
export function warnBeforeLeaving(form: HTMLFormElement): void {
  // A page that came back with a mistake holds what is saved nowhere.
  let unsaved = form.querySelector('[aria-invalid]') !== null || [...form.elements].some(isChanged);
  let leaving = false;
  form.addEventListener('input', () => void (unsaved = true));
  form.addEventListener('submit', () => {
    leaving = true;
    // It stays when the answers have a mistake.
    setTimeout(() => void (leaving = false), 2_000);
  });
  addEventListener('beforeunload', (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });
}
