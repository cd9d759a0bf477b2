import * as z from 'zod/mini';
import { contract, instant, nothing } from './contract.ts';

const view = z.strictObject({
  key: z.string(),
  room: z.enum(['texts', 'delays', 'mailings', 'retention']),
  /** The heading it stands under. */
  group: z.string(),
  label: z.string(),
  explanation: z.string(),
  kind: z.enum(['number', 'numbers', 'line', 'text', 'day', 'yes-no', 'roles']),
  bounds: z.string(),
  mayBeEmpty: z.boolean(),
  /** Where people read it; null for what is no text. */
  appears: z.nullable(z.string()),
  /** As it is written in its field. */
  typed: z.string(),
  /** "10 secondes". */
  words: z.string(),
  /** The same of what the installation gives. */
  givenWords: z.string(),
  isChosen: z.boolean(),
  /** 0: never changed. */
  version: z.number(),
  changedAt: z.nullable(instant),
  changedBy: z.nullable(z.string()),
});
export type SettingView = z.output<typeof view>;

const key = z.string().check(z.regex(/^[a-z][a-z0-9-]{2,60}$/));
/** Null: what the installation gives. */
const typed = z.nullable(z.string().check(z.maxLength(5_000)));

export const readSettings = contract({
  method: 'GET',
  path: '/api/administration/settings',
  access: 'administrator',
  summary: 'Delays, texts and periods of the secretariat: what is in force, what is given, who changed it last.',
  response: z.strictObject({ settings: z.array(view) }),
});

export const previewSetting = contract({
  method: 'POST',
  path: '/api/administration/settings/preview',
  access: 'administrator',
  summary: 'What a value would do, where people would read it, or why it may not be; writes nothing.',
  body: z.strictObject({ key, typed }),
  response: z.strictObject({
    problem: z.nullable(z.string()),
    shown: z.array(z.strictObject({ where: z.string(), text: z.string() })),
  }),
});
export type SettingPreview = z.output<typeof previewSetting.response>;

export const changeSetting = contract({
  method: 'POST',
  path: '/api/administration/settings',
  access: 'administrator',
  sensitive: true,
  summary: 'Chooses a delay, a text or a period, or puts it back to what the installation gives; counts at once.',
  body: z.strictObject({ key, version: z.int().check(z.minimum(0)), typed }),
  response: nothing,
});
