import * as z from 'zod/mini';
import { byId, contract, instant, nothing, uuid } from './contract.ts';

const role = z.enum(['reader', 'secretariat', 'administrator']);

/** `withdrawn`: the invitation was taken back before it was accepted. */
const TEAM_STATES = ['invited', 'active', 'left', 'withdrawn'] as const;

const member = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  state: z.enum(TEAM_STATES),
  region: z.string(),
  /** Until when the invitation can be accepted; null when none works. */
  invitedUntil: z.nullable(instant),
  factors: z.strictObject({ totp: z.boolean(), passkeys: z.number() }),
  lastSignInAt: z.nullable(instant),
  leftAt: z.nullable(instant),
  /** The person of the register that this is. */
  person: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  /** Oneself: nobody changes their own role or access. */
  self: z.boolean(),
});
export type TeamMemberView = z.output<typeof member>;

export const listTeam = contract({
  method: 'GET',
  path: '/api/team',
  access: 'administrator',
  summary: 'The staff of all secretariats: roles, second factors, last sign-ins.',
  response: z.strictObject({
    members: z.array(member),
    /** Secretariats that somebody can be invited to; the first is one’s own. */
    regions: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  }),
});

export const inviteStaff = contract({
  method: 'POST',
  path: '/api/team',
  access: 'administrator',
  sensitive: true,
  summary: 'Invites somebody to the team.',
  body: z.strictObject({
    name: z.string().check(z.maxLength(400)),
    email: z.string().check(z.maxLength(400)),
    role,
    regionId: uuid,
  }),
  response: z.strictObject({ id: z.string() }),
});

export const resendInvitation = contract({
  method: 'POST',
  path: '/api/team/:id/invitation',
  access: 'administrator',
  summary: 'Sends an invitation again, with a new link.',
  params: byId,
  response: nothing,
});

export const endStaffAccess = contract({
  method: 'POST',
  path: '/api/team/:id/end',
  access: 'administrator',
  sensitive: true,
  summary: 'Somebody leaves the team, or an invitation is withdrawn: access ends at once.',
  params: byId,
  response: z.strictObject({ released: z.number() }),
});

export const restoreStaffAccess = contract({
  method: 'POST',
  path: '/api/team/:id/restore',
  access: 'administrator',
  sensitive: true,
  summary: 'Somebody comes back to the team: they are invited again.',
  params: byId,
  response: nothing,
});

export const changeStaffRole = contract({
  method: 'POST',
  path: '/api/team/:id/role',
  access: 'administrator',
  sensitive: true,
  summary: 'Gives somebody another role.',
  params: byId,
  body: z.strictObject({ from: role, to: role }),
  response: nothing,
});

export const linkStaffPerson = contract({
  method: 'POST',
  path: '/api/team/:id/person',
  access: 'administrator',
  sensitive: true,
  summary: 'Says which person of the register somebody of the team is.',
  params: byId,
  body: z.strictObject({ personId: z.nullable(uuid) }),
  response: nothing,
});

export const resetStaffFactors = contract({
  method: 'POST',
  path: '/api/team/:id/factors',
  access: 'administrator',
  sensitive: true,
  summary: 'Takes lost second factors away; sessions end, and the person is told.',
  params: byId,
  response: nothing,
});
