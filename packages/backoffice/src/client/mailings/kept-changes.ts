import {
  type MailingChanges,
  type MailingFileView,
  type MailingView,
  mailingChanges,
} from '@guichet/shared/contracts/mailing-view';

/** The parts that were written and are not saved yet. */
export function listKept(changes: MailingChanges): string[] {
  return Object.keys(changes).filter((name) => changes[name as keyof MailingChanges] !== undefined);
}

export type KeptChanges = { version: number | null; changes: MailingChanges };

/** As the browser keeps them; `words` is what somebody reads who is about to sign out. */
export function sayKept({ version, changes }: KeptChanges): string {
  const words = changes.subject ?? changes.textPart ?? 'Le texte d’un courrier';
  return JSON.stringify({ words, version, changes });
}

/** What this browser kept; what does not fit is left out, rather than in the way. */
export function readKept(text: string): KeptChanges {
  const nothing: KeptChanges = { version: null, changes: {} };
  if (text === '') return nothing;
  try {
    const { version, changes } = JSON.parse(text) as { version: unknown; changes: unknown };
    const read = mailingChanges.safeParse(changes);
    return read.success && typeof version === 'number' ? { version, changes: read.data } : nothing;
  } catch {
    return nothing;
  }
}

/** What was written while the rest was on its way. */
export function withoutSent(changes: MailingChanges, sent: MailingChanges): MailingChanges {
  const rest = Object.entries(changes).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(sent[name as keyof MailingChanges]),
  );
  return Object.fromEntries(rest);
}

/** Files that were brought from this page: their names are known before the mailing holds them. */
const brought = new Map<string, MailingFileView>();

export function noteBrought(file: MailingFileView): void {
  brought.set(file.id, file);
}

/** A mailing as it reads with what was written since. */
export function withChanges(mailing: MailingView, { attachments, ...changes }: MailingChanges): MailingView {
  const known = new Map([...brought, ...mailing.attachments.map((file) => [file.id, file] as const)]);
  return {
    ...mailing,
    // What is left out is not there at all: nothing is undone by it.
    ...(changes as Partial<MailingView>),
    ...(attachments && { attachments: attachments.flatMap((id) => known.get(id) ?? []) }),
  };
}
