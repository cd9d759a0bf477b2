import type { MailingRow } from './load-mailing-for.ts';
import { type Issue, InvalidInputError } from '../../errors/errors.ts';

/** What keeps a mailing from leaving whatever its recipients are, in French. */
export function whatIsMissing({ subject, body, criteria }: Pick<MailingRow, 'subject' | 'body' | 'criteria'>): Issue[] {
  const missing: Issue[] = [];
  if (criteria.roles.length === 0 && criteria.include.length === 0) {
    missing.push({ path: 'criteria', message: 'Choisissez à qui ce courrier s’adresse.' });
  }
  if (subject.trim() === '') missing.push({ path: 'subject', message: 'Écrivez un objet.' });
  if (!holdsText(body)) missing.push({ path: 'body', message: 'Écrivez un message.' });
  return missing;
}

/** @throws InvalidInputError that names all of it */
export function refuseUnready(row: MailingRow): void {
  const missing = whatIsMissing(row);
  if (missing.length === 0) return;
  throw new InvalidInputError(`Mailing ${row.id} lacks ${missing.map(({ path }) => path).join(', ')}.`, missing, {
    userMessage: missing.map(({ message }) => message).join(' '),
  });
}

/** Whether a document of the editor says anything, or shows a picture. */
function holdsText(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { text, type, content } = node as { text?: unknown; type?: unknown; content?: unknown };
  if (typeof text === 'string' && text.trim() !== '') return true;
  if (type === 'image' || type === 'variable') return true;
  return Array.isArray(content) && content.some(holdsText);
}
