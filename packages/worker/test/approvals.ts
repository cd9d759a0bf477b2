import type { StaffActor } from '@guichet/shared/commands/context';
import { sha256Hex } from '@guichet/shared/domain/hash';
import type { TestDatabase } from '@guichet/shared/testing/database';
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
      rig.submit('new-member', newMember(n), poIds[n % poIds.length] ?? null, {
        submitter: { name: 'Marie Présidente', email: `marie-${n}@po.example`, function: 'Présidente' },
      }),
  };
}

/** Somebody whom nobody would take for another one. */
function newMember(n: number): Record<string, unknown> {
  const letters = [...sha256Hex(String(n))].map((digit) => 'bdfglmnprstvzaei'[Number.parseInt(digit, 16)]).join('');
  return {
    firstName: `A${letters.slice(0, 9)}`,
    lastName: `B${letters.slice(9, 22)}`,
    birthDate: `19${40 + (n % 50)}-0${1 + (n % 9)}-1${n % 9}`,
    email: `membre-${n}@mail.example`,
    phone: '081 22 33 44',
    address: { street: 'Rue de l’Exemple', number: '1', box: '', postcode: '5000', locality: 'Namur', country: 'BE' },
    startDate: '2026-09-01',
    roles: ['administrator'],
    replaces: [],
  };
}
