import { z } from 'zod';

/** A reader answers the value, or a `Mistake` whose sentence goes on from the variable's name. */
export class Mistake {
  readonly sentence: string;
  constructor(sentence: string) {
    this.sentence = sentence;
  }
}

export type Reader<T> = (text: string) => T | Mistake;

/**
 * One environment variable, required unless `.default()` or `.optional()` follows.
 * `advice` says what to write; it ends every complaint about this variable.
 */
export function variable<T>(advice: string, read: Reader<T>) {
  return z.string({ error: `is missing. ${advice}` }).transform((text, context): T => {
    const value = read(text.trim());
    if (value instanceof Mistake) {
      context.addIssue({ code: 'custom', message: `${value.sentence}. ${advice}` });
      return z.NEVER;
    }
    return value;
  });
}

/** Quotes a value for a complaint: short, on one line. Never for secrets nor for addresses with a password. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 57)}...` : line);
}

/** `URL.parse` is younger than the oldest Node that we promise. */
export function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
