import type * as z from 'zod/mini';
import type { CivilDate } from '../../domain/dates.ts';
import type { World } from '../../effects/world.ts';
import type { FieldGroup, FormValues } from '../fields.ts';
import type { PlanDraft } from '../plan-draft.ts';
import type { FactsWithPo, Probe } from '../request-type.ts';
import type { EditTarget } from './edit-target.ts';

/** The row an edit is made on, as whoever orders it names it; what hangs on it is looked up. */
export type TargetKind =
  | 'person'
  | 'po'
  | 'mandate'
  | 'role'
  | 'school'
  | 'person-in-po'
  | 'school-to-po'
  | 'po-into-po'
  | 'new-po';

/** What an edit's plan stands on. */
export type EditStep = {
  target: EditTarget;
  facts: FactsWithPo;
  today: CivilDate;
  draft: PlanDraft;
  /** Ids of new rows derive from it. */
  key: string;
};

/**
 * One kind of change that staff make in the register: its form, its words and its step of the plan in one file.
 * Another one is a file in edits/ and its lines in edit-kinds.ts and edit-names.ts.
 */
export type EditKind<V> = {
  /** "Terminer le mandat": the button and the head of the dialog. */
  title: string;
  /** What a list calls it, where the name of its row says too little. */
  subject?: string;
  explanation?: string;
  on: TargetKind;
  /** It is not done without saying why. */
  needsReason?: true;
  /** Only the fields that were typed anew are sent and kept: what others change meanwhile stays. */
  partial?: true;
  groups: FieldGroup[];
  /** The groups as they are drawn, where what may be chosen depends on what is recorded. */
  groupsFor?(target: EditTarget, world: World, today: CivilDate): FieldGroup[];
  form: z.ZodMiniType<V, unknown>;
  /** As stored. */
  values: z.ZodMiniType<V>;
  /** Telephone numbers among the values; the server rewrites them as E.164. */
  phones?: readonly string[];
  /** What the form holds before anything is typed. */
  toForm(target: EditTarget, world: World, today: CivilDate): FormValues;
  /** In the infinitive: "Terminer le mandat de Jeanne Lambert le 31/8/2026 (démission)". */
  sentence(values: V, target: EditTarget): string;
  /** Label, field and value of each answer. */
  answers(values: V, target: EditTarget): [label: string, field: string, value: string | null | undefined | false][];
  probe?(values: V, target: EditTarget): Partial<Pick<Probe, 'identities' | 'emails' | 'fases'>>;
  /** Adds effects and findings. Pure: no clock, no database. */
  plan(values: V, step: EditStep): void;
};
