import { ConflictError, InvalidInputError } from '@guichet/shared/errors/errors';

/** What a person reads beside the form when a command refused what they sent; anything else is no refusal, and goes on. */
export function whyRefused(error: unknown): string {
  if (error instanceof InvalidInputError || error instanceof ConflictError) return error.userMessage;
  throw error;
}
