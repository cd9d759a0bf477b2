import * as z from 'zod/mini';
import { MAILING_KIND_NAMES, type MailingKind } from '../domain/mailings/mailing-kinds.ts';
import { RECIPIENT_OBSTACLES } from '../domain/mailings/recipient.ts';
import { ROLES } from '../domain/roles.ts';
import { contract } from './contract.ts';
import { audienceCriteria } from './mailing-audience.ts';

/** Who is listed: those who get a mail, those without a usable address, those who left this kind of mailing. */
export const RECIPIENT_LISTS = ['written', 'unreachable', 'left'] as const;
export type RecipientList = (typeof RECIPIENT_LISTS)[number];

const kind = z.enum(MAILING_KIND_NAMES as [MailingKind, ...MailingKind[]]);
const role = z.enum(ROLES);
const cursor = z.optional(z.string().check(z.maxLength(500)));
const words = z.optional(z.string().check(z.maxLength(100)));

const counts = z.strictObject({
  /** People who get one mail each. */
  written: z.number(),
  noAddress: z.number(),
  suppressed: z.number(),
  left: z.number(),
  /** Of `written`, those who preside a PO of their reasons. */
  presidents: z.number(),
  /** POs that the filters leave. */
  pos: z.number(),
  /** Of these, where nobody gets it. */
  silentPos: z.number(),
  byRole: z.array(
    z.strictObject({
      role,
      /** People who get it because they hold this role, in so many POs. */
      people: z.number(),
      pos: z.number(),
      /** Where nobody reachable holds it: who is written to instead. */
      instead: z.array(z.strictObject({ role, people: z.number(), pos: z.number() })),
    }),
  ),
});
export type AudienceCounts = z.output<typeof counts>;

const reason = z.strictObject({
  poId: z.string(),
  poName: z.string(),
  role: z.nullable(role),
  since: z.nullable(z.string()),
  insteadOf: z.nullable(role),
});

const row = z.strictObject({
  id: z.string(),
  name: z.string(),
  address: z.nullable(z.string()),
  obstacle: z.nullable(z.enum(RECIPIENT_OBSTACLES)),
  reasons: z.array(reason),
});
export type AudienceRow = z.output<typeof row>;

export const previewAudience = contract({
  method: 'POST',
  path: '/api/audience/preview',
  access: 'staff',
  summary:
    'Whom a mailing would be for today: numbers, and 50 people at a time with why; searched by the names of people and POs.',
  body: z.strictObject({
    criteria: audienceCriteria,
    kind,
    list: z._default(z.enum(RECIPIENT_LISTS), 'written'),
    q: words,
    cursor,
  }),
  response: z.strictObject({
    /** Null on further pages. */
    counts: z.nullable(counts),
    /** How many are listed, over all pages. */
    total: z.number(),
    rows: z.array(row),
    nextCursor: z.nullable(z.string()),
  }),
});
export type AudiencePage = z.output<typeof previewAudience.response>;

export const listSilentPos = contract({
  method: 'POST',
  path: '/api/audience/silent-pos',
  access: 'staff',
  summary:
    'POs of an audience where nobody would get the mailing, 50 at a time, with who holds a role there unreachably.',
  body: z.strictObject({ criteria: audienceCriteria, kind, cursor }),
  response: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: z.string(),
        fase: z.number(),
        name: z.string(),
        place: z.string(),
        holders: z.array(
          z.strictObject({
            personId: z.string(),
            name: z.string(),
            role,
            why: z.enum([...RECIPIENT_OBSTACLES, 'excluded']),
          }),
        ),
      }),
    ),
    nextCursor: z.nullable(z.string()),
  }),
});
export type SilentPos = z.output<typeof listSilentPos.response>;

const ids = z.array(z.uuid()).check(z.maxLength(2_000));

export const nameAudience = contract({
  method: 'POST',
  path: '/api/audience/names',
  access: 'staff',
  summary: 'The names of people and POs that an audience names one by one; those of other secretariats are left out.',
  body: z.strictObject({ people: ids, pos: ids }),
  response: z.strictObject({
    people: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        /** Whether a mandate runs today: others get no mailing. */
        isMember: z.boolean(),
      }),
    ),
    pos: z.array(z.strictObject({ id: z.string(), name: z.string(), fase: z.number() })),
  }),
});

export const readAudienceChoices = contract({
  method: 'GET',
  path: '/api/audience/choices',
  access: 'staff',
  summary: 'Provinces where open POs are, and per role whom the secretariat writes to where nobody can be reached.',
  response: z.strictObject({
    provinces: z.array(z.strictObject({ value: z.string(), label: z.string(), pos: z.number() })),
    chains: z.record(role, z.array(role)),
  }),
});
