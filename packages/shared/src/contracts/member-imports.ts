import * as z from 'zod/mini';
import {
  IMPORT_MODES,
  IMPORT_ROW_FILTERS,
  IMPORT_ROW_STATES,
  IMPORT_STATES,
  INVITE_CHOICES,
  isImportField,
  NAME_ORDERS,
  type ImportField,
} from '../domain/member-import.ts';
import { isRole, type Role } from '../domain/roles.ts';
import { isCivilDate } from '../domain/dates.ts';
import { SEVERITIES } from '../request-types/plan.ts';
import { byId, contract, instant, nothing, uuid } from './contract.ts';

const day = z.string().check(z.refine(isCivilDate, 'not a civil date'));
const role = z.custom<Role>(isRole, 'not a role');
const field = z.custom<ImportField>(isImportField, 'no field of a member');

export const uploadImport = contract({
  method: 'POST',
  path: '/api/imports',
  access: 'decider',
  upload: true,
  summary:
    'Reads a list of members (XLSX, CSV) and keeps its rows. The same id sent again is the same import. 413 when it is too large.',
  query: z.strictObject({
    id: uuid,
    name: z.string().check(z.minLength(1), z.maxLength(300)),
    po: z.optional(uuid),
    sheet: z.optional(z.string().check(z.maxLength(100))),
  }),
  body: z.custom<Blob>(),
  response: z.strictObject({ id: z.string() }),
});

const run = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  described: z.string(),
  state: z.enum(IMPORT_STATES),
  generation: z.number(),
  done: z.number(),
  total: z.number(),
  failure: z.string(),
  poName: z.nullable(z.string()),
  uploadedBy: z.string(),
  uploadedAt: instant,
  orderedBy: z.nullable(z.string()),
  orderedAt: z.nullable(instant),
  finishedAt: z.nullable(instant),
  /** Who asks made the dry run: with `FOUR_EYES` a colleague launches it. */
  needsColleague: z.boolean(),
});
export type ImportRunView = z.output<typeof run>;

export const listImports = contract({
  method: 'GET',
  path: '/api/imports',
  access: 'staff',
  summary: 'The recent imports of the secretariat, the newest first; and how large a file may be.',
  response: z.strictObject({ imports: z.array(run), maxMegabytes: z.number() }),
});

const mapping = z.strictObject({
  columns: z.array(z.nullable(field)).check(z.maxLength(200)),
  nameOrder: z.enum(NAME_ORDERS),
  startDate: day,
  defaultRole: z.nullable(role),
  roleWords: z.record(z.string().check(z.maxLength(200)), z.union([role, z.literal('none')])),
});

const detail = z.strictObject({
  ...run.shape,
  headerLine: z.number(),
  columns: z.array(z.strictObject({ header: z.string(), samples: z.array(z.string()) })),
  /** As it was told, or else as it was told for such headers before, or else as the headers say. */
  mapping,
  /** Where that comes from. */
  mappedBy: z.enum(['told', 'remembered', 'recognised']),
  hasPo: z.boolean(),
  counts: z.strictObject({
    rows: z.number(),
    refused: z.number(),
    warnings: z.number(),
    create: z.number(),
    change: z.number(),
    nothing: z.number(),
    applied: z.number(),
    /** Rows whose choice waits for the next dry run. */
    waiting: z.number(),
  }),
  warnings: z.array(z.strictObject({ code: z.string(), label: z.string(), rows: z.number() })),
  /** How many rows would be written, were no warning accepted. */
  clear: z.number(),
  /** Who waits for an activation mail: how many, and the first of them. */
  waitingMails: z.number(),
  waitingNames: z.array(z.string()),
});
export type ImportDetail = z.output<typeof detail>;

export const readImport = contract({
  method: 'GET',
  path: '/api/imports/:id',
  access: 'staff',
  summary: 'One import: its columns with samples, how they are read, and the numbers of its dry run.',
  params: byId,
  response: detail,
});

