import { useEffect } from 'react';
import { ACTION_IDS, actionText, type ActionId } from './action-catalogue.ts';
import type { ActionRegistry } from './action-registry.ts';

/** So long the first of two keys waits for the second. */
const SEQUENCE = 1_200;

/**
 * Keys that act, anywhere in the page: never while something is typed, chosen or said in a dialog, and only with the
 * modifiers that the catalogue names, so that the browser and screen readers keep theirs.
 */
export function useKeyboard(registry: ActionRegistry): void {
  useEffect(() => {
    let first = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = () => {
      first = '';
      clearTimeout(timer);
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isModifier(event.key)) return;
      const pressed = readKeys(event);
      if (pressed === null || isBusy(event.target, pressed)) return forget();
      const sequence = first === '' ? pressed : `${first} ${pressed}`;
      forget();
      if (!event.repeat && startsSequence(sequence)) {
        first = sequence;
        timer = setTimeout(forget, SEQUENCE);
        event.preventDefault();
        return;
      }
      const id = actionOf(sequence);
      const act = id && registry.find(id);
      // Held down, a key may walk through a list; it decides nothing twice.
      if (!act || (event.repeat && !actionText(id).repeats)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => {
      forget();
      window.removeEventListener('keydown', listen);
    };
  }, [registry]);
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Meta' || key === 'Alt' || key === 'AltGraph';
}

/** The keys of an event as the catalogue writes them; null for a combination that is none of ours. */
export function readKeys(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>) {
  const key = event.key.toLowerCase();
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return `mod+${key}`;
  // Signs stand where the keyboard puts them, with Shift on some: only of letters does it make another key.
  return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
}

function startsSequence(keys: string): boolean {
  return ACTION_IDS.some((id) => actionText(id).keys?.startsWith(`${keys} `));
}

function actionOf(keys: string): ActionId | undefined {
  return ACTION_IDS.find((id) => actionText(id).keys === keys);
}

function isBusy(target: EventTarget | null, keys: string): boolean {
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (keys === 'enter' && target.matches('a, button, input, summary')) return true;
  // With Ctrl or ⌘ it is no text: the palette opens from a search box too.
  if (keys.startsWith('mod+')) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}
