import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Context, StaffActor } from '../../../src/commands/context.ts';
import { pauseMailing } from '../../../src/commands/mailings/pause-mailing.ts';
import { resumeMailing } from '../../../src/commands/mailings/resume-mailing.ts';
import { saveMailing } from '../../../src/commands/mailings/save-mailing.ts';
import { sendBackMailing } from '../../../src/commands/mailings/send-back-mailing.ts';
import { sendMailing } from '../../../src/commands/mailings/send-mailing.ts';
import { stopMailing } from '../../../src/commands/mailings/stop-mailing.ts';
import { submitMailing } from '../../../src/commands/mailings/submit-mailing.ts';
import { takeBackMailing } from '../../../src/commands/mailings/take-back-mailing.ts';
import { uploadMailingFile } from '../../../src/commands/mailings/upload-mailing-file.ts';
import { auditEntry } from '../../../src/db/tables/audit-entry.ts';
import { mail } from '../../../src/db/tables/mail.ts';
import { mailing } from '../../../src/db/tables/mailing.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { MAILING_STATES, type MailingState } from '../../../src/domain/mailings/mailing-states.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../../src/errors/errors.ts';
import { checkMailing } from '../../../src/reads/mailings/check-mailing.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { insertMailing, MAILING_LIMITS as limits } from '../../../src/testing/mailing-builder.ts';
import { registerBuilder, testContext } from '../../../src/testing/register-builder.ts';

const NOON = new Date('2031-06-16T10:00:00Z');
const TOMORROW = '2031-06-17T07:00:00.000Z';

let database: TestDatabase;
let writer: StaffActor;
let colleague: StaffActor;
let reader: StaffActor;

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  writer = await build.staff();
  colleague = await build.staff({ name: 'Ghislaine Delvaux' });
  reader = await build.staff({ role: 'reader' });
});
afterAll(() => database.close());

const as = (actor: StaffActor): Context => testContext(database.db('backoffice'), actor, () => NOON);
const draft = (values: Partial<typeof mailing.$inferInsert> = {}) =>
  insertMailing(database.db('migrator'), writer, values);
const rowOf = async (id: string) => {
  const [row] = await database.db('migrator').select().from(mailing).where(eq(mailing.id, id));
  if (!row) throw new Error(`no mailing ${id}`);
  return row;
};
const actsOf = async (id: string) =>
  (
    await database
      .db('migrator')
      .select({ action: auditEntry.action })
      .from(auditEntry)
      .where(and(eq(auditEntry.subjectType, 'mailing'), eq(auditEntry.subjectId, id)))
      .orderBy(auditEntry.id)
  ).map(({ action }) => action);
const workOf = async (id: string) =>
  (await database.db('migrator').select().from(outbox).where(eq(outbox.kind, 'mailing'))).filter(({ ref }) =>
    ref.startsWith(id),
  );
const toldOf = async (id: string) =>
  (await database.db('migrator').select().from(mail).where(eq(mail.kind, 'mailing-notice')))
    .filter(({ params }) => params.mailingId === id)
    .map(({ params }) => [params.stage, params.staffId]);

type Act = (ctx: Context, input: { mailingId: string; version: number }) => Promise<unknown>;
type Step = { act: Act; from: MailingState[]; to: MailingState; action: string; underWay?: true };
const ACTS: Record<string, Step> = {
  submit: {
    act: (ctx, input) => submitMailing(ctx, { ...input, at: null }, { limits }),
    ...{ from: ['draft'], to: 'submitted', action: 'submit-mailing' },
  },
  'send back': {
    act: (ctx, input) => sendBackMailing(ctx, { ...input, remark: 'La date est fausse.' }),
    ...{ from: ['submitted'], to: 'draft', action: 'send-back-mailing' },
  },
  'take back': { act: takeBackMailing, from: ['submitted', 'scheduled'], to: 'draft', action: 'take-back-mailing' },
  send: {
    act: (ctx, input) => sendMailing(ctx, { ...input, at: null }, { fourEyes: false, limits }),
    ...{ from: ['draft', 'submitted', 'scheduled'], to: 'preparing', action: 'send-mailing' },
  },
  schedule: {
    act: (ctx, input) => sendMailing(ctx, { ...input, at: TOMORROW }, { fourEyes: false, limits }),
    ...{ from: ['draft', 'submitted'], to: 'scheduled', action: 'schedule-mailing' },
  },
  pause: {
    ...{ act: pauseMailing, underWay: true, from: ['preparing', 'sending'], to: 'paused', action: 'pause-mailing' },
  },
  resume: { act: resumeMailing, underWay: true, from: ['paused'], to: 'preparing', action: 'go-on-mailing' },
  stop: {
    ...{ act: stopMailing, underWay: true, from: ['preparing', 'sending', 'paused'] },
    ...{ to: 'stopped', action: 'stop-mailing' },
  },
};

