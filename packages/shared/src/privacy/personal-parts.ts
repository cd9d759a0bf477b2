import { RETENTION } from './retention.ts';

/** What a member's own export reads of one table: its personal columns, by a condition over numbered lists. */
export type PersonalPart = { name: string; position: number; columns: string[]; condition: string };

/** In the order in which the function `rows_of_member` has them. */
const LISTS = ['person', 'account', 'staff', 'requests', 'envois', 'emails'];

/**
 * The map of retention as the database keeps it: every table with rows of a person, secrets left out, and what the
 * secretariat hands out after reading it.
 */
export function personalParts(): PersonalPart[] {
  return Object.entries(RETENTION).flatMap(([name, { columns, ofPerson, handedOut }], position) => {
    const personal = Object.entries(columns).flatMap(([column, rule]) =>
      rule.kind === 'personal' && !rule.secret ? [column] : [],
    );
    return ofPerson === undefined || handedOut !== undefined || personal.length === 0
      ? []
      : [{ name, position, columns: personal, condition: numbered(ofPerson) }];
  });
}

function numbered(condition: string): string {
  return condition.replaceAll(/(?<!:):(\w+)/g, (whole, list: string) => {
    const place = LISTS.indexOf(list);
    return place < 0 ? whole : `$${place + 1}`;
  });
}
