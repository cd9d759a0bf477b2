import { formatPhone } from '../domain/phone.ts';
import { requestType } from './registry.ts';
import type { Answer } from './request-type.ts';

/** The answers of a stored payload as people read them: telephone numbers are stored as E.164. */
export function sayAnswers(typeName: string, payload: unknown): Answer[] {
  return requestType(typeName)
    .answers(payload)
    .map((answer) => ({ ...answer, value: sayPhone(answer.value) }));
}

function sayPhone(value: string): string {
  return /^\+\d{8,15}$/.test(value) ? formatPhone(value) : value;
}
