import { randomUUID } from 'node:crypto';
import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { submitChanges } from '@guichet/shared/commands/submit-changes';
import { mail } from '@guichet/shared/db/tables/mail';
import { createLogger } from '@guichet/shared/http/logging';
import { mailRenderer } from '@guichet/shared/mail/render-mail';
import { createHandlers } from '@guichet/shared/queue/handlers';
import { runDue } from '@guichet/shared/queue/run-due';
import { requestType } from '@guichet/shared/request-types/registry';
import { TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';
import { and, eq } from 'drizzle-orm';
import { createTestIntake, newVisitor, startTestRegister } from './intake-rig.ts';

/** The form on a database of its own, with envois that have left, and those who decide about them. */
export async function startFollowUp() {
  const register = await startTestRegister();
  const app = createTestIntake(register.database);
  const rig = requestRig(register.database, await register.build.staff(), () => new Date());
  const sql = () => register.database.sql('migrator');
  const log = createLogger('intake-form', 'silent');

  /** The payload that the form makes of a sample of this type. */
  function sample(type: string, changed: Record<string, unknown> = {}): Record<string, unknown> {
    const { form, samples } = requestType(type);
    const read = form.safeParse({ ...samples[0]?.values, ...changed });
    if (!read.success) throw new Error(JSON.stringify(read.error.issues));
    return read.data as Record<string, unknown>;
  }

  async function sent(types: string[] = ['removal'], email = `${randomUUID()}@po.example`) {
    const key = randomUUID().replaceAll('-', '').slice(0, 22);
    const receipt = await submitChanges(
      { db: register.database.db('intake'), now: () => new Date(), log, tokenKeys: TEST_TOKEN_KEYS },
      {
        idempotencyKey: key,
        poId: register.po.id,
        poTyped: null,
        submitter: { name: 'Marie Présidente', email, function: 'présidente' },
        message: 'Merci.',
        privacyRead: true,
        requests: types.map((type) => ({ type, payload: sample(type) })),
      },
    );
    const [token] = await sql()`select id, purpose, secret_sha256 from token where submission_id = ${receipt.id}`;
    const secret = recoverSecret(TEST_TOKEN_KEYS, {
      id: token?.id,
      purpose: token?.purpose,
      secretSha256: token?.secret_sha256,
    });
    const requests = await sql()<{ id: string }[]>`
      select id from change_request where submission_id = ${receipt.id} order by position`;
    return { ...receipt, email, key, link: `/suivi/${secret}`, requests: requests.map(({ id }) => id) };
  }

  async function confirmed(types?: string[]) {
    const envoi = await sent(types);
    const visitor = newVisitor(app);
    await visitor.post(`${envoi.link}/confirmer`);
    return { ...envoi, visitor };
  }

  const stateOf = async (requestId?: string) => {
    const [row] =
      await sql()`select state, version, payload_version, subject, settlement from change_request where id = ${requestId ?? ''}`;
    return row;
  };
  const mailsOf = async (submissionId: string) => {
    const rows = await sql()<
      { kind: string }[]
    >`select kind from mail where submission_id = ${submissionId} order by created_at`;
    return rows.map(({ kind }) => kind).filter((kind) => kind !== 'acknowledgement');
  };

  /** What the worker does; no mail leaves. */
  const work = () =>
    runDue(
      {
        ...testContext(register.database.db('worker'), SYSTEM_ACTOR),
        tokenKeys: TEST_TOKEN_KEYS,
        singleHolderRoles: [],
        fourEyes: false,
        mailer: {
          send: async () => ({ result: 'unreachable', code: 'none' }),
          closedForMs: () => 60_000,
          deadlineSeconds: 1,
          interrupt: () => {},
          close: async () => {},
        },
      },
      createHandlers({
        intakeUrl: 'http://f.example',
        extranetUrl: 'http://e.example',
        backofficeUrl: 'http://office.example',
      }),
    );

  /** A mail as it leaves, written by the worker's own role. */
  const written = (submissionId: string, kind: string) =>
    register.database.db('worker').transaction(async (db) => {
      const [row] = await db
        .select()
        .from(mail)
        .where(and(eq(mail.submissionId, submissionId), eq(mail.kind, kind)));
      const ctx = { ...testContext(register.database.db('worker'), SYSTEM_ACTOR), db, tokenKeys: TEST_TOKEN_KEYS };
      const render = mailRenderer({
        intakeUrl: 'http://f.example',
        extranetUrl: 'http://e.example',
        backofficeUrl: 'http://office.example',
      });
      return render(ctx as unknown as Parameters<typeof render>[0], row as unknown as Parameters<typeof render>[1]);
    });
  return {
    register,
    app,
    rig,
    sql,
    sent,
    confirmed,
    stateOf,
    mailsOf,
    work,
    written,
    sample,
    close: () => register.database.close(),
  };
}

export type FollowUp = Awaited<ReturnType<typeof startFollowUp>>;

/** The version that a page carries. */
export const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
