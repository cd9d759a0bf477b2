import { randomUUID } from 'node:crypto';
import { type StaffActor, SYSTEM_ACTOR, type TransactionContext } from '@guichet/shared/commands/context';
import { changeWishByLink, followUnsubscribeLink } from '@guichet/shared/commands/mailings/change-mailing-wishes';
import { createMailing } from '@guichet/shared/commands/mailings/create-mailing';
import { createMailingTemplate } from '@guichet/shared/commands/mailings/create-mailing-template';
import { recordToldReport } from '@guichet/shared/commands/mailings/record-mail-report';
import { saveMailing } from '@guichet/shared/commands/mailings/save-mailing';
import { sendMailing } from '@guichet/shared/commands/mailings/send-mailing';
import { uploadMailingFile } from '@guichet/shared/commands/mailings/upload-mailing-file';
import type { MailingChanges } from '@guichet/shared/contracts/mailing-view';
import { brusselsInstant } from '@guichet/shared/domain/brussels-time';
import { addDays, type CivilDate, dayBefore, todayInBrussels } from '@guichet/shared/domain/dates';
import { derivedId } from '@guichet/shared/domain/hash';
import { isWorkingDay } from '@guichet/shared/domain/working-days';
import { backdate } from './backdate.ts';
import { accountsEvening, EVENING_PROGRAMME, fireDrills, secondEvening, yearlyReading } from './demo-mailings.ts';
import { type DemoMember, find } from './demo-members.ts';
import { mailOf, sendPastMailing } from './send-past-mailing.ts';

/** As an installation gives them. */
const LIMITS = { fileMegabytes: 5, mailingMegabytes: 10 };

const DRILLS_DAYS_AGO = 40;
/** Since the last visit of those who sign in: it is new to them. */
const EVENING_DAYS_AGO = 4;
const DRAFTED_DAYS_AGO = 2;
const LEAVES_IN_DAYS = 120;

/** Of the evening: whose server has a rule against it, whose mailbox is gone, and who wants no more of the kind. */
const REFUSED = { key: '10/2', words: '550 5.7.1 Message rejected due to local policy' };
const RETURNED = { key: '6/2', words: '550 5.1.1 User unknown in virtual mailbox table' };
const LEFT = '12/2';

type Given = { staff: StaffActor; members: readonly DemoMember[]; loadedAt: Date };

/**
 * What the secretariat wrote to roles: two mailings that left, with what became of each mail; the text of one of them kept
 * as a template; a draft that lacks nothing; and one that leaves in some months.
 */
export async function writeDemoMailings(tx: TransactionContext, { staff, members, loadedAt }: Given): Promise<void> {
  const today = todayInBrussels(loadedAt);
  const at = (moment: Date): TransactionContext => ({ ...tx, actor: staff, now: () => moment });
  const onDay = (day: CivilDate, hour: number) => at(brusselsInstant(day, hour));
  const drills = onDay(workingDay(addDays(today, -DRILLS_DAYS_AGO)), 10);
  await send(drills, demoMailingId('drills'), fireDrills());

  const day = workingDay(addDays(today, -EVENING_DAYS_AGO));
  const evening = demoMailingId('evening');
  await invite(onDay(day, 9), evening, accountsEvening(members, today), find(members, REFUSED.key));
  await comeBack(onDay(day, 12), await mailOf(tx, evening, find(members, RETURNED.key).id));
  await leaveKind(onDay(day, 19), (await mailOf(tx, evening, find(members, LEFT).id)).id);

  const later = onDay(workingDay(addDays(today, -DRAFTED_DAYS_AGO)), 11);
  await createMailingTemplate(later, {
    ...{ id: derivedId('demo', 'mailing-template', 'evening'), name: 'Soirée de formation', mailing: evening },
  });
  await write(later, { id: demoMailingId('second-evening'), copyOf: evening }, secondEvening(today));
  const ahead = demoMailingId('reading');
  const { version } = await write(later, { id: ahead }, yearlyReading());
  const leavesAt = brusselsInstant(workingDay(addDays(today, LEAVES_IN_DAYS)), 9).toISOString();
  await sendMailing(later, { mailingId: ahead, version, at: leavesAt }, { fourEyes: false, limits: LIMITS });
  await backdate(tx.db, later.now());
}

function demoMailingId(key: string): string {
  return derivedId('demo', 'mailing', key);
}

/** That day, or the last one before it on which people work. */
function workingDay(day: CivilDate): CivilDate {
  return isWorkingDay(day) ? day : workingDay(dayBefore(day));
}

async function write(
  ctx: TransactionContext,
  draft: { id: string; copyOf?: string },
  changes: MailingChanges,
): Promise<{ version: number }> {
  await createMailing(ctx, draft);
  return saveMailing(ctx, { id: draft.id, version: 1, changes });
}

/** Writes it and lets it leave at once, as far as it comes; `refused`: whose server does not take it. */
async function send(ctx: TransactionContext, id: string, changes: MailingChanges, refused?: DemoMember): Promise<void> {
  const { version } = await write(ctx, { id }, changes);
  const sent = await sendMailing(ctx, { mailingId: id, version, at: null }, { fourEyes: false, limits: LIMITS });
  await sendPastMailing(ctx, {
    ...{ mailingId: id, version: sent.version },
    refused: refused ? [{ personId: refused.id, words: REFUSED.words }] : [],
  });
}

/** The same with the programme of the evening. */
async function invite(
  ctx: TransactionContext,
  id: string,
  changes: MailingChanges,
  refused: DemoMember,
): Promise<void> {
  const { name: fileName, bytes } = EVENING_PROGRAMME;
  const file = await uploadMailingFile(ctx, { id: randomUUID(), fileName, image: false, bytes });
  await send(ctx, id, { ...changes, attachments: [file.id] }, refused);
}

/** Some hours later the server of the mailbox says that nobody is there: the address is blocked, and is a task. */
async function comeBack(ctx: TransactionContext, mail: { id: string }): Promise<void> {
  await recordToldReport(
    { ...ctx, actor: SYSTEM_ACTOR },
    {
      id: derivedId('demo', 'report', mail.id),
      mailId: mail.id,
      kind: 'bounced',
      status: '5.1.1',
      words: RETURNED.words,
    },
  );
  await backdate(ctx.db, ctx.now());
}

async function leaveKind(ctx: TransactionContext, mailId: string): Promise<void> {
  const wish = await followUnsubscribeLink(ctx, mailId);
  if (!wish) throw new Error(`The mail ${mailId} of the demonstration has no link to leave by.`);
  await changeWishByLink(ctx, wish, false);
}
