import { createTransport } from 'nodemailer';
import type { StaffActor } from '../packages/shared/src/commands/context.ts';
import { sendMailing } from '../packages/shared/src/commands/mailings/send-mailing.ts';
import { MAIL_CONNECTIONS, MAILING_JOBS, MAILING_WAVE } from '../packages/shared/src/mail/transport.ts';
import { insertMailing, MAILING_LIMITS } from '../packages/shared/src/testing/mailing-builder.ts';
import { insertRecipients } from '../packages/shared/src/testing/mailing-crowd.ts';
import { registerBuilder, testContext } from '../packages/shared/src/testing/register-builder.ts';
import type { Place } from './place.ts';

export type MailingTimes = {
  recipients: number;
  /** Seconds from the order until the recipients are kept. */
  prepared: number;
  perSecond: number;
  /** Bare pooled nodemailer, with the same mail, to the same server. */
  floor: number;
  /** The largest memory of the worker when a tenth of the mails had left, and at the end. */
  megabytes: [number, number];
};

/** A mailing to a tenth and to all of `recipients`, each beside bare pooled nodemailer: memory that does not grow is flat. */
export async function benchMailing(place: Place, recipients: number): Promise<MailingTimes[]> {
  const { cluster } = place;
  const owner = cluster.connect('migrator');
  const staff = await registerBuilder(owner.db).staff();
  await owner.sql`
    insert into setting (region_id, key, value, updated_by) select ${staff.regionId}, key, '0'::jsonb, ${staff.id}
    from unnest(array['mailing-rate', 'mailing-domain-rate']) key on conflict do nothing`;
  const times: MailingTimes[] = [];
  let made = 0;
  for (const count of [Math.ceil(recipients / 10), recipients]) {
    await insertRecipients({ sql: () => owner.sql }, count, made + 1);
    made = count;
    // A worker of its own for each: its memory is that of this mailing.
    const worker = await place.startWorker();
    await untilIdle(owner.sql);
    const early: number[] = [];
    const measured = await sendOne(place, staff, count, () => early.push(worker.peakMegabytes()));
    times.push({
      ...measured,
      recipients: count,
      floor: await sendBare(place, count),
      megabytes: [early[0] ?? Number.NaN, worker.peakMegabytes()],
    });
    await worker.end();
    place.say(`  ${sayMailing(times.at(-1) as MailingTimes)}`);
  }
  return times;
}

/** A worker that starts does the work of the night first: what is due must be done before anything is measured. */
async function untilIdle(sql: ReturnType<Place['cluster']['connect']>['sql']): Promise<void> {
  let quiet = 0;
  await until(async () => {
    const rows =
      await sql`select from outbox where state = 'pending' and next_at < now() + interval '1 minute' limit 1`;
    quiet = rows.length === 0 ? quiet + 1 : 0;
    return quiet > 80;
  });
}

async function sendOne({ cluster }: Place, staff: StaffActor, count: number, aTenth: () => void) {
  const { sql, db } = cluster.connect('migrator');
  const paragraph = (n: number) => ({
    type: 'paragraph',
    content: [
      { type: 'text', text: `Les comptes annuels sont à déposer pour le ${n} mars ; le modèle est sur l’extranet.` },
    ],
  });
  const body = { type: 'doc', content: Array.from({ length: 8 }, (_, n) => paragraph(n + 1)) };
  const { id } = await insertMailing(db, staff, { body });
  const office = testContext(cluster.connect('backoffice').db, staff);
  const began = performance.now();
  await sendMailing(office, { mailingId: id, version: 1, at: null }, { fourEyes: false, limits: MAILING_LIMITS });
  await sql`select pg_notify('guichet_outbox', '')`;
  await until(async () => (await sql`select from mailing where id = ${id} and prepared_at is not null`).length > 0);
  const prepared = performance.now();
  const waiting = async () => {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from mail where kind = 'mailing' and state in ('pending', 'sending') and params ->> 'mailingId' = ${id}`;
    return row?.n ?? 0;
  };
  // Asked rarely: the question goes through all mails, on the same two cores.
  await until(async () => (await waiting()) <= count * 0.9, 500);
  aTenth();
  await until(async () => (await waiting()) === 0, 1_000);
  const [sent] = await sql<{ n: number; seconds: number }[]>`
    select count(*)::int as n, extract(epoch from max(m.sent_at) - min(g.prepared_at))::float8 as seconds
    from mail m join mailing g on g.id = ${id} where m.kind = 'mailing' and m.state = 'sent' and m.params ->> 'mailingId' = ${id}`;
  if (sent?.n !== count) throw new Error(`${sent?.n} of ${count} mails were sent.`);
  return { prepared: (prepared - began) / 1_000, perSecond: count / sent.seconds };
}

/** The least that sends as many mails: one transport with as many connections, and texts of the same length. */
async function sendBare({ mails }: Place, count: number): Promise<number> {
  const transport = createTransport({
    ...{ url: mails.url, pool: true, maxMessages: 100 },
    maxConnections: MAIL_CONNECTIONS + MAILING_JOBS * MAILING_WAVE,
  });
  const text = 'Les comptes annuels sont à déposer pour le mois de mars ; le modèle est sur l’extranet.\n'.repeat(12);
  const html = `<html><body>${`<p style="margin:0 0 18px">${text.slice(0, 90)}</p>`.repeat(40)}</body></html>`;
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: MAILING_JOBS * MAILING_WAVE }, async () => {
      while (next < count) {
        next += 1;
        await transport.sendMail({
          from: 'po@po.example',
          to: `r${next}@d.example`,
          subject: 'Comptes annuels',
          text,
          html,
        });
      }
    }),
  );
  transport.close();
  return count / ((performance.now() - began) / 1_000);
}

async function until(holds: () => Promise<boolean>, everyMs = 25): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}

/** One size, in a line. */
export function sayMailing({ recipients, prepared, perSecond, floor, megabytes }: MailingTimes): string {
  return `a mailing to ${recipients}: kept in ${prepared.toFixed(1)} s (aim: ≤ 10 s), then ${perSecond.toFixed(0)}/s beside ${floor.toFixed(0)}/s of bare nodemailer: ratio ${(perSecond / floor).toFixed(2)} (aim: ≥ 0.5); worker at most ${megabytes[0]} MB after a tenth of them, ${megabytes[1]} MB at the end (aim: flat)`;
}
