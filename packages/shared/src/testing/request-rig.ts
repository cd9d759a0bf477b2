import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { applyRequests } from '../commands/apply-requests.ts';
import { approveRequest } from '../commands/approve-request.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../commands/context.ts';
import { settleFinding } from '../commands/settle-finding.ts';
import { type SubmittedChanges, submitChanges } from '../commands/submit-changes.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../domain/roles.ts';
import { getEnvoiPlan } from '../reads/get-envoi-plan.ts';
import { loadEnvoi } from '../reads/load-request.ts';
import { planRequest } from '../reads/plan-request.ts';
import type { Settlement } from '../request-types/plan.ts';
import type { TestDatabase } from './database.ts';
import { TEST_TOKEN_KEYS, testContext } from './register-builder.ts';

/** Takes requests through their life in tests, each step as the database role of the process that does it. */
export function requestRig(database: TestDatabase, staff: StaffActor, now: () => Date) {
  const singleHolderRoles = DEFAULT_SINGLE_HOLDER_ROLES;
  const settings = { singleHolderRoles, undoDelaySeconds: 0, fourEyes: false, tokenKeys: TEST_TOKEN_KEYS };
  const office = (actor: StaffActor = staff) => testContext(database.db('backoffice'), actor, now);

  const submit = async (type: string, payload: unknown, poId: string | null, more: Partial<SubmittedChanges> = {}) => {
    const { log } = office();
    const receipt = await submitChanges(
      { db: database.db('intake'), now, log, tokenKeys: TEST_TOKEN_KEYS },
      {
        idempotencyKey: randomUUID(),
        poId,
        poTyped: null,
        submitter: { name: 'Marie Présidente', email: 'marie@po.example', function: 'Présidente' },
        message: '',
        privacyRead: true,
        requests: [{ type, payload }],
        ...more,
      },
    );
    const [row] = await database
      .db('migrator')
      .select()
      .from(changeRequest)
      .where(eq(changeRequest.submissionId, receipt.id));
    if (!row) throw new Error('The envoi has no request.');
    return row.id;
  };

  /** One envoi with several requests: their ids, in their order. */
  const submitEnvoi = async (
    requests: SubmittedChanges['requests'],
    poId: string | null,
    more: Partial<SubmittedChanges> = {},
  ) => {
    const first = await submit('', {}, poId, { ...more, requests });
    const envoi = await loadEnvoi(database.db('migrator'), (await requestOf(first)).submissionId);
    return envoi.map(({ request }) => request.id);
  };

  /** What an approval of all that is to be decided of an envoi carries, every warning ticked. */
  const showEnvoi = async (requestId: string) => {
    const shown = await getEnvoiPlan(database.db('backoffice'), staff, requestId, { now: now(), ...settings });
    return {
      requestId,
      shownHash: shown.shownHash ?? '',
      requests: shown.links.map(({ id, version, findings }) => ({
        ...{ id, version },
        acknowledged: findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
      })),
    };
  };

  const show = async (requestId: string) => {
    const today = todayInBrussels(now());
    const shown = await planRequest(database.db('backoffice'), requestId, {
      today,
      singleHolderRoles,
      regionId: staff.regionId,
    });
    if (!shown) throw new Error('The payload has been erased.');
    return shown;
  };

  /** Approves what is shown, with every warning ticked. */
  const approve = async (requestId: string, actor: StaffActor = staff) => {
    const shown = await show(requestId);
    const warnings = shown.plan.findings.filter(({ severity }) => severity === 'warning');
    const { version } = shown.request;
    const input = { requestId, version, shownHash: shown.shownHash, acknowledged: warnings.map(({ code }) => code) };
    return approveRequest(office(actor), input, settings);
  };

  /** As the worker does with rows that are due at one moment: in one transaction. */
  const applyTogether = (decisionIds: readonly string[]) =>
    inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
      applyRequests(tx, decisionIds, settings),
    );

  const apply = async (decisionId: string) => {
    const [outcome] = await applyTogether([decisionId]);
    return { outcome };
  };

  const settle = async (requestId: string, settlement: Settlement) => {
    const shown = await show(requestId);
    return settleFinding(office(), { requestId, version: shown.request.version, settlement }, settings);
  };

  const requestOf = async (requestId: string) => {
    const [row] = await database.db('migrator').select().from(changeRequest).where(eq(changeRequest.id, requestId));
    if (!row) throw new Error(`No request ${requestId}.`);
    return row;
  };

  return {
    settings,
    office,
    submit,
    submitEnvoi,
    showEnvoi,
    show,
    approve,
    apply,
    applyTogether,
    settle,
    requestOf,
    approveAndApply: async (requestId: string) => apply((await approve(requestId)).decisionId),
    findings: async (requestId: string) => (await show(requestId)).plan.findings.map(({ code }) => code),
  };
}
