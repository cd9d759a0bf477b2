import type { Request } from 'express';
import { formText } from './form-text.ts';

/** What the device answered, as the script wrote it into the form; null for what is no answer at all. */
export function passkeyAnswer(req: Request): { id: string } | null {
  try {
    const answer: unknown = JSON.parse(formText(req, 'response'));
    if (typeof answer !== 'object' || answer === null || !('id' in answer)) return null;
    const { id } = answer;
    return typeof id === 'string' ? { ...answer, id } : null;
  } catch {
    return null;
  }
}
