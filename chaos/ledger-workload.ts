import { TEST_TOKEN_KEYS } from '../packages/shared/src/testing/register-builder.ts';
import { startApprovals } from '../packages/worker/test/approvals.ts';
import { startWorkerProcess } from '../packages/worker/test/worker-process.ts';
import type { Outcome, Place, Workload } from './workload.ts';

/** The product itself: envois of new members, approved by staff, applied and mailed by the built worker. */
export async function ledgerWorkload(place: Place): Promise<Workload> {
  const { database, mailbox } = place;
  const admin = database.sql('migrator');
  const approvals = await startApprovals(database, 30);
  const requests: string[] = [];

  return {
    async prepare(count) {
      for (let n = 0; n < count; n += 1) requests.push(await approvals.submit(n));
    },
    async startWorker() {
      const worker = await startWorkerProcess({
        databaseUrl: database.url('worker'),
        smtpUrl: mailbox.url,
        redisUrl: place.redisUrl,
        tokenKeys: TEST_TOKEN_KEYS,
        smtpTimeoutSeconds: 5,
      });
      return {
        end: worker.end,
        output: worker.output,
        gone: new Promise((resolve) => worker.child.once('exit', resolve)),
      };
    },
    async approve(n) {
      const requestId = requests[n] as string;
      const until = performance.now() + 60_000;
      for (;;) {
        try {
          // An approval whose answer was lost in a crash may have been written all the same.
          if ((await approvals.rig.requestOf(requestId)).state !== 'submitted') return;
          await approvals.rig.approve(requestId);
          return;
        } catch (error) {
          if (performance.now() > until) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    async busy() {
      // What the calendar keeps for a night or a morning waits for it.
      const [row] = await admin`
        select exists (select from outbox where state = 'pending' and not (
          kind in ('morning-notices', 'duplicates', 'retention', 'activation-clock', 'account-calendar', 'verification-round', 'verification') and next_at > now() + interval '1 minute')) as pending`;
      return row?.pending === true;
    },
    async outcome(): Promise<Outcome> {
      const [row] = await admin`
        select
          (select count(*) from change_request where state <> 'applied')::int as lost,
          (select count(*) from (select from request_event where event = 'apply' group by request_id having count(*) > 1) t)::int
            + (select count(*) from (select from person where email like 'membre-%' group by email having count(*) > 1) t)::int
            + (select count(*) from (select from mandate group by person_id having count(*) > 1) t)::int as twice`;
      const mails = await admin`select message_id, state from mail where state <> 'cancelled'`;
      const arrived = new Map<string, number>();
      for (const { messageId } of mailbox.messages) {
        if (messageId) arrived.set(messageId, (arrived.get(messageId) ?? 0) + 1);
      }
      const isShown = (state: string): boolean => state === 'failed' || state === 'unknown';
      return {
        lost: row?.lost,
        twice: row?.twice,
        unaccounted: mails.filter(({ message_id, state }) => !arrived.has(message_id) && !isShown(state)).length,
        duplicates: [...arrived.values()].reduce((sum, copies) => sum + copies - 1, 0),
        shown: mails.filter(({ state }) => isShown(state)).length,
      };
    },
    close: async () => {},
  };
}
