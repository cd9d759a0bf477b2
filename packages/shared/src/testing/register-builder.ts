import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Context, StaffActor } from '../commands/context.ts';
import type { Database } from '../db/client.ts';
import { cause } from '../db/tables/cause.ts';
import { mandate } from '../db/tables/mandate.ts';
import { memberAccount } from '../db/tables/member-account.ts';
import { person } from '../db/tables/person.ts';
import { po } from '../db/tables/po.ts';
import { region } from '../db/tables/region.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import { school } from '../db/tables/school.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import type { Period } from '../domain/periods.ts';
import type { Role } from '../domain/roles.ts';

export const TEST_TOKEN_KEYS = ['test-token-key-of-at-least-32-characters'];

/** Writes rows of the register for tests, as the owner of the schema: every builder returns what it wrote. */
export function registerBuilder(db: Database) {
  let fase = 900_000;
  const causeId = async (): Promise<string> => {
    const [row] = await db
      .insert(cause)
      .values({ kind: 'demo', actorKind: 'system', actorLabel: 'test' })
      .returning({ id: cause.id });
    return present(row).id;
  };
  const regionId = async (): Promise<string> => present((await db.select().from(region).limit(1))[0]).id;

  return {
    regionId,
    async po(values: Partial<typeof po.$inferInsert> = {}) {
      fase += 1;
      const base = {
        fase,
        name: `PO de la Maquette ${fase}`,
        street: 'Rue de l’Exemple',
        number: '12',
        postcode: '5000',
        locality: 'Namur',
      };
      const [row] = await db
        .insert(po)
        .values({ ...base, regionId: await regionId(), createdBy: await causeId(), ...values })
        .returning();
      return present(row);
    },
    async school(poId: string, values: Partial<typeof school.$inferInsert> = {}) {
      fase += 1;
      const [row] = await db
        .insert(school)
        .values({ fase, poId, name: `École du Croquis ${fase}`, createdBy: await causeId(), ...values })
        .returning();
      return present(row);
    },
    async person(values: Partial<typeof person.$inferInsert> = {}) {
      const [row] = await db
        .insert(person)
        .values({
          firstName: 'Paul',
          lastName: 'Exemple',
          birthDate: '1960-03-02',
          createdBy: await causeId(),
          ...values,
        })
        .returning();
      return present(row);
    },
    /** A mandate with roles over the same period, or over their own. */
    async mandate(
      personId: string,
      poId: string,
      period: Period,
      roles: (Role | { role: Role; period: Period })[] = [],
    ) {
      const openedBy = await causeId();
      return db.transaction(async (tx) => {
        const [row] = await tx.insert(mandate).values({ personId, poId, period, openedBy }).returning();
        const opened = present(row);
        for (const held of roles) {
          const given = typeof held === 'string' ? { role: held, period } : held;
          await tx.insert(roleAssignment).values({ mandateId: opened.id, ...given, assignedBy: openedBy });
        }
        return opened;
      });
    },
    async account(personId: string, email: string, values: Partial<typeof memberAccount.$inferInsert> = {}) {
      const [row] = await db
        .insert(memberAccount)
        .values({
          personId,
          email,
          name: 'Compte de test',
          state: 'active',
          emailVerified: true,
          createdBy: await causeId(),
          ...values,
        })
        .returning();
      return present(row);
    },
    async staff(values: Partial<typeof staffUser.$inferInsert> = {}): Promise<StaffActor> {
      const [row] = await db
        .insert(staffUser)
        .values({
          name: 'Dominique Secrétaire',
          email: `${randomUUID()}@secretariat.example`,
          regionId: await regionId(),
          ...values,
        })
        .returning();
      const user = present(row);
      return {
        kind: 'staff',
        id: user.id,
        label: user.name,
        role: user.role,
        regionId: user.regionId,
        personId: user.personId,
      };
    },
  };
}

/** A silent context for commands, with the clock held when `now` is given. */
export function testContext(db: Database, actor: Context['actor'], now: () => Date = () => new Date()): Context {
  return { db, actor, now, log: pino({ level: 'silent' }) };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The database returned no row.');
  return value;
}
