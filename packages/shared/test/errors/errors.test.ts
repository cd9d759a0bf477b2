import { describe, expect, test } from '@jest/globals';
import {
  ConflictError,
  errorCodes,
  ForbiddenError,
  GuichetError,
  InvalidInputError,
  isGuichetError,
  NotFoundError,
  StalePlanError,
  statusOf,
} from '../../src/errors/errors.ts';

describe('errors', () => {
  test('every code has a status that is an error and a French sentence', () => {
    for (const code of errorCodes) {
      const error = new GuichetError(code, 'developer text');
      expect(error.status).toBe(statusOf(code));
      expect(error.status).toBeGreaterThanOrEqual(400);
      expect(error.userMessage).toMatch(/^[A-ZÀ-Ý].*\.$/);
      expect(error.userMessage).not.toContain('developer text');
    }
  });

  test('subclasses fix the code and keep name, details and cause', () => {
    const cause = new Error('underlying');
    const conflict = new ConflictError('request 12 is at version 3, not 2', { cause, details: { version: 3 } });
    expect(conflict).toMatchObject({ code: 'conflict', name: 'ConflictError', details: { version: 3 }, cause });
    expect(new NotFoundError('x').status).toBe(404);
    expect(new ForbiddenError('x').status).toBe(403);
    expect(new StalePlanError('x')).toMatchObject({ code: 'stale-plan', status: 409 });
  });

  test('an invalid input carries its issues', () => {
    const error = new InvalidInputError('two fields', [{ path: 'email', message: 'Écrivez une adresse mail.' }]);
    expect(error.issues).toEqual([{ path: 'email', message: 'Écrivez une adresse mail.' }]);
    expect(error.status).toBe(422);
  });

  test('the words for people can be chosen', () => {
    expect(new GuichetError('conflict', 'x', { userMessage: 'Déjà décidée.' }).userMessage).toBe('Déjà décidée.');
    expect(isGuichetError(new NotFoundError('x'))).toBe(true);
    expect(isGuichetError(new Error('x'))).toBe(false);
  });
});
