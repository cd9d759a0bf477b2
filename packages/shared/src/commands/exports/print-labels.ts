import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { type LabelSelection, type LabelSheet, MOST_LABELS } from '../../contracts/labels.ts';
import type { Transaction } from '../../db/client.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { type Addressee, joinHouseholds, labelLines } from '../../domain/labels.ts';
import { formatName } from '../../domain/names.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import type { Role } from '../../domain/roles.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import type { ExportReader } from '../../reads/exports/export-list.ts';
import { membersIn } from '../../reads/exports/members.ts';
import { peopleIn } from '../../reads/exports/people.ts';
import { isInPoList } from '../../reads/exports/pos-by-words.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireStaff } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

type Row = PostalAddress & { id: string; firstName: string; lastName: string };

/**
 * The addresses of a list for labels: POs, today's members, or the list of people; each person once. Who died or was erased is in none. That
 * they were handed out is in the audit.
 * @throws InvalidInputError when there are more than `MOST_LABELS`
 */
export async function printLabels(
  ctx: Context,
  { selection, households }: { selection: LabelSelection; households: boolean },
  { singleHolderRoles }: { singleHolderRoles: readonly Role[] },
): Promise<LabelSheet> {
  const actor = requireStaff(ctx);
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const reader = {
      ...{ staffId: actor.id, regionId: actor.regionId, now, today: todayInBrussels(now), singleHolderRoles },
    };
    const rows = [...(await tx.db.execute<Row>(await addressesOf(tx.db, reader, selection)))];
    if (rows.length > MOST_LABELS) throw tooMany();
    const people = rows.map(({ id, firstName, lastName, ...address }): Addressee => {
      return { id, firstName, lastName, address };
    });
    const said = (households ? joinHouseholds(people) : people).map((to) => {
      const name = formatName(to);
      return { name, id: to.id, lines: labelLines(name, to.address) };
    });
    const labels = said.flatMap(({ lines }) => (lines === null ? [] : [lines]));
    await writeAudit(tx.db, actor, now, [
      {
        action: 'print-labels',
        subject: { type: 'labels', id: randomUUID() },
        after: { ...selection, households, labels: labels.length },
      },
    ]);
    const kind = selection.list === 'pos' ? ('po' as const) : ('person' as const);
    const missing = said.flatMap(({ name, id, lines }) => (lines === null ? [{ name, kind, id }] : []));
    return { labels, missing };
  });
}

async function addressesOf(tx: Transaction, reader: ExportReader, selection: LabelSelection): Promise<SQL> {
  const { list, filters } = selection;
  if (list === 'people') {
    return sql`select h.id, h.first_name as "firstName", h.last_name as "lastName", h.street, h.number, h.box, h.postcode,
        h.locality, h.country
      from ${peopleIn(reader, filters)} order by h.last_name, h.first_name, h.id limit ${MOST_LABELS + 1}`;
  }
  if (list === 'pos') {
    return sql`select p.id, '' as "firstName", p.name as "lastName", p.street, p.number, p.box, p.postcode,
        p.locality, p.country
      from po p where ${await isInPoList(tx, reader, filters)} order by p.name, p.id limit ${MOST_LABELS + 1}`;
  }
  return sql`select * from (
      select distinct on (h.id) h.id, h.first_name as "firstName", h.last_name as "lastName", h.street,
        h.number, h.box, h.postcode, h.locality, h.country
      from ${await membersIn(tx, reader, filters)} order by h.id, p.name) to_whom
    order by "lastName", "firstName", id limit ${MOST_LABELS + 1}`;
}

function tooMany(): InvalidInputError {
  const message = `Cette liste compte plus de ${MOST_LABELS} adresses : filtrez-la, ou exportez-la pour un publipostage.`;
  return new InvalidInputError(`more than ${MOST_LABELS} labels`, [{ path: 'selection', message }], {
    userMessage: message,
  });
}
