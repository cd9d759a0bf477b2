import { InvalidInputError } from '../../../errors/errors.ts';

/**
 * Refuses a file with one French sentence that says what is wrong and what to do.
 * @throws InvalidInputError always; `code` is for tests and programs
 */
export function refuseFile(code: string, message: string): never {
  throw new InvalidInputError(`import file refused: ${code}`, [{ path: 'file', message }], {
    userMessage: message,
    details: { refusal: code },
  });
}
