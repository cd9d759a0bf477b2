import * as z from 'zod/mini';
import { ROLES } from '../domain/roles.ts';
import { SCHOOL_COUNTS } from './po-list.ts';

const word = z.string().check(z.minLength(1), z.maxLength(100));
const ids = z.array(z.uuid()).check(z.maxLength(2_000));
const roles = z.array(z.enum(ROLES)).check(z.maxLength(ROLES.length));

/** What a PO lacks of a role that nobody reachable holds: anybody, or only an address that works. */
export const ROLE_LACKS = ['unheld', 'unreachable'] as const;

/** Whom a mailing is for, as it is kept: computed again each time it is looked at, and for good when it is sent. */
export const audienceCriteria = z.strictObject({
  /** Whoever holds one of them. None: only the people of `include`. */
  roles,
  /** POs; each list that is given narrows, none: all open POs of the secretariat. */
  pos: z.strictObject({
    ids: z.optional(ids),
    districts: z.optional(z.array(word).check(z.maxLength(100))),
    provinces: z.optional(z.array(word).check(z.maxLength(20))),
    levels: z.optional(z.array(word).check(z.maxLength(50))),
    schools: z.optional(z.array(z.enum(SCHOOL_COUNTS))),
    /** Words of the name, each as it begins. */
    named: z.optional(word),
    /** Where nobody whom a mail reaches holds that role on the day. */
    without: z.optional(z.strictObject({ role: z.enum(ROLES), why: z.optional(z.enum(ROLE_LACKS)) })),
  }),
  /** The civil date at which roles are looked at; null: the day on which it is sent. */
  day: z.nullable(z.iso.date()),
  /** Per role that was asked for: who is written to in a PO where nobody reachable holds it, first come. */
  fallbacks: z.array(z.strictObject({ role: z.enum(ROLES), chain: roles })).check(z.maxLength(ROLES.length)),
  /** People who get it whatever their roles, and people who do not. */
  include: ids,
  exclude: ids,
});
export type AudienceCriteria = z.output<typeof audienceCriteria>;