describe.each(Object.entries(ACTS))('to %s a mailing', (_name, { act, from, to, action, underWay }) => {
  test('works from the states that it is for, is audited, and a second call is refused', async () => {
    for (const state of from) {
      const { id } = await draft({ state });
      await act(as(colleague), { mailingId: id, version: 1 });
      expect(await rowOf(id)).toMatchObject({ state: to, version: 2 });
      expect(await actsOf(id)).toEqual([action]);
      await expect(act(as(colleague), { mailingId: id, version: 1 })).rejects.toThrow(ConflictError);
      expect(await rowOf(id)).toMatchObject({ state: to, version: 2 });
    }
  });

  test('is refused in every other state, and changes nothing', async () => {
    for (const state of MAILING_STATES.filter((each) => !from.includes(each))) {
      const { id } = await draft({ state });
      await expect(act(as(colleague), { mailingId: id, version: 1 })).rejects.toThrow(ConflictError);
      expect(await rowOf(id)).toMatchObject({ state, version: 1 });
      expect(await actsOf(id)).toEqual([]);
    }
  });

  test('is not for readers, nor at an older version unless it is under way, nor of another secretariat', async () => {
    const [state = 'draft'] = from;
    const { id } = await draft({ state });
    await expect(act(as(reader), { mailingId: id, version: 1 })).rejects.toThrow(ForbiddenError);
    if (!underWay) {
      await expect(act(as(colleague), { mailingId: id, version: 7 })).rejects.toThrow(ConflictError);
    }
    const stranger = { ...colleague, regionId: '00000000-0000-7000-8000-000000000000' };
    await expect(act(as(stranger), { mailingId: id, version: 1 })).rejects.toThrow(NotFoundError);
    expect(await rowOf(id)).toMatchObject({ state, version: 1 });
  });
});

test.each([pauseMailing, stopMailing])('%o holds whatever the progress made of the version meanwhile', async (act) => {
  const { id } = await draft({ state: 'sending', version: 9 });
  expect(await act(as(colleague), { mailingId: id })).toEqual({ version: 10 });
});

describe('a mailing that somebody sends', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await draft());
  });

  test('is prepared at once, or at its moment', async () => {
    await sendMailing(as(writer), { mailingId: id, version: 1, at: null }, { fourEyes: false, limits });
    expect(await workOf(id)).toMatchObject([{ ref: `${id}/prepare/2`, state: 'pending' }]);
    const later = await draft();
    await sendMailing(as(writer), { mailingId: later.id, version: 1, at: TOMORROW }, { fourEyes: false, limits });
    expect(await workOf(later.id)).toMatchObject([{ ref: `${later.id}/prepare/2`, nextAt: new Date(TOMORROW) }]);
  });

  test('is not prepared any more once it is taken back', async () => {
    await sendMailing(as(writer), { mailingId: id, version: 1, at: TOMORROW }, { fourEyes: false, limits });
    await takeBackMailing(as(colleague), { mailingId: id, version: 2 });
    expect(await workOf(id)).toMatchObject([{ state: 'cancelled' }]);
    expect(await rowOf(id)).toMatchObject({ state: 'draft', approvedBy: null });
  });

  test.each([
    [{ subject: '  ' }, 'subject'],
    [{ body: { type: 'doc', content: [{ type: 'paragraph' }] } }, 'body'],
    [{ criteria: { roles: [], pos: {}, day: null, fallbacks: [], include: [], exclude: [] } }, 'criteria'],
  ])('lacks nothing: %j', async (values, path) => {
    const lacking = await draft(values);
    const sent = sendMailing(as(writer), { mailingId: lacking.id, version: 1, at: null }, { fourEyes: false, limits });
    await expect(sent).rejects.toMatchObject({ code: 'invalid-input', issues: [{ path }] });
  });

  const image = { type: 'image', attrs: { fileId: randomUUID(), alt: ' ', decorative: false } };
  test.each([
    [{ subject: 'Bonjour {{date}}' }, 'subject', '« {{date}} » n’est pas une variable : chacun le lirait tel quel.'],
    [{ body: { type: 'doc', content: [image] } }, 'body', expect.stringContaining('pas de texte de remplacement')],
    [{ textPart: 'Bonjour {{x}}', textMade: '' }, 'textPart', expect.stringContaining('« {{x}} »')],
  ])('is fit to be read, or neither leaves nor is submitted: %j', async (values, path, message) => {
    const unfit = await draft(values);
    const asked = { mailingId: unfit.id, version: 1, at: null };
    const refused = { code: 'invalid-input', userMessage: message, issues: [{ path, message }] };
    await expect(sendMailing(as(writer), asked, { fourEyes: false, limits })).rejects.toMatchObject(refused);
    await expect(submitMailing(as(writer), asked, { limits })).rejects.toMatchObject(refused);
    expect(await rowOf(unfit.id)).toMatchObject({ state: 'draft', version: 1 });
    const { missing } = await checkMailing(as(writer).db, writer, unfit.id, { fourEyes: false, now: NOON, limits });
    expect(missing).toMatchObject([{ level: 'blocking', words: message }]);
  });

  test('is not heavier than mail servers take', async () => {
    const bytes = Buffer.from('Une note.');
    const file = await uploadMailingFile(as(writer), { id: randomUUID(), fileName: 'note.txt', image: false, bytes });
    await saveMailing(as(writer), { id, version: 1, changes: { attachments: [file.id] } });
    const asked = { mailingId: id, version: 2, at: null };
    const strict = { ...limits, mailingMegabytes: 0.000_001 };
    await expect(sendMailing(as(writer), asked, { fourEyes: false, limits: strict })).rejects.toMatchObject({
      issues: [{ path: 'attachments', message: expect.stringContaining('Mo au plus') }],
    });
    await sendMailing(as(writer), asked, { fourEyes: false, limits });
  });

  test.each(['2031-06-16T09:59:00Z', '2033-01-01T00:00:00Z', 'demain'])(
    'leaves within the year: not %s',
    async (at) => {
      const sent = sendMailing(as(writer), { mailingId: id, version: 1, at }, { fourEyes: false, limits });
      await expect(sent).rejects.toThrow(InvalidInputError);
    },
  );
});

