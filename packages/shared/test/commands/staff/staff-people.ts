import { eq } from 'drizzle-orm';
import type { Context, StaffActor } from '../../../src/commands/context.ts';
import { createStaff } from '../../../src/commands/create-staff.ts';
import type { StaffRole } from '../../../src/db/tables/staff-user.ts';
import { staffUser } from '../../../src/db/tables/staff-user.ts';
import type { TestDatabase } from '../../../src/testing/database.ts';
import { TEST_TOKEN_KEYS, testContext } from '../../../src/testing/register-builder.ts';

export const OPTIONS = {
  publicUrl: 'http://localhost:4440',
  tokenKeys: TEST_TOKEN_KEYS,
  secondFactorRequired: true,
};

/** Staff and what happened to them, on one database. */
export function staffPeople(database: TestDatabase) {
  const operator = testContext(database.db('migrator'), { kind: 'operator', id: null, label: 'test' });
  return {
    operator,
    async person(name: string, role: StaffRole = 'secretariat'): Promise<StaffActor & { email: string }> {
      const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@secretariat.example`;
      const { id } = await createStaff(operator, { name, email, role, password: 'trois cafés pour demain' });
      const [row] = await database.db('migrator').select().from(staffUser).where(eq(staffUser.id, id));
      if (!row) throw new Error('the member of staff is missing');
      return { kind: 'staff', id, label: name, role, regionId: row.regionId, personId: null, email };
    },
    /** As the back office's own role, by this person. */
    as: (actor: StaffActor): Context => testContext(database.db('backoffice'), actor),
    async rowOf(id: string) {
      const [row] = await database.db('migrator').select().from(staffUser).where(eq(staffUser.id, id));
      return row;
    },
    auditOf: async (id: string): Promise<string[]> =>
      (
        await database.sql('admin')<{ action: string }[]>`
        select action from audit_entry where subject_id = ${id} order by id`
      ).map(({ action }) => action),
    mailsTo: async (email: string): Promise<string[]> =>
      (
        await database.sql('admin')<{ what: string }[]>`
        select coalesce(params ->> 'stage', kind) as what from mail where to_address = ${email}
        order by created_at, id`
      ).map(({ what }) => what),
  };
}
