import * as z from 'zod/mini';
import { EXPORT_FORMATS, EXPORT_LIST_NAMES, EXPORT_STATES } from '../domain/exports.ts';
import { ROLES } from '../domain/roles.ts';
import { byId, contract, instant, nothing, uuid } from './contract.ts';
import { listDuplicates } from './duplicates.ts';
import { recipientFilters } from './mailing-sending.ts';
import { peopleListQuery } from './people-list.ts';
import { listPos } from './po-list.ts';
import { listQuery } from './request-list.ts';

const ofPos = z.omit(listPos.body, { cursor: true });

/** A list with what narrows it, as its screen is asked. */
export const exportSelection = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('pos'), filters: ofPos }),
  /** Today's members of the POs that the filters show; with `role`, those who hold it. */
  z.strictObject({ list: z.literal('members'), filters: z.extend(ofPos, { role: z.optional(z.enum(ROLES)) }) }),
  z.strictObject({ list: z.literal('people'), filters: z.omit(peopleListQuery, { cursor: true }) }),
  z.strictObject({ list: z.literal('schools'), filters: ofPos }),
  z.strictObject({ list: z.literal('requests'), filters: z.omit(listQuery, { cursor: true }) }),
  z.strictObject({ list: z.literal('tasks'), filters: nothing }),
  z.strictObject({ list: z.literal('duplicates'), filters: z.omit(listDuplicates.body, { cursor: true }) }),
  z.strictObject({ list: z.literal('mailing-recipients'), filters: z.extend(recipientFilters, { mailingId: uuid }) }),
]);
export type ExportSelection = z.output<typeof exportSelection>;

const format = z.enum(EXPORT_FORMATS);

export const previewExport = contract({
  method: 'POST',
  path: '/api/exports/preview',
  access: 'staff',
  summary: 'How many rows and which columns a list would have as a file; `rows` null when that is too dear to know.',
  body: exportSelection,
  response: z.strictObject({ rows: z.nullable(z.number()), heads: z.array(z.string()) }),
});

export const orderExport = contract({
  method: 'POST',
  path: '/api/exports',
  access: 'staff',
  sensitive: true,
  summary: 'Orders a list as a file; the worker writes it. The same id sent again is the same export.',
  body: z.strictObject({ id: uuid, format, selection: exportSelection }),
  response: z.strictObject({ id: z.string() }),
});

const run = z.strictObject({
  id: z.string(),
  list: z.enum(EXPORT_LIST_NAMES),
  format,
  state: z.enum(EXPORT_STATES),
  /** Null until it is known, or when it is too dear to know. */
  total: z.nullable(z.number()),
  rows: z.number(),
  bytes: z.number(),
  fileName: z.string(),
  /** Why there is no file, in a sentence. */
  problem: z.nullable(z.string()),
  orderedAt: instant,
  /** Until when it can be fetched. */
  expiresAt: z.nullable(instant),
});
export type ExportView = z.output<typeof run>;

export const listExports = contract({
  method: 'GET',
  path: '/api/exports',
  access: 'staff',
  summary: 'One’s own exports of the last days, the newest first.',
  response: z.strictObject({ runs: z.array(run) }),
});

export const readExportFile = contract({
  method: 'GET',
  path: '/api/exports/:id/file',
  access: 'staff',
  download: true,
  summary: 'The file of one’s own export, while it is kept.',
  params: byId,
  response: z.unknown(),
});

export const deleteExport = contract({
  method: 'DELETE',
  path: '/api/exports/:id',
  access: 'staff',
  summary: 'Deletes the file of one’s own export at once, or stops one that is not written yet.',
  params: byId,
  response: nothing,
});
