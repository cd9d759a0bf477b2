import { useEffect, useState } from 'react';

/** Text that survives a closed dialog, a reload and a session that ended: kept in this tab until it is sent. */
export function useDraft(key: string): [text: string, write: (text: string) => void, forget: () => void] {
  const [text, setText] = useState(() => read(key));
  useEffect(() => setText(read(key)), [key]);
  const write = (next: string) => {
    setText(next);
    save(key, next);
  };
  return [text, write, () => write('')];
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // A browser that keeps nothing: the text lives as long as the page.
    return '';
  }
}

function save(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // See above.
  }
}