export const readRoleWords = contract({
  method: 'POST',
  path: '/api/imports/:id/role-words',
  access: 'staff',
  summary:
    'Wordings in columns of roles that mean no role yet, with the nearest guess. A POST because the columns do not fit an address.',
  params: byId,
  body: z.strictObject({ columns: z.array(z.int()).check(z.maxLength(200)) }),
  response: z.strictObject({
    words: z.array(
      z.strictObject({ key: z.string(), wording: z.string(), count: z.number(), guess: z.nullable(role) }),
    ),
  }),
});
export type RoleWord = z.output<typeof readRoleWords.response>['words'][number];

export const startDryRun = contract({
  method: 'POST',
  path: '/api/imports/:id/plan',
  access: 'decider',
  summary: 'Orders the dry run by what is told of the columns; nothing of the register is written.',
  params: byId,
  body: z.strictObject({ mapping }),
  response: nothing,
});

const finding = z.strictObject({
  severity: z.enum(SEVERITIES),
  message: z.string(),
  detail: z.nullable(z.string()),
  options: z.array(z.strictObject({ label: z.string(), detail: z.nullable(z.string()), set: z.looseObject({}) })),
});
const row = z.strictObject({
  line: z.number(),
  state: z.enum(IMPORT_ROW_STATES),
  subject: z.string(),
  poName: z.string(),
  poId: z.nullable(z.string()),
  effects: z.array(z.string()),
  findings: z.array(finding),
  outcome: z.string(),
  /** The name was joined in one cell: it may be swapped. */
  maySwap: z.boolean(),
});
export type ImportRowView = z.output<typeof row>;

export const listImportRows = contract({
  method: 'GET',
  path: '/api/imports/:id/rows',
  access: 'staff',
  summary: 'Rows of an import in the order of the file, 50 at a time: what each would do, or did, or why not.',
  params: byId,
  query: z.strictObject({
    show: z.optional(z.enum(IMPORT_ROW_FILTERS)),
    after: z.optional(z.string().check(z.regex(/^\d{1,9}$/))),
  }),
  response: z.strictObject({ rows: z.array(row), nextCursor: z.nullable(z.string()) }),
});

export const settleImportRow = contract({
  method: 'POST',
  path: '/api/imports/:id/settle',
  access: 'decider',
  summary: 'Notes a choice for one row, for the next dry run.',
  params: byId,
  body: z.strictObject({
    line: z.int(),
    choice: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('option'), set: z.looseObject({}) }),
      z.strictObject({ kind: z.literal('names'), swapped: z.boolean() }),
    ]),
  }),
  response: nothing,
});

export const orderImport = contract({
  method: 'POST',
  path: '/api/imports/:id/apply',
  access: 'decider',
  summary: 'Orders the import as its dry run was read: the whole file or none of it, or row by row.',
  params: byId,
  body: z.strictObject({
    generation: z.int(),
    mode: z.enum(IMPORT_MODES),
    accepted: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(50)),
    invite: z.enum(INVITE_CHOICES),
    inviteOn: z.nullable(day),
  }),
  response: nothing,
});

export const stopImport = contract({
  method: 'POST',
  path: '/api/imports/:id/stop',
  access: 'decider',
  summary: 'Gives an import up, or stops it: what is written stays.',
  params: byId,
  response: nothing,
});

export const orderInvitations = contract({
  method: 'POST',
  path: '/api/imports/:id/invitations',
  access: 'decider',
  summary: 'Orders the activation mails that an import left waiting.',
  params: byId,
  body: z.strictObject({ on: z.nullable(day) }),
  response: nothing,
});

export const readRefusals = contract({
  method: 'GET',
  path: '/api/imports/:id/refusals',
  access: 'staff',
  summary: 'The refused rows as they were in the file, with the reason before them, as the text of a CSV file.',
  params: byId,
  response: z.strictObject({ fileName: z.string(), csv: z.string() }),
});
