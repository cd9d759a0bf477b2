const PREFIX = 'guichet:texte:';
/** Whoever has not come back to a text by then has dealt with it in another way. */
const KEPT_DAYS = 14;

export type Draft = { key: string; text: string; at: number };

type Kept = { text: string; at: number };

/**
 * Texts that are typed and not sent, kept by this browser for one member of staff: they outlive a closed dialog, a
 * reload, a session that ended, a closed tab and a crash. Tabs share them: what one writes, the others show. Nobody else
 * who signs in here sees them, and signing out erases them.
 */
const texts = new Map<string, string>();
const listeners = new Set<() => void>();

export function subscribeToDrafts(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', onOtherTab);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', onOtherTab);
  };
}

function onOtherTab({ key }: StorageEvent): void {
  // Null: everything was cleared.
  if (key === null) texts.clear();
  else if (key.startsWith(PREFIX)) texts.delete(key);
  tellAll();
}

function tellAll(): void {
  for (const listener of listeners) listener();
}

const nameOf = (staffId: string, key: string): string => `${PREFIX}${staffId}:${key}`;

export function readDraft(staffId: string, key: string): string {
  const name = nameOf(staffId, key);
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = load(name)?.text ?? '';
  texts.set(name, text);
  return text;
}

export function writeDraft(staffId: string, key: string, text: string): void {
  const name = nameOf(staffId, key);
  // A browser that keeps nothing: the text lives as long as the page.
  texts.set(name, text);
  attempt(() => {
    if (text === '') localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ text, at: Date.now() } satisfies Kept));
  });
  tellAll();
}

/** Every text of that person, the newest first. */
export function listDrafts(staffId: string): Draft[] {
  const start = nameOf(staffId, '');
  const found = names()
    .filter((name) => name.startsWith(start))
    .flatMap((name) => {
      const kept = load(name);
      return kept && kept.text.trim() !== '' ? [{ key: name.slice(start.length), ...kept }] : [];
    });
  return found.sort((a, b) => b.at - a.at);
}

/** Erases every text of that person. */
export function forgetDrafts(staffId: string): void {
  erase((name) => name.startsWith(nameOf(staffId, '')));
}

/** Erases what nobody has come back to, whoever wrote it. */
export function sweepDrafts(now = Date.now()): void {
  erase((name) => (load(name)?.at ?? 0) < now - KEPT_DAYS * 86_400_000);
}

function erase(wanted: (name: string) => boolean): void {
  for (const name of names()) {
    if (!wanted(name)) continue;
    texts.delete(name);
    attempt(() => localStorage.removeItem(name));
  }
  tellAll();
}

function names(): string[] {
  return attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) ?? [];
}

function load(name: string): Kept | null {
  return attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null) ?? null;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
