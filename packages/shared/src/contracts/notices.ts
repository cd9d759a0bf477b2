import * as z from 'zod/mini';
import { NOTICE_KINDS, NOTICE_MAILS } from '../domain/notices.ts';
import { contract, instant, nothing } from './contract.ts';

const setting = z.strictObject({
  kind: z.enum(NOTICE_KINDS),
  browser: z.boolean(),
  mail: z.enum(NOTICE_MAILS),
  /** Working days after which an open request is old; for that kind alone. */
  afterDays: z.nullable(z.int().check(z.minimum(1), z.maximum(60))),
});
const settings = z.array(setting).check(z.maxLength(NOTICE_KINDS.length));

const notice = z.strictObject({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  label: z.string(),
  requestId: z.string(),
  typeLabel: z.string(),
  poName: z.string(),
  /** Wanted in the browser too. */
  browser: z.boolean(),
  at: instant,
});
export type NoticeView = z.output<typeof notice>;

export const listNotices = contract({
  method: 'GET',
  path: '/api/notices',
  access: 'staff',
  summary: 'The newest notices to whoever asks; they name the kind of request and the PO, and nobody.',
  response: z.strictObject({ notices: z.array(notice) }),
});

export const readNoticeSettings = contract({
  method: 'GET',
  path: '/api/notice-settings',
  access: 'staff',
  summary: 'In which way whoever asks is told of each kind of thing.',
  response: z.strictObject({ settings }),
});

export const saveNoticeSettings = contract({
  method: 'POST',
  path: '/api/notice-settings',
  access: 'staff',
  summary: 'Saves it; each kind must stand there once.',
  body: z.strictObject({ settings }),
  response: nothing,
});
