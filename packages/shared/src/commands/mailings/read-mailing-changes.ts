import type { MailingChanges } from '../../contracts/mailing-view.ts';
import { normaliseMultiline, normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';

/**
 * What is stored of a draft; a draft may be empty or unfinished.
 * @throws InvalidInputError for characters that no text may hold
 */
export function readMailingChanges({ subject, textPart, ...rest }: MailingChanges): MailingChanges {
  return {
    ...rest,
    ...(subject === undefined ? {} : { subject: readText('subject', normaliseText(subject)) }),
    ...(textPart === undefined
      ? {}
      : { textPart: textPart === null ? null : readText('textPart', normaliseMultiline(textPart)) }),
  };
}

function readText(path: string, text: string): string {
  const problem = text === '' ? null : textProblem(text);
  if (problem === null) return text;
  throw new InvalidInputError(`The ${path} of the mailing cannot be kept.`, [{ path, message: problem }], {
    userMessage: problem,
  });
}
