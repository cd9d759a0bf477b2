import type { FactView } from '../../contracts/pos.ts';
import type { person as personTable } from '../../db/tables/person.ts';
import type { FileRecord, Subject } from './load-record.ts';
import { sayAddress, sayBirth, sayPhone, sayText } from './say-values.ts';

export type PersonRow = typeof personTable.$inferSelect;

export function subjectOf({ id, createdBy }: Pick<PersonRow, 'id' | 'createdBy'>): Subject {
  return { type: 'person', id, createdBy };
}

/** Who somebody is and how to reach them, each value with what set it. */
export function viewPersonFacts(person: PersonRow, record: FileRecord): FactView[] {
  const subject = subjectOf(person);
  const fact = (label: string, field: string, current: unknown, say: (value: unknown) => string) =>
    record.fact({ subject, field, label, current, say });
  return [
    fact('Nom', 'lastName', person.lastName, sayText),
    fact('Prénom', 'firstName', person.firstName, sayText),
    fact('Date de naissance', 'birthDate', person.birthDate, sayBirth),
    fact('Adresse mail', 'email', person.email, sayText),
    fact('Téléphone', 'phone', person.phone, sayPhone),
    fact('Adresse postale', 'address', person, sayAddress),
  ];
}
