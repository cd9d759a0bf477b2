import type { Offer } from '../form/offer.tsx';
import { offerEmail, offerLocalities } from '../form/offers.ts';
import { readBack, spreadDate } from '@guichet/shared/ui/read-back';
import { isChanged } from './is-changed.ts';

/**
 * What the page says while somebody types: the date it understood, the address of mail that was probably meant, the
 * localities of a postcode.
 */
const form = document.querySelector<HTMLFormElement>('form.step');
if (form) {
  form.addEventListener('focusout', ({ target }) => target instanceof HTMLInputElement && look(form, target));
  form.addEventListener('input', ({ target }) => target instanceof HTMLInputElement && whileTyping(form, target));
  form.addEventListener('click', (event) => take(form, event));
  // Somebody may have typed before this script ran.
  for (const input of form.elements)
    if (input instanceof HTMLInputElement && isChanged(input))
      (input === document.activeElement ? whileTyping : look)(form, input);
}

const sameName = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true });

function whileTyping(page: HTMLFormElement, input: HTMLInputElement): void {
  const [name = '', part] = input.name.split('.');
  if (page.querySelector(`[data-read="${name}"]`)) sayDate(page, name);
  else if (part === 'postcode' && input.value.trim().length === 4) void proposeLocalities(page, name);
}

function look(page: HTMLFormElement, input: HTMLInputElement): void {
  const [name = '', part] = input.name.split('.');
  if (page.querySelector(`[data-read="${name}"]`)) spread(page, name);
  else if (part === 'postcode' || part === 'locality') void proposeLocalities(page, name);
  else if (input.type === 'email') offer(page, name, offerEmail(name, input.value));
}

function boxesOf(page: HTMLFormElement, name: string) {
  const box = (part: string) => page.elements.namedItem(`${name}.${part}`) as HTMLInputElement;
  return { day: box('day'), month: box('month'), year: box('year') };
}

function typedDate(page: HTMLFormElement, name: string) {
  const { day, month, year } = boxesOf(page, name);
  return { day: day.value, month: month.value, year: year.value };
}

function sayDate(page: HTMLFormElement, name: string): void {
  const line = page.querySelector(`[data-read="${name}"]`);
  if (line) line.textContent = readBack(typedDate(page, name));
}

/** A date that was typed or pasted whole into one box goes to its three. */
function spread(page: HTMLFormElement, name: string): void {
  const parts = spreadDate(typedDate(page, name));
  for (const [part, box] of Object.entries(boxesOf(page, name))) put(box, parts[part as keyof typeof parts]);
  sayDate(page, name);
}

async function proposeLocalities(page: HTMLFormElement, name: string): Promise<void> {
  const value = (part: string) => (page.elements.namedItem(`${name}.${part}`) as HTMLInputElement).value.trim();
  const postcode = value('postcode');
  if (value('country') !== 'BE' || !/^\d{4}$/.test(postcode)) return offer(page, name, undefined);
  const found = await fetch(`/localites/${postcode}`)
    .then((answer): Promise<string[]> => answer.json())
    // The locality can be typed all the same.
    .catch(() => []);
  if (value('postcode') !== postcode) return;
  const given = found.some((locality) => sameName.compare(locality, value('locality')) === 0);
  offer(page, name, given ? undefined : offerLocalities(name, postcode, found));
}

function offer(page: HTMLFormElement, name: string, made: Offer | undefined): void {
  const line = page.querySelector(`[data-offer="${name}"]`);
  if (!line) return;
  const text = document.createElement('span');
  text.textContent = made?.text ?? '';
  const buttons = (made?.choices ?? []).map((choice) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'submit', name: '_take', value: `${made?.path}=${choice}`, textContent: choice });
    return button;
  });
  const shown = made ? [text, ...buttons] : [];
  // Said again only when it says something else.
  if (line.textContent !== shown.map((node) => node.textContent).join('')) line.replaceChildren(...shown);
}

/** Without this script the press of a proposal goes to the server, which does the same. */
function take(page: HTMLFormElement, event: MouseEvent): void {
  const button = event.target;
  if (!(button instanceof HTMLButtonElement) || button.name !== '_take') return;
  event.preventDefault();
  const [path = ''] = button.value.split('=', 1);
  const box = page.elements.namedItem(path);
  if (!(box instanceof HTMLInputElement)) return;
  put(box, button.value.slice(path.length + 1));
  button.closest('.offer')?.replaceChildren();
  box.focus();
}

function put(box: HTMLInputElement, value: string): void {
  if (box.value === value) return;
  box.value = value;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
