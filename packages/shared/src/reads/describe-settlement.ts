import { eq } from 'drizzle-orm';
import type { SettledView } from '../contracts/request-view.ts';
import type { Database } from '../db/client.ts';
import { person } from '../db/tables/person.ts';
import { po } from '../db/tables/po.ts';
import { formatDate } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { isRole, ROLE_FUNCTIONS } from '../domain/roles.ts';
import type { Settlement } from '../request-types/plan.ts';

/** The choices that staff made so far, one sentence each: they stay in sight, and can be made again. */
export async function describeSettlement(db: Database, settlement: Settlement): Promise<SettledView[]> {
  const settled: SettledView[] = [];
  const { poId, personId, holders = {}, corrections = {} } = settlement;
  if (poId) {
    const [found] = await db.select({ name: po.name, fase: po.fase }).from(po).where(eq(po.id, poId));
    if (found) settled.push({ key: 'poId', text: `PO choisi : ${found.name} (FASE ${found.fase})` });
  }
  if (personId === 'new') settled.push({ key: 'personId', text: 'Personne : une nouvelle fiche' });
  else if (personId) {
    const [found] = await db.select().from(person).where(eq(person.id, personId));
    const text = found ? `${formatName(found)}, né·e le ${formatDate(found.birthDate)}` : 'une fiche qui n’existe plus';
    settled.push({ key: 'personId', text: `Personne choisie : ${text}` });
  }
  for (const [role, choice] of Object.entries(holders)) {
    const name = isRole(role) ? ROLE_FUNCTIONS[role] : role;
    const text = choice === 'keep' ? 'la personne en place garde le rôle' : 'la personne en place quitte le rôle';
    settled.push({ key: `holders.${role}`, text: `Rôle de ${name} : ${text}` });
  }
  const corrected = Object.keys(corrections).length;
  if (corrected > 0) {
    settled.push({
      key: 'corrections',
      text: corrected === 1 ? '1 réponse corrigée' : `${corrected} réponses corrigées`,
    });
  }
  return settled;
}
