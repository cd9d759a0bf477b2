import type { Context, StaffActor } from '@guichet/shared/commands/context';
import { inTransaction } from '@guichet/shared/commands/context';
import { createAudience } from '@guichet/shared/commands/audiences/create-audience';
import { createReasonTemplate } from '@guichet/shared/commands/reason-templates/create-reason-template';
import { createStaff } from '@guichet/shared/commands/create-staff';
import type { Transaction } from '@guichet/shared/db/client';
import { cause } from '@guichet/shared/db/tables/cause';
import { importRun } from '@guichet/shared/db/tables/import-run';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { region } from '@guichet/shared/db/tables/region';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { sha256Hex } from '@guichet/shared/domain/hash';
import { applyEffects } from '@guichet/shared/effects/apply-effects';
import { asc, eq, sql } from 'drizzle-orm';
import { backdate, settlePastMails } from './backdate.ts';
import { demoEnvois } from './demo-envois.ts';
import { demoMembers, find } from './demo-members.ts';
import { DEMO_POS } from './demo-pos.ts';
import { DEMO_AUDIENCES } from './demo-audiences.ts';
import { DEMO_REASON_TEMPLATES } from './demo-reason-templates.ts';
import { playEnvois } from './play-envois.ts';
import { demoAccountId, invitations, writeDemoMembers } from './write-demo-members.ts';
import { writeDemoCoverage } from './write-demo-coverage.ts';
import { writeDemoMailings } from './write-demo-mailings.ts';
import { writeDemoPlatform } from './write-demo-platform.ts';
import { writeDemoResources } from './write-demo-resources.ts';
import { writeDemoPos } from './write-demo-pos.ts';
import { writeDemoVerification } from './write-demo-verification.ts';

/** A sign-in of the demonstration, printed by the start. */
export type DemoSignIn = { where: string; as: string; login: string; password: string };

const STAFF_PASSWORD = 'le facteur siffle sous la drache';
const MEMBER_PASSWORD = 'trois tartines au sirop';

const STAFF = [
  { name: 'Nadine Quévrain', email: 'nadine.quevrain@secretariat.example', role: 'administrator' },
  { name: 'Bertrand Sarlet', email: 'bertrand.sarlet@secretariat.example', role: 'secretariat' },
] as const;

/** Each sees other resources and other mailings. */
const MEMBERS = [
  { key: '1/1', as: 'president' },
  { key: '1/2', as: 'treasurer' },
  { key: '1/6', as: 'prevention adviser' },
  { key: '5/4', as: 'of two POs' },
] as const;
const SIGN_INS = MEMBERS.map(({ key }) => key);

/** Of these, who orders for a PO. */
const ORDERS = '5/4';

/** The past of the demonstration, in days before the load. */
const BEGAN = 75;
const INVITED = 2;
const STILL_TO_SEND = 1.6;

export const demoSignIns: readonly DemoSignIn[] = [
  ...STAFF.map(({ email, role }) => ({ where: 'Back office', as: role, login: email, password: STAFF_PASSWORD })),
  ...MEMBERS.map(({ key, as }) => ({
    where: 'Extranet',
    as,
    login: find(demoMembers('2026-01-01'), key).email ?? '',
    password: MEMBER_PASSWORD,
  })),
];

/**
 * Loads the invented demonstration data into a migrated database, as its owner, in one transaction. The same at every
 * load, but for the dates, which go with today. Answers false, and changes nothing, where it is loaded already.
 * `tokenKeys` make the links in its mails, as in the processes.
 */
export async function loadDemoData(ctx: Context, { tokenKeys }: { tokenKeys: readonly string[] }): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const { db } = tx;
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('demonstration data', 0))`);
    const [loaded] = await db.select({ id: importRun.id }).from(importRun).where(eq(importRun.kind, 'demo'));
    if (loaded) return false;

    const loadedAt = ctx.now();
    const today = todayInBrussels(loadedAt);
    const began = daysBefore(loadedAt, BEGAN);
    const { staff, administrator } = await createDemoStaff({ ...tx, now: () => began });
    for (const template of DEMO_REASON_TEMPLATES)
      await createReasonTemplate({ ...tx, actor: staff, now: () => began }, template);
    for (const audience of DEMO_AUDIENCES) await createAudience({ ...tx, actor: staff, now: () => began }, audience);
    const why = await writeCause(db, tx.actor.label, began);
    const options = { causeId: why.causeId, requestId: null, actor: tx.actor, now: began, today, tokenKeys };
    const members = demoMembers(today);
    await writeDemoPos(db, why);
    await writeDemoMembers(db, members, Object.fromEntries(SIGN_INS.map((key) => [key, MEMBER_PASSWORD])), options);
    await backdate(db, began);
    await writeDemoCoverage(tx, { began, loadedAt });

    const invitedAt = daysBefore(loadedAt, INVITED);
    await playEnvois({ loadedAt, tx, members, staff, administrator, tokenKeys }, demoEnvois(members, today));
    const invitedOn = todayInBrussels(invitedAt);
    await applyEffects(db, invitations(members, invitedOn), { ...options, now: invitedAt, today: invitedOn });
    await backdate(db, invitedAt);
    await writeDemoResources(tx, { administrator, loadedAt, accountIds: SIGN_INS.map(demoAccountId) });
    await writeDemoPlatform(tx, { administrator, loadedAt, member: find(members, ORDERS) });
    await writeDemoVerification(tx, { administrator, loadedAt, tokenKeys });
    await writeDemoMailings(tx, { staff, members, loadedAt });
    await settlePastMails(db, daysBefore(loadedAt, STILL_TO_SEND), demoAccountId('1/7'));
    // Accounts that everybody knows of sign in from this machine only.
    await db.update(memberAccount).set({ demo: true });
    return true;
  });
}

async function createDemoStaff(ctx: Context): Promise<{ staff: StaffActor; administrator: StaffActor }> {
  for (const given of STAFF) await createStaff(ctx, { ...given, password: STAFF_PASSWORD, demo: true });
  const actor = async (email: string): Promise<StaffActor> => {
    const [row] = await ctx.db.select().from(staffUser).where(eq(staffUser.email, email));
    if (!row) throw new Error('The staff of the demonstration was not written.');
    const { id, name: label, role, regionId, personId } = row;
    return { kind: 'staff', id, label, role, regionId, personId };
  };
  return { administrator: await actor(STAFF[0].email), staff: await actor(STAFF[1].email) };
}

async function writeCause(db: Transaction, label: string, at: Date): Promise<{ causeId: string; regionId: string }> {
  const [home] = await db
    .select({ id: region.id })
    .from(region)
    .orderBy(asc(region.createdAt), asc(region.id))
    .limit(1);
  const counts = { pos: DEMO_POS.length, members: DEMO_POS.flatMap(({ seats }) => seats).length };
  const [run] = await db
    .insert(importRun)
    .values({
      kind: 'demo',
      fileName: 'demonstration',
      fileSha256: sha256Hex(JSON.stringify(DEMO_POS)),
      counts,
      actorLabel: label,
      at,
    })
    .returning({ id: importRun.id });
  const [why] = await db
    .insert(cause)
    .values({ kind: 'demo', importId: run?.id ?? null, actorKind: 'operator', actorLabel: label, at })
    .returning({ id: cause.id });
  if (!home || !why) throw new Error('The database has no secretariat: migrate it first.');
  return { causeId: why.id, regionId: home.id };
}

function daysBefore(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * 86_400_000);
}
