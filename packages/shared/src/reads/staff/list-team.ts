import { sql } from 'drizzle-orm';
import type { StaffActor } from '../../commands/context.ts';
import type { TeamMemberView } from '../../contracts/team.ts';
import type { Database } from '../../db/client.ts';
import { region } from '../../db/tables/region.ts';
import type { StaffRole } from '../../db/tables/staff-user.ts';
import { formatName } from '../../domain/names.ts';

type Row = {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  region: string;
  activated: boolean;
  left_at: string | null;
  last_sign_in_at: string | null;
  invited_until: string | null;
  totp: boolean;
  passkeys: number;
  person_id: string | null;
  first_name: string | null;
  last_name: string | null;
};

/** The team of all secretariats, by name; who has left last. */
export async function listTeam(
  db: Database,
  actor: StaffActor,
  now: Date,
): Promise<{ members: TeamMemberView[]; regions: { id: string; name: string }[] }> {
  const rows = await db.execute<Row>(sql`
    select u.id, u.name, u.email, u.role, g.name as region, u.activated_at is not null as activated,
      u.disabled_at as left_at, u.last_sign_in_at, u.person_id, p.first_name, p.last_name,
      (select l.expires_at from staff_link l where l.staff_id = u.id and l.purpose = 'invitation' and l.used_at is null
        and l.voided_at is null and l.expires_at > ${now.toISOString()}::timestamptz) as invited_until,
      exists (select from staff_totp t where t.staff_id = u.id and t.confirmed_at is not null) as totp,
      (select count(*)::int from staff_passkey k where k.staff_id = u.id) as passkeys
    from staff_user u join region g on g.id = u.region_id left join person p on p.id = u.person_id
    order by u.disabled_at is not null, fold(u.name), u.id`);
  const regions = await db.select({ id: region.id, name: region.name }).from(region).orderBy(region.name);
  const own = ({ id }: { id: string }) => id === actor.regionId;
  return {
    members: rows.map((row) => viewMember(row, actor)),
    regions: [...regions.filter(own), ...regions.filter((each) => !own(each))],
  };
}

function viewMember(row: Row, actor: StaffActor): TeamMemberView {
  const state = row.left_at === null ? (row.activated ? 'active' : 'invited') : row.activated ? 'left' : 'withdrawn';
  const instantOf = (text: string | null) => (text === null ? null : new Date(text).toISOString());
  const { person_id: personId, first_name: firstName, last_name: lastName } = row;
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    state,
    region: row.region,
    invitedUntil: state === 'invited' ? instantOf(row.invited_until) : null,
    factors: { totp: row.totp, passkeys: row.passkeys },
    lastSignInAt: instantOf(row.last_sign_in_at),
    leftAt: instantOf(row.left_at),
    person:
      personId !== null && firstName !== null && lastName !== null
        ? { id: personId, name: formatName({ firstName, lastName }) }
        : null,
    self: row.id === actor.id,
  };
}
