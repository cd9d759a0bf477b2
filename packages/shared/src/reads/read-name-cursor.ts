import { InvalidInputError } from '../errors/errors.ts';

/** Where a page of a list by name ended. */
export type NameCursor = { name: string; id: string };

export function writeNameCursor({ name, id }: NameCursor): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

/** @throws InvalidInputError for a text that no page of ours ended with */
export function readNameCursor(text: string): NameCursor {
  try {
    const [name, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { name, id };
  } catch {
    // Told below, as everything else that no page of ours ended with.
  }
  throw new InvalidInputError(`${text} is no place in a list by name`, [{ path: 'cursor', message: 'no place' }], {
    userMessage: 'Cette page de la liste n’existe plus. Rechargez la liste.',
  });
}
