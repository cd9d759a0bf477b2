import { isGuichetError } from '../errors/errors.ts';

type Described = { type: string; code?: string; message?: string; frames?: string[]; cause?: Described } & Record<
  string,
  unknown
>;

const longest = 300;
const databaseFields = [
  'constraint_name',
  'constraint',
  'table_name',
  'table',
  'column_name',
  'column',
  'routine',
] as const;

/**
 * An error as the logs may know it. Messages of the database, of drizzle and of parsers quote the values that failed,
 * which can be somebody's name: those are left out, and what remains says where to look.
 */
export function safeError(value: unknown, depth = 0): Described {
  if (!(value instanceof Error)) return { type: typeof value };
  const described: Described = { type: value.name };
  const fields = value as unknown as Record<string, unknown>;
  if (typeof fields.code === 'string' && /^[\w.-]{1,60}$/.test(fields.code)) described.code = fields.code;
  if (isGuichetError(value)) described.message = clip(value.message);
  else if (quotesValues(value, fields)) {
    for (const field of databaseFields) if (typeof fields[field] === 'string') described[field] = fields[field];
    if (typeof fields.query === 'string') described.query = clip(fields.query);
  } else described.message = clip(maskAddresses(value.message));
  const frames = value.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  if (frames.length > 0) described.frames = frames.slice(0, 12).map((frame) => frame.trim());
  if (value.cause !== undefined && depth < 3) described.cause = safeError(value.cause, depth + 1);
  return described;
}

function quotesValues(error: Error, fields: Record<string, unknown>): boolean {
  const fromDatabase = typeof fields.severity === 'string' || typeof fields.query === 'string' || 'params' in fields;
  return fromDatabase || error instanceof SyntaxError || error.name === 'ZodError' || error.name === 'URIError';
}

function maskAddresses(text: string): string {
  return text.replace(/[^\s<>"'@]+@[^\s<>"'@]+/g, '[address]');
}

function clip(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
