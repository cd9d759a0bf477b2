import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/commands/context.ts';
import { giveConsent } from '../../src/commands/platforms/give-consent.ts';
import { sweepOpenid } from '../../src/commands/platforms/sweep-openid.ts';
import { withdrawConsent } from '../../src/commands/platforms/withdraw-consent.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../src/errors/errors.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { insertPlatform } from '../../src/testing/insert-platform.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { insertMember, insertPo } from '../../src/testing/register-rows.ts';

let database: TestDatabase;
let member: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db('admin');
  const { accountId, personId } = await insertMember(db, { poId: await insertPo(db), roles: ['president'] });
  member = { kind: 'member', id: accountId, label: 'Colette Vandenbosch', personId };
});
afterAll(() => database.close());

const extranet = (actor = member) => testContext(database.db('extranet'), actor);
const newPlatform = (values: Parameters<typeof insertPlatform>[1] = {}) => insertPlatform(database.db('admin'), values);
const consentsTo = (id: string) => database.sql('admin')`
  select consent_version as version, withdrawn_at is null as open from platform_consent where platform_id = ${id} order by id`;
const actsOn = async (id: string) =>
  (await database.sql('admin')`select action from audit_entry where subject_id = ${id} order by id`).map(
    ({ action }) => action,
  );

describe('the consent of a member to a platform', () => {
  test('is given once however often, taken back once, and audited', async () => {
    const { id } = await newPlatform();
    await Promise.all([1, 2, 3].map(() => giveConsent(extranet(), { platformId: id, consentVersion: 1 })));
    expect([...(await consentsTo(id))]).toEqual([{ version: 1, open: true }]);
    expect(await withdrawConsent(extranet(), { platformId: id })).toBe(true);
    expect(await withdrawConsent(extranet(), { platformId: id })).toBe(false);
    expect([...(await consentsTo(id))]).toEqual([{ version: 1, open: false }]);
    expect(await actsOn(id)).toEqual(['give-platform-consent', 'withdraw-platform-consent']);
  });

  test('to a newer text ends the older one', async () => {
    const { id } = await newPlatform();
    await giveConsent(extranet(), { platformId: id, consentVersion: 1 });
    await database.sql('admin')`update platform set consent_version = 2 where id = ${id}`;
    await expect(giveConsent(extranet(), { platformId: id, consentVersion: 1 })).rejects.toThrow(ConflictError);
    await giveConsent(extranet(), { platformId: id, consentVersion: 2 });
    expect([...(await consentsTo(id))]).toEqual([
      { version: 1, open: false },
      { version: 2, open: true },
    ]);
  });

  test('is nothing for a platform that is disabled, nor for somebody who is no member', async () => {
    const { id } = await newPlatform({ disabledAt: new Date() });
    const staff = await registerBuilder(database.db('migrator')).staff({ role: 'administrator' });
    await expect(giveConsent(extranet(), { platformId: id, consentVersion: 1 })).rejects.toThrow(NotFoundError);
    await expect(giveConsent(extranet(staff), { platformId: id, consentVersion: 1 })).rejects.toThrow(ForbiddenError);
    await expect(withdrawConsent(extranet(staff), { platformId: id })).rejects.toThrow(ForbiddenError);
    expect(await consentsTo(id)).toHaveLength(0);
  });

  test('taken back ends what the platform holds; what is over is swept with its codes and tokens', async () => {
    const { id } = await newPlatform();
    const { id: other } = await newPlatform();
    const sql = database.sql('admin');
    const [session] = await sql`insert into member_session (user_id, token, expires_at)
      values (${member.id}, 'x', now() + interval '1 day') returning id`;
    const grant = async (platformId: string, key: number, seconds: number) => {
      await sql`insert into oidc_grant (key, account_id, platform_id, session_id, sealed, expires_at) values
        (decode(repeat(lpad(to_hex(${key}::int), 2, '0'), 32), 'hex'), ${member.id}, ${platformId}, ${session?.id}, 'x', now() + make_interval(secs => ${seconds}))`;
      await sql`insert into oidc_record (model, key, grant_key, sealed, expires_at) select 'AccessToken', key, key, 'x', now() + interval '1 hour' from oidc_grant where platform_id = ${platformId}
        on conflict do nothing`;
    };
    await grant(id, 1, 600);
    await grant(other, 2, -1);
    const left = async () => (await sql`select model from oidc_record`).length;
    await withdrawConsent(extranet(), { platformId: id });
    expect(await left()).toBe(1);
    expect(await sweepOpenid(database.db('worker'))).toBe(1);
    expect(await left()).toBe(0);
    await grant(id, 3, 600);
    await sql`delete from member_session`;
    expect(await left()).toBe(0);
    expect(await sql`select from oidc_grant`).toHaveLength(0);
  });
});
