import { knowsPasskeys, makePasskey, showPasskey } from '@guichet/shared/ui/browser-passkey';

/**
 * Passkeys, on the pages that offer them: the device's answer leaves with the form. Without script the form stays
 * hidden, and the page says why.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) enhance(form);

function enhance(form: HTMLFormElement): void {
  const problem = form.querySelector<HTMLElement>('[data-problem]');
  const tell = (message: string) => {
    if (problem) problem.textContent = message;
  };
  form.hidden = false;
  const without = form.nextElementSibling;
  if (without?.hasAttribute('data-without-script')) without.remove();
  if (!knowsPasskeys()) {
    for (const part of form.querySelectorAll<HTMLElement>('button, .field')) part.hidden = true;
    tell('Ce navigateur ne connaît pas les clés d’accès.');
    return;
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = form.querySelector<HTMLInputElement>('input[name="name"]');
    if (name && name.value.trim() === '') {
      tell('Donnez d’abord un nom à cette clé.');
      name.focus();
      return;
    }
    tell('');
    ask(form).catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)));
  });
}

async function ask(form: HTMLFormElement): Promise<void> {
  const { passkey, options: path = '' } = form.dataset;
  const options = await fetchOptions(path);
  const answer = await (passkey === 'make' ? makePasskey(options) : showPasskey(options));
  const field = form.querySelector<HTMLInputElement>('input[name="response"]');
  if (!field) return;
  field.value = JSON.stringify(answer);
  form.submit();
}

async function fetchOptions(path: string): Promise<object> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await fetch(path, { method: 'POST', headers, body: '{}', redirect: 'error' }).catch(() => null);
  const body = (await answer?.json().catch(() => null)) as { options?: object; detail?: string } | null | undefined;
  if (answer?.ok && body?.options) return body.options;
  throw new Error(body?.detail ?? 'La demande n’est pas passée. Rechargez la page, puis réessayez.');
}
