import type { CauseKind } from '../../db/tables/cause.ts';

export const REGISTER_KINDS = ['po', 'school', 'site', 'teaching'] as const;
/** `teaching` is the pair of a school and a site, with the kinds of teaching given there. */
export type RegisterKind = (typeof REGISTER_KINDS)[number];

/** A row of the PO database as an operator knows it: its FASE number (two for `teaching`) and its name. */
export type Subject = { kind: RegisterKind; fase: string; name: string };

export type ChangedField = { field: string; from: unknown; to: unknown };

export type ImportReport = {
  counts: Record<RegisterKind, { created: number; changed: number; unchanged: number; absent: number }>;
  created: (Subject & { line: number })[];
  changed: (Subject & { line: number; fields: ChangedField[] })[];
  /** Values that a request or staff set and that the register writes otherwise: left as they are. */
  kept: (Subject & { line: number; field: string; ours: unknown; register: unknown; setBy: CauseKind })[];
  /** Brought by an earlier import, and no longer in the file. Nothing is deleted. */
  absent: Subject[];
  /** Things to look at that stopped nothing. */
  notices: { line: number; message: string }[];
};

export function emptyReport(): ImportReport {
  const none = () => ({ created: 0, changed: 0, unchanged: 0, absent: 0 });
  return {
    counts: { po: none(), school: none(), site: none(), teaching: none() },
    created: [],
    changed: [],
    kept: [],
    absent: [],
    notices: [],
  };
}
