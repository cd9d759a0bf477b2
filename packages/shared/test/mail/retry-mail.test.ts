import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import { retryMail } from '../../src/commands/retry-mail.ts';
import { region } from '../../src/db/tables/region.ts';
import { listStaffTasks } from '../../src/reads/list-staff-tasks.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { startTestMailbox, type TestMailbox } from '../../src/testing/mailbox.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { addMember, type MailRig, mailRow, queueAccountMail, startMailRig } from './mail-rig.ts';

describe('a mail that failed', () => {
  let database: TestDatabase;
  let mailbox: TestMailbox;
  let rig: MailRig;
  let build: ReturnType<typeof registerBuilder>;
  let staff: StaffActor;
  let mailId: string;
  const to = 'anne.lambert@mail.example';

  beforeEach(async () => {
    database = await createTestDatabase();
    mailbox = await startTestMailbox();
    rig = await startMailRig(database, mailbox);
    build = registerBuilder(database.db('migrator'));
    staff = await build.staff();
    const member = await addMember(database, to);
    await build.mandate(member.personId, (await build.po()).id, { from: '2020-01-01', to: null });
    mailId = await queueAccountMail(database, 'activation', member, to);
    mailbox.script({ kind: 'refuse', code: 550, message: 'Mailbox full' });
    await turn();
  });
  afterEach(async () => {
    await rig.close();
    await mailbox.close();
    await database.close();
  });

  const turn = async () => {
    await rig.makeDue();
    await rig.engine.drain();
  };
  const tasks = () => listStaffTasks(database.db('backoffice'), staff.regionId);
  const retry = async (actor: StaffActor = staff) => {
    const [task] = await tasks();
    await retryMail(testContext(database.db('backoffice'), actor), { taskId: task?.id ?? '' });
  };

  test('stands among the tasks with the words of the server, and is sent again as the same mail', async () => {
    expect(await tasks()).toMatchObject([{ canRetry: true, serverWords: expect.stringContaining('Mailbox full') }]);
    await retry();
    expect(await tasks()).toEqual([]);
    await turn();
    expect(await mailRow(database, mailId)).toMatchObject({ state: 'sent', work: 'done' });
    expect(mailbox.messages.map(({ messageId }) => messageId)).toEqual([`<${mailId}@guichet-po.invalid>`]);
    const [audited] = await database.sql('admin')`select subject_id from audit_entry where action = 'retry-mail'`;
    expect(audited?.subject_id).toBe(mailId);
  });

  test('that fails again is told again, with the newer words', async () => {
    await retry();
    mailbox.script({ kind: 'refuse', code: 554, message: 'Go away' });
    await turn();
    expect(await tasks()).toMatchObject([{ canRetry: true, serverWords: expect.stringContaining('Go away') }]);
    await retry();
    await turn();
    expect(mailbox.messages).toHaveLength(1);
  });

  test('is sent again once, however often it is asked', async () => {
    const [task] = await tasks();
    const ctx = testContext(database.db('backoffice'), staff);
    const asked = await Promise.allSettled([1, 2, 3].map(() => retryMail(ctx, { taskId: task?.id ?? '' })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await turn();
    await turn();
    expect(mailbox.messages).toHaveLength(1);
  });

  test('is left alone by readers, and by another secretariat', async () => {
    await expect(retry(await build.staff({ role: 'reader' }))).rejects.toMatchObject({ code: 'forbidden' });
    const [elsewhere] = await database
      .db('migrator')
      .insert(region)
      .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
      .returning();
    const stranger = await build.staff({ regionId: elsewhere?.id ?? '' });
    await expect(retry(stranger)).rejects.toMatchObject({ code: 'conflict' });
    expect(await mailRow(database, mailId)).toMatchObject({ state: 'failed' });
    expect(await tasks()).toHaveLength(1);
  });
});
