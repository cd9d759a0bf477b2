import { announce, type Suggestion, suggestionLine } from './po-suggestions.ts';

/**
 * The search of a PO as a combobox with a list (ARIA Authoring Practices, "Editable Combobox With List Autocomplete").
 * The button and its page of results stay: whoever presses Enter without choosing, or the button, gets them.
 */

const PAUSE = 150;

const input = document.querySelector<HTMLInputElement>('[data-suggest]');
const choose = document.querySelector<HTMLFormElement>('#choose-po');
if (input && choose) combobox(input, choose, input.dataset.suggest ?? '');

type Answer = { found: Suggestion[]; more: boolean };

function combobox(input: HTMLInputElement, choose: HTMLFormElement, address: string): void {
  const list = element('ul', { role: 'listbox', id: 'po-suggestions', 'aria-label': 'PO trouvés' });
  const nothing = element('p', {});
  const popup = element('div', { class: 'suggestions', hidden: '' }, list, nothing);
  const status = element('p', { role: 'status', class: 'visually-hidden' });
  input.closest('.search-line')?.after(popup, status);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
    'aria-haspopup': 'listbox',
  }))
    input.setAttribute(name, value);

  const answers = new Map<string, Answer>();
  let found: Suggestion[] = [];
  let active = -1;
  let shownFor = '';
  let asking: AbortController | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const isOpen = () => !popup.hidden;
  const open = (): void => {
    popup.hidden = false;
    input.setAttribute('aria-expanded', String(found.length > 0));
  };
  const close = (): void => {
    popup.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    move(-1);
  };

  function move(to: number): void {
    list.children[active]?.removeAttribute('aria-selected');
    active = to;
    const option = list.children[to];
    if (!option) return input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  }

  function take(index: number): void {
    const po = found[index];
    if (!po) return;
    close();
    input.value = po.name;
    choose.append(element('input', { type: 'hidden', name: 'po', value: po.id }));
    choose.submit();
  }

  function show(text: string, answer: Answer): void {
    move(-1);
    found = answer.found;
    shownFor = text;
    list.hidden = found.length === 0;
    list.replaceChildren(
      ...found.map((po, index) => element('li', { role: 'option', id: `po-${index}` }, ...suggestionLine(po))),
    );
    nothing.hidden = found.length > 0;
    nothing.textContent = found.length > 0 ? '' : 'Aucun PO trouvé. Essayez avec la localité seule.';
    status.textContent = announce(answer);
    open();
  }

  async function ask(): Promise<void> {
    const text = input.value.trim();
    asking?.abort();
    if (text.length < 2) {
      status.textContent = '';
      return close();
    }
    asking = new AbortController();
    try {
      const answer = answers.get(text) ?? (await fetchAnswer(text, asking.signal));
      answers.set(text, answer);
      // Somebody who has gone on to another field wants no list any more.
      if (document.activeElement === input && input.value.trim() === text) show(text, answer);
    } catch {
      // An older answer was given up, or there is no network: the button still searches.
    }
  }

  async function fetchAnswer(text: string, signal: AbortSignal): Promise<Answer> {
    const response = await fetch(`${address}?q=${encodeURIComponent(text)}`, {
      signal,
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as Answer;
  }

  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => void ask(), PAUSE);
  });

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen()) {
        if (shownFor === input.value.trim() && shownFor !== '') open();
        else return void ask();
      }
      if (event.altKey || found.length === 0) return;
      // One place more than there are options: above the first and below the last is the text itself.
      const places = found.length + 1;
      move(((active + 1 + (key === 'ArrowDown' ? 1 : -1) + places) % places) - 1);
    } else if (key === 'Enter' && isOpen() && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (key === 'Escape' && isOpen()) {
      event.preventDefault();
      close();
    }
  });

  // Without this the press would take the focus, and the list would be gone before the click.
  popup.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('li') : null;
    if (option) take([...list.children].indexOf(option));
  });
  input.addEventListener('blur', close);
  // Back from the next page, a browser may show this one as it was left.
  addEventListener('pageshow', () => {
    for (const chosen of choose.querySelectorAll('[name="po"]')) chosen.remove();
  });
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string>,
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}
