import { sql } from 'drizzle-orm';
import type { FactView, OriginView } from '../../contracts/pos.ts';
import type { Database } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { type CivilDate, todayInBrussels } from '../../domain/dates.ts';
import { type ValueChange, valueOn } from '../../domain/value-history.ts';
import { CAUSE_COLUMNS, CAUSE_SOURCE, type CauseRow, tellOrigin } from '../tell-origin.ts';

export type SubjectType = 'po' | 'school' | 'site' | 'person';
export type Subject = { type: SubjectType; id: string; createdBy: string };

/** One value of a row: where its changes are found, what it is now, and how it is written out. */
export type Asked = {
  subject: Subject;
  field: string;
  label: string;
  current: unknown;
  /** '' for what is empty. */
  say: (value: unknown) => string;
};

/** What is on record of values: how they came to be what they are, and what they were on a day. */
export type FileRecord = {
  /** The value at the end of the day. */
  on: (subject: Subject, field: string, current: unknown) => unknown;
  changes: (subject: Subject, field: string) => readonly ValueChange[];
  fact: (asked: Asked) => FactView;
  origin: (causeId: string | null) => OriginView;
  /** The day from which the row is on record. */
  recordedOn: (subject: Subject) => CivilDate | null;
  /** The last thing that changed anything of it all. */
  latest: () => { at: string; origin: OriginView } | null;
};

type ChangeRow = CauseRow & {
  subject_id: string;
  field: string;
  old_value: unknown;
  new_value: unknown;
  changed_at: string;
  holds_from: CivilDate | null;
};

/**
 * Loads every change of these rows, and why they were made, for a file as it stands on `day` (DESIGN.md §4.6).
 * @param causeIds of mandates, roles and the like
 */
export async function loadRecord(
  db: Database,
  subjects: readonly Subject[],
  causeIds: readonly (string | null)[],
  day: CivilDate,
): Promise<FileRecord> {
  const wanted = [...subjects.map(({ createdBy }) => createdBy), ...causeIds.filter((id) => id !== null)];
  const [changes, causes] = await Promise.all([
    loadChanges(db, subjects),
    db.execute<CauseRow>(sql`select ${CAUSE_COLUMNS} from ${CAUSE_SOURCE} where c.id = any (${uuidList(wanted)})`),
  ]);
  const byId = new Map<string, CauseRow>([...causes, ...changes].map((row) => [row.id, row]));
  const byValue = groupByValue(changes);
  const origin = (causeId: string | null) => {
    const row = causeId === null ? undefined : byId.get(causeId);
    return row ? tellOrigin(row) : null;
  };
  const changesOf = ({ id }: Subject, field: string) => byValue.get(`${id} ${field}`) ?? [];
  return {
    origin,
    changes: changesOf,
    on: (subject, field, current) => valueOn(current, changesOf(subject, field), day).value,
    fact: (asked) => viewFact(asked, changesOf(asked.subject, asked.field), day, byId, origin),
    recordedOn: ({ createdBy }) => dayOf(byId.get(createdBy)),
    latest: () => {
      const [last] = [...byId.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
      return last ? { at: new Date(last.at).toISOString(), origin: tellOrigin(last) } : null;
    },
  };
}

function viewFact(
  { subject, field, label, current, say }: Asked,
  changes: readonly ValueChange[],
  day: CivilDate,
  causes: ReadonlyMap<string, CauseRow>,
  origin: (causeId: string | null) => OriginView,
): FactView {
  const { value, setBy } = valueOn(current, changes, day);
  const written = say(value);
  const made = dayOf(causes.get(subject.createdBy));
  const [first] = changes;
  return {
    field,
    label,
    value: written || '—',
    origin: setBy ? origin(setBy.causeId) : written ? origin(subject.createdBy) : null,
    // Nothing was on record yet: what is shown came later.
    recordedLater: made !== null && made > day,
    history: first
      ? [
          ...changes.toReversed().map(({ to, causeId }) => ({ value: say(to) || '—', origin: origin(causeId) })),
          { value: say(first.from) || '—', origin: origin(subject.createdBy) },
        ]
      : [],
  };
}

function dayOf(cause: CauseRow | undefined): CivilDate | null {
  return cause ? todayInBrussels(new Date(cause.at)) : null;
}

/** What is taught at a site is told of the school, with the site: each pair is a value of its own (`kindsAt`). */
function groupByValue(rows: readonly ChangeRow[]): Map<string, ValueChange[]> {
  const values = new Map<string, ValueChange[]>();
  for (const {
    subject_id: id,
    field,
    changed_at: at,
    holds_from,
    old_value: from,
    new_value: to,
    id: causeId,
  } of rows) {
    const taught = [to, from].find(isTeaching);
    const key = taught ? kindsAt(taught.siteFase) : field;
    const holds = holds_from === null ? {} : { holdsFrom: holds_from };
    const change = { at: new Date(at), from: kindsOf(from), to: kindsOf(to), causeId, ...holds };
    const known = values.get(`${id} ${key}`);
    if (known) known.push(change);
    else values.set(`${id} ${key}`, [change]);
  }
  return values;
}

/** The field of a school that holds what is taught at one of its sites. */
export function kindsAt(siteFase: number): string {
  return `teachingKinds ${siteFase}`;
}

function isTeaching(value: unknown): value is { siteFase: number; kinds: unknown } {
  return typeof value === 'object' && value !== null && 'siteFase' in value && 'kinds' in value;
}

function kindsOf(value: unknown): unknown {
  return isTeaching(value) ? value.kinds : value;
}

async function loadChanges(db: Database, subjects: readonly Subject[]): Promise<ChangeRow[]> {
  const types = `{${subjects.map(({ type }) => type).join(',')}}`;
  const rows = await db.execute<ChangeRow>(sql`
    select f.subject_id, f.field, f.old_value, f.new_value, f.at as changed_at, f.holds_from::text, ${CAUSE_COLUMNS}
    from unnest(${types}::text[], ${`{${subjects.map(({ id }) => id).join(',')}}`}::uuid[]) as asked (type, id)
    join field_change f on f.subject_type = asked.type and f.subject_id = asked.id
    join (${CAUSE_SOURCE}) on c.id = f.cause_id
    order by f.id`);
  return [...rows];
}
