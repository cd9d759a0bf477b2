import type { Letter } from '../letter.ts';
import type { MailFacts } from '../mail-facts.ts';

export type MailTemplate = (facts: MailFacts) => Omit<Letter, 'sender'>;

/** A mail that is nothing without its link or its reference. @throws Error that names what is missing */
export function needed<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`This mail cannot be written without its ${what}.`);
  return value;
}
