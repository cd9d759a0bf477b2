import type { Request } from 'express';

/** One text field of a posted form; a missing, repeated or nested one is an empty text. */
export function formText(req: Request, name: string): string {
  const value: unknown = (req.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/** A secret as it stands in an address; one that cannot be ours is looked up nowhere. */
export function secretOf(req: Request): string {
  const { secret } = req.params;
  return typeof secret === 'string' && /^[\w-]{20,100}$/.test(secret) ? secret : '';
}
