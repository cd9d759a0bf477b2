import { afterEach, beforeEach, expect } from '@jest/globals';

/**
 * A test that prints an error has found one. console.error and unhandled rejections fail the test in which they
 * happen; a test that expects one replaces console.error itself.
 */
let said: string[] = [];
const original = console.error;

const noteError = (...parts: unknown[]): void => {
  said.push(parts.map((part) => (part instanceof Error ? part.stack : String(part))).join(' '));
};
const noteRejection = (reason: unknown): void => {
  said.push(`unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}`);
};

beforeEach(() => {
  said = [];
  console.error = noteError;
  process.on('unhandledRejection', noteRejection);
});

afterEach(async () => {
  // Rejections are told one turn later.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', noteRejection);
  console.error = original;
  expect(said).toEqual([]);
});
