import { eq } from 'drizzle-orm';
import type { SettledView } from '../contracts/request-view.ts';
import type { Database } from '../db/client.ts';
import { mandate } from '../db/tables/mandate.ts';
import { person } from '../db/tables/person.ts';
import { po } from '../db/tables/po.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import { sayBirthDate } from '../domain/erased.ts';
import { de } from '../domain/elision.ts';
import { formatName } from '../domain/names.ts';
import { isRole, ROLE_FUNCTIONS } from '../domain/roles.ts';
import type { Settlement } from '../request-types/plan.ts';

/**
 * The choices that staff made so far, one sentence each: they stay in sight, and can be made again. Corrected answers
 * are told beside the answers (view-second-look.ts).
 */
export async function describeSettlement(db: Database, settlement: Settlement): Promise<SettledView[]> {
  const settled: SettledView[] = [];
  const { poId, personId, holders = {} } = settlement;
  if (poId) {
    const [found] = await db.select({ name: po.name, fase: po.fase }).from(po).where(eq(po.id, poId));
    if (found) settled.push({ key: 'poId', text: `PO choisi : ${found.name} (FASE ${found.fase})` });
  }
  if (personId === 'new') settled.push({ key: 'personId', text: 'Personne : une nouvelle fiche' });
  else if (personId) {
    const [found] = await db.select().from(person).where(eq(person.id, personId));
    const text = found
      ? `${formatName(found)}, né·e le ${sayBirthDate(found.birthDate)}`
      : 'une fiche qui n’existe plus';
    settled.push({ key: 'personId', text: `Personne choisie : ${text}` });
  }
  for (const [key, choice] of Object.entries(holders)) {
    // One of several holders is named by the row of the role: "treasurer:<id>".
    const [role = '', roleId] = key.split(':', 2);
    const name = isRole(role) ? ROLE_FUNCTIONS[role] : role;
    const who = (roleId ? await findHolder(db, roleId) : null) ?? 'la personne en place';
    const text = choice === 'keep' ? `${who} garde le rôle` : `${who} quitte le rôle`;
    settled.push({ key: `holders.${key}`, text: `Rôle ${de(name)} : ${text}` });
  }
  return settled;
}

async function findHolder(db: Database, roleId: string): Promise<string | null> {
  const [found] = await db
    .select({ firstName: person.firstName, lastName: person.lastName })
    .from(roleAssignment)
    .innerJoin(mandate, eq(mandate.id, roleAssignment.mandateId))
    .innerJoin(person, eq(person.id, mandate.personId))
    .where(eq(roleAssignment.id, roleId));
  return found ? formatName(found) : null;
}
