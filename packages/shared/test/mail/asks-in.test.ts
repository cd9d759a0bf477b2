import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { brusselsInstant } from '../../src/domain/brussels-time.ts';
import { addDays, todayInBrussels } from '../../src/domain/dates.ts';
import type { MailKind } from '../../src/mail/mail-kinds.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { startTestMailbox, type TestMailbox } from '../../src/testing/mailbox.ts';
import { addMember, type MailRig, mailRow, type Member, queueAccountMail, startMailRig } from './mail-rig.ts';

/** Mails that ask somebody in look at the mandates on the day they leave, whatever was true when they were written. */
describe('a mail that asks somebody in', () => {
  let database: TestDatabase;
  let mailbox: TestMailbox;
  let rig: MailRig;
  let member: Member;
  const to = 'anne.lambert@mail.example';
  const today = todayInBrussels(new Date());

  beforeEach(async () => {
    database = await createTestDatabase();
    mailbox = await startTestMailbox();
    rig = await startMailRig(database, mailbox);
    member = await addMember(database, to);
  });
  afterEach(async () => {
    await rig.close();
    await mailbox.close();
    await database.close();
  });

  const holds = (period: string) =>
    database.sql('migrator')`update mandate set period = ${period} where person_id = ${member.personId}`;
  async function due(kind: MailKind): Promise<string> {
    const id = await queueAccountMail(database, kind, member, to);
    await rig.makeDue();
    await rig.engine.drain();
    return id;
  }

  test.each(['activation', 'account-reopened', 'mandate-added'] as const)(
    '%s does not leave when the mandate was over before, or annulled',
    async (kind) => {
      await holds(`[2020-01-01,${today})`);
      const late = await due(kind);
      await holds('[2020-01-01,)');
      await database.sql('migrator')`
        update mandate set annulled_at = now(), annulled_by = opened_by where person_id = ${member.personId}`;
      const annulled = await due(kind);
      for (const id of [late, annulled])
        expect(await mailRow(database, id)).toMatchObject({
          state: 'cancelled',
          error_code: 'no-mandate',
          work: 'done',
        });
      expect(mailbox.messages).toEqual([]);
    },
  );

  test('waits for the morning of a first day that was put off, and its link lives from then', async () => {
    const first = addDays(today, 40);
    await holds(`[${first},)`);
    const id = await due('activation');
    expect(await mailRow(database, id)).toMatchObject({ state: 'pending', work: 'pending' });
    const [row] = await database.sql('migrator')`
      select extract(epoch from t.expires_at)::int as ends, extract(epoch from o.next_at)::int as leaves
      from mail m join token t on t.id = m.token_id join outbox o on o.ref = m.id::text where m.id = ${id}`;
    expect(row?.ends).toBe(brusselsInstant(addDays(first, 15)).getTime() / 1_000);
    expect(Math.abs(row?.leaves - brusselsInstant(first, 7).getTime() / 1_000)).toBeLessThan(60);
    await holds(`[${today},)`);
    await rig.makeDue();
    await rig.engine.drain();
    expect(await mailRow(database, id)).toMatchObject({ state: 'sent' });
  });

  test('a note about a mandate to come leaves at once, with the PO, the day and the roles', async () => {
    const first = addDays(today, 40);
    await holds(`[${first},)`);
    await database.sql('migrator')`
      insert into role_assignment (mandate_id, role, period, assigned_by)
      select id, 'treasurer', period, opened_by from mandate where person_id = ${member.personId}`;
    const id = await queueAccountMail(database, 'mandate-added', member, to);
    await database.sql('migrator')`
      update mail set params = (select jsonb_build_object('mandateId', id, 'poId', po_id) from mandate
        where person_id = ${member.personId}) where id = ${id}`;
    await rig.makeDue();
    await rig.engine.drain();
    expect(mailbox.messages[0]?.text).toMatch(/PO Sainte-Aldegonde[\s\S]*À partir du[\s\S]*Trésorier/);
  });
});