describe('with four eyes', () => {
  const fourEyes = { fourEyes: true, limits };

  test('nobody sends a draft, and nobody approves what they submitted or changed last', async () => {
    const { id } = await draft();
    await expect(sendMailing(as(colleague), { mailingId: id, version: 1, at: null }, fourEyes)).rejects.toThrow(
      ForbiddenError,
    );
    await submitMailing(as(writer), { mailingId: id, version: 1, at: null }, { limits });
    await expect(sendMailing(as(writer), { mailingId: id, version: 2, at: null }, fourEyes)).rejects.toThrow(
      ForbiddenError,
    );
    const touched = await draft({ state: 'submitted', submittedBy: writer.id, updatedBy: colleague.id });
    await expect(sendMailing(as(colleague), { mailingId: touched.id, version: 1, at: null }, fourEyes)).rejects.toThrow(
      ForbiddenError,
    );
  });

  test('a colleague approves what was on the screen, and who submitted it is told', async () => {
    const { id } = await draft();
    await submitMailing(as(writer), { mailingId: id, version: 1, at: TOMORROW }, { limits });
    expect(await toldOf(id)).toEqual([['submitted', colleague.id]]);
    await sendMailing(as(colleague), { mailingId: id, version: 2, at: TOMORROW }, fourEyes);
    expect(await rowOf(id)).toMatchObject({
      ...{ state: 'scheduled', submittedBy: writer.id, approvedBy: colleague.id, approvedAt: NOON },
    });
    expect(await toldOf(id)).toContainEqual(['approved', writer.id]);
    // What was approved may leave earlier.
    await sendMailing(as(writer), { mailingId: id, version: 3, at: null }, fourEyes);
    expect(await rowOf(id)).toMatchObject({ state: 'preparing' });
  });

  test('a colleague who read another version is told, and nothing leaves', async () => {
    const { id } = await draft();
    await submitMailing(as(writer), { mailingId: id, version: 1, at: null }, { limits });
    await takeBackMailing(as(writer), { mailingId: id, version: 2 });
    await submitMailing(as(writer), { mailingId: id, version: 3, at: null }, { limits });
    const approved = sendMailing(as(colleague), { mailingId: id, version: 2, at: null }, fourEyes);
    await expect(approved).rejects.toMatchObject({ code: 'conflict', userMessage: /entre-temps/ });
    expect(await workOf(id)).toEqual([]);
  });

  test('a colleague gives it back with words, which stand with the draft', async () => {
    const { id } = await draft();
    await submitMailing(as(writer), { mailingId: id, version: 1, at: null }, { limits });
    await expect(sendBackMailing(as(colleague), { mailingId: id, version: 2, remark: ' ' })).rejects.toThrow(
      InvalidInputError,
    );
    await sendBackMailing(as(colleague), { mailingId: id, version: 2, remark: 'La date est fausse.' });
    expect(await rowOf(id)).toMatchObject({ state: 'draft', remark: 'La date est fausse.' });
    expect(await toldOf(id)).toContainEqual(['sent-back', writer.id]);
  });
});
