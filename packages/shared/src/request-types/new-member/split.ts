import { sayRoles } from '../format-answers.ts';
import type { Split } from '../request-type.ts';
import type { NewMember } from './payload.ts';

/** Each role can be decided by itself; who it is, how to reach them and when the mandate starts stay in both. */
export const splitNewMember: Split<NewMember> = {
  parts: ({ roles }) => roles.map((role) => ({ key: `role:${role}`, label: 'Rôle', value: sayRoles([role]) })),
  keep(payload, keys) {
    const roles = payload.roles.filter((role) => keys.has(`role:${role}`));
    return { ...payload, roles, replaces: payload.replaces.filter(({ role }) => roles.includes(role)) };
  },
};
