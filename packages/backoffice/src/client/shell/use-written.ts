import { type RefObject, useEffect, useRef } from 'react';

/** Where somebody writes. A search, a password or a code is nothing to lose. */
const WRITTEN =
  'textarea, [contenteditable="true"], input:not([type=search], [role=combobox], [type=password], [type=checkbox], [type=radio], [type=file], [type=hidden], [autocomplete=one-time-code])';

/** Answers whether something was written in there: each field is known by what it held when somebody first came to it. */
export function useWritten(ref: RefObject<HTMLElement | null>): () => boolean {
  const before = useRef(new Map<HTMLElement, string>());
  useEffect(() => {
    const root = ref.current;
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || !target.matches(WRITTEN)) return;
      if (!before.current.has(target)) before.current.set(target, textOf(target));
    };
    root?.addEventListener('focusin', note);
    return () => root?.removeEventListener('focusin', note);
  }, [ref]);
  return () => [...before.current].some(([field, text]) => field.isConnected && textOf(field) !== text);
}

function textOf(field: HTMLElement): string {
  return 'value' in field ? String(field.value) : (field.textContent ?? '');
}
