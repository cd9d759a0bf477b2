import { sql } from 'drizzle-orm';
import { compareDates, type CivilDate } from '../../domain/dates.ts';
import type { InviteChoice } from '../../domain/member-import.ts';
import { addEffects, type ApplyOptions, startSheet, writeSheet } from '../../effects/apply-effects.ts';
import type { Effect, EffectOf } from '../../effects/effect.ts';
import type { TransactionContext } from '../context.ts';
import { WAITING } from './plan-rows.ts';

export type Invitations = { invite: InviteChoice; inviteOn: CivilDate | null };

/** What a row writes, once it is known when people are told, and who still waits to be. */
export type RowWriting = { line: number; effects: Effect[]; waiting: string | null };

/** Effects that make something: they need nothing of what the same stretch has written. */
const MAKES: ReadonlySet<Effect['kind']> = new Set([
  ...['create-person', 'open-mandate', 'assign-role', 'invite', 'hold-account', 'announce-mandate', 'close-account'],
] as Effect['kind'][]);

/** Effects whose mail asks somebody in, on a day that staff choose. */
export function asksIn(effect: Effect): effect is EffectOf<'invite' | 'reopen-account' | 'restore-account'> {
  return effect.kind === 'invite' || effect.kind === 'reopen-account' || effect.kind === 'restore-account';
}

/**
 * The effects of a row with its activation mail as it was ordered: at once, from a day on, or not yet. What would follow
 * from an account that is not made yet falls away with it.
 */
export function withInvitations(
  line: number,
  effects: readonly Effect[],
  { invite, inviteOn }: Invitations,
  notMade: Set<string>,
): RowWriting {
  let waiting: string | null = null;
  const written = effects.flatMap((effect): Effect[] => {
    const isInvitation = asksIn(effect);
    if (isInvitation && invite === 'later') {
      waiting = effect.personId;
      notMade.add(effect.accountId);
      return [];
    }
    if (invite === 'later' && (effect.kind === 'announce-mandate' || effect.kind === 'leave-address')) return [];
    if ('accountId' in effect && (notMade.has(effect.accountId) || effect.accountId.startsWith(WAITING))) return [];
    const later = isInvitation && inviteOn !== null && compareDates(inviteOn, effect.on) > 0;
    return [later ? { ...effect, on: inviteOn } : effect];
  });
  return { line, effects: written, waiting };
}

/**
 * Writes the effects of rows in their order, table by table while nothing that was just made is changed again: then what
 * stands on the sheet goes first.
 */
export async function writeRows(
  tx: TransactionContext,
  importId: string,
  rows: readonly RowWriting[],
  options: Omit<ApplyOptions, 'requestId'>,
): Promise<void> {
  let sheet = startSheet(tx.db);
  let made = new Set<string>();
  for (const { effects } of rows) {
    for (const effect of effects) {
      if (!MAKES.has(effect.kind) && idsOf(effect).some((id) => made.has(id))) {
        await writeSheet(sheet, options.now);
        sheet = startSheet(tx.db);
        made = new Set();
      }
      addEffects(sheet, [effect], { ...options, requestId: null });
      if (MAKES.has(effect.kind)) for (const id of ownIdOf(effect)) made.add(id);
    }
  }
  await writeSheet(sheet, options.now);
  await noteApplied(tx, importId, rows, options.now);
}

function idsOf(effect: Effect): string[] {
  return ['personId', 'mandateId', 'roleId', 'accountId'].flatMap((key) => {
    const id = (effect as Record<string, unknown>)[key];
    return typeof id === 'string' ? [id] : [];
  });
}

function ownIdOf(effect: Effect): string[] {
  switch (effect.kind) {
    case 'create-person':
      return [effect.personId];
    case 'open-mandate':
      return [effect.mandateId];
    case 'assign-role':
      return [effect.roleId];
    case 'invite':
    case 'hold-account':
      return [effect.accountId];
    default:
      return [];
  }
}

async function noteApplied(
  tx: TransactionContext,
  importId: string,
  rows: readonly RowWriting[],
  now: Date,
): Promise<void> {
  const written = rows.map(({ line, waiting }) => ({ line, waiting }));
  await tx.db.execute(sql`
    update import_row i set state = 'applied', applied_at = ${now.toISOString()}::timestamptz, outcome = '', invite_person = r.waiting
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as r (line integer, waiting uuid)
    where i.import_id = ${importId} and i.line = r.line`);
}
