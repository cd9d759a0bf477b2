import { sql } from 'drizzle-orm';

/**
 * The payload of the request `r` about the person `h`, in the present shape of its type (request-types/<type>/payload.ts):
 * the test of the load parses them all. Open requests bear the slips of the pen that people make, so that their plans find
 * something: names that nobody has, dates far away, holders that stand in the way.
 */
export const PAYLOAD = sql.raw(`case r.type
  when 'new-member' then jsonb_build_object(
    'firstName', r.first_name, 'lastName', r.last_name, 'birthDate', r.birth_date, 'email', r.email, 'phone', pg_temp.phone(r.n),
    'address', pg_temp.address(r.n), 'startDate', r.day + case when pg_temp.draw(r.n, 110, 60) = 0 then -2500 else pg_temp.draw(r.n, 111, 40) end,
    'roles', jsonb_build_array(r.role), 'replaces', case when r.role in ('administrator', 'vice-president') then '[]'::jsonb
      else jsonb_build_array(jsonb_build_object('role', r.role, 'answer', (array['yes', 'no', 'unknown'])[1 + pg_temp.draw(r.n, 112, 3)], 'name', null)) end)
  when 'removal' then jsonb_build_object(
    'firstName', r.first_name, 'lastName', r.last_name, 'email', case when pg_temp.draw(r.n, 113, 3) = 0 then h.email end,
    'birthDate', case when pg_temp.draw(r.n, 114, 3) = 0 then h.birth_date end, 'endDate', r.day - pg_temp.draw(r.n, 115, 30),
    'reason', (array['resignation', 'resignation', 'end-of-mandate', 'end-of-mandate', 'other', 'death'])[1 + pg_temp.draw(r.n, 116, 6)])
  when 'member-change' then ${emptyMemberChange()} || jsonb_build_object(
    'firstName', r.first_name, 'lastName', r.last_name, 'knownBirthDate',
      case pg_temp.draw(r.n, 117, 4) when 0 then h.birth_date when 1 then h.birth_date + 1 end) || case r.variant
    when 0 then jsonb_build_object('phone', pg_temp.phone(r.n))
    when 1 then jsonb_build_object('email', pg_temp.email(r.n + 2000000))
    when 2 then jsonb_build_object('address', pg_temp.address(r.n))
    when 3 then jsonb_build_object('newLastName', h.last_name || '-' || pg_temp.last_name(r.n))
    else jsonb_build_object('addedRoles', jsonb_build_array(r.role), 'addedFrom', r.day + pg_temp.draw(r.n, 118, 30), 'replaces',
      case when r.role in ('administrator', 'vice-president') then '[]'::jsonb
        else jsonb_build_array(jsonb_build_object('role', r.role, 'answer', 'yes', 'name', null)) end) end
  else ${emptyPoChange()} || case r.variant
    when 0 then jsonb_build_object('contactPhone', pg_temp.phone(r.n))
    when 1 then jsonb_build_object('contactEmail', 'contact.' || r.n || '@po.example')
    when 2 then jsonb_build_object('address', pg_temp.address(r.n))
    when 3 then jsonb_build_object('schoolChange', 'opened', 'schoolName', r.subject, 'schoolAddress', pg_temp.address(r.n))
    else jsonb_build_object('other', 'Nos statuts ont changé, le document suit par la poste.') end
  end`);

function emptyMemberChange(): string {
  const empty = {
    ...{ email: null, phone: null, address: null, newFirstName: null, newLastName: null, birthDate: null },
    ...{ addedRoles: [], addedFrom: null, endedRoles: [], endedOn: null, mandateFrom: null, mandateTo: null },
    ...{ correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null, replaces: [] },
  };
  return `'${JSON.stringify(empty)}'::jsonb`;
}

function emptyPoChange(): string {
  const empty = {
    ...{
      name: null,
      address: null,
      enterpriseNumber: null,
      contactEmail: null,
      contactPhone: null,
      schoolChange: null,
    },
    ...{ school: null, schoolName: null, schoolAddress: null, schoolDate: null, other: '' },
  };
  return `'${JSON.stringify(empty)}'::jsonb`;
}

/** What approving `r` did or would do: the effects of its plan, with the rows of the register as they are named there. */
export const EFFECTS = sql.raw(`case r.type
  when 'new-member' then jsonb_build_array(jsonb_build_object('kind', 'open-mandate', 'mandateId', h.mandate_id, 'personId', h.id,
    'poId', o.id, 'from', h.began, 'to', null))
  when 'removal' then jsonb_build_array(jsonb_build_object('kind', 'end-mandate', 'mandateId', h.mandate_id, 'on', r.day, 'reason', 'resignation'))
  when 'member-change' then jsonb_build_array(jsonb_build_object('kind', 'set-person-field', 'personId', h.id, 'field', 'phone',
    'from', null, 'to', pg_temp.phone(r.n)))
  else jsonb_build_array(jsonb_build_object('kind', 'set-po-field', 'poId', o.id, 'field', 'contactPhone', 'from', null,
    'to', pg_temp.phone(r.n))) end`);
