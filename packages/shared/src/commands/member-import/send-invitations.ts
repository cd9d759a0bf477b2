import { sql } from 'drizzle-orm';
import { type CivilDate, compareDates, todayInBrussels } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import { applyEffects } from '../../effects/apply-effects.ts';
import type { Effect } from '../../effects/effect.ts';
import { loadWorld } from '../../reads/load-world.ts';
import {
  accountOf,
  liveMandates,
  planAccountForEmail,
  planAccountForReturn,
} from '../../request-types/plan-account.ts';
import { startDraft } from '../../request-types/plan-draft.ts';
import { inTransaction } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { findImport, ordererOf } from './import-run-row.ts';
import { asksIn } from './write-rows.ts';
import { holdImport, type SliceContext, type SliceEnd } from './work-slice.ts';

const PEOPLE_PER_STRETCH = 100;

/**
 * Makes the accounts that an import left waiting, and their activation mails, from `on` on. Who has an account by now, no
 * address or no mandate any more is left alone.
 */
export async function sendInvitations(ctx: SliceContext, importId: string, on: CivilDate | null): Promise<SliceEnd> {
  const run = await findImport(ctx.db, importId);
  if (!run) return 'over';
  for (;;) {
    const end = await inTransaction(ctx, async (tx): Promise<SliceEnd | 'on'> => {
      if (!(await holdImport(tx.db, importId))) return 'busy';
      const waiting = await tx.db.execute<{ line: number; personId: string }>(sql`
        select line, invite_person as "personId" from import_row
        where import_id = ${importId} and invite_person is not null and invited_at is null order by line limit ${PEOPLE_PER_STRETCH}`);
      if (waiting.length === 0) return 'over';
      const personIds = waiting.map(({ personId }) => personId);
      await lockRegister(tx.db, { personIds });
      const world = await loadWorld(tx.db, {
        poIds: [],
        personIds,
        identities: [],
        emails: await emailsOf(tx.db, personIds),
      });
      const now = tx.now();
      const today = todayInBrussels(now);
      const draft = startDraft(world);
      for (const id of new Set(personIds)) {
        const email = draft.world.persons[id]?.email;
        if (!email) continue;
        const live = liveMandates(draft.world, id, today)[0];
        if (accountOf(draft.world, id)?.state !== 'closed') planAccountForEmail(id, email, today, draft);
        else if (live) planAccountForReturn(id, live.id, today, draft);
      }
      const causeId = derivedId('import-cause', importId, String(run.generation));
      const actor = await ordererOf(tx.db, run);
      const effects = draft.effects.map((effect) => postponed(effect, on));
      await applyEffects(tx.db, effects, { causeId, requestId: null, actor, now, today, tokenKeys: ctx.tokenKeys });
      await tx.db.execute(sql`
        update import_row set invited_at = ${now.toISOString()}::timestamptz
        where import_id = ${importId} and invite_person is not null and invited_at is null and line <= ${waiting.at(-1)?.line ?? 0}`);
      return 'on';
    });
    if (end !== 'on') return end;
    await ctx.alive();
  }
}

function postponed(effect: Effect, on: CivilDate | null): Effect {
  return asksIn(effect) && on !== null && compareDates(on, effect.on) > 0 ? { ...effect, on } : effect;
}

async function emailsOf(db: Parameters<typeof loadWorld>[0], personIds: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ email: string }>(sql`
    select distinct email from person where id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb)) and email is not null`);
  return rows.map(({ email }) => email);
}
