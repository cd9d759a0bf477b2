import type { StaffActor } from '@guichet/shared/commands/context';
import type { TestDatabase } from '@guichet/shared/testing/database';
import { inventedMember } from '@guichet/shared/testing/invented-member';
import { registerBuilder } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';

/** New members that are sent in and approved, as the processes would: what the worker then has to apply. */
export async function startApprovals(database: TestDatabase, pos: number) {
  const build = registerBuilder(database.db('migrator'));
  const staff: StaffActor = await build.staff();
  const poIds: string[] = [];
  for (let n = 0; n < pos; n += 1) poIds.push((await build.po()).id);
  const rig = requestRig(database, staff, () => new Date());

  return {
    rig,
    /** Resolves with the id of the request. */
    submit: (n: number): Promise<string> =>
      rig.submit('new-member', inventedMember(n), poIds[n % poIds.length] ?? null, {
        submitter: { name: 'Marie Présidente', email: `marie-${n}@po.example`, function: 'Présidente' },
      }),
  };
}
