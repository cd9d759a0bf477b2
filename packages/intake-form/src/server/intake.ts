import type { SubmitContext } from '@guichet/shared/commands/submit-changes';
import { type CivilDate, todayInBrussels } from '@guichet/shared/domain/dates';
import type { RetentionPeriods } from '@guichet/shared/privacy/retention-periods';
import type { Role } from '@guichet/shared/domain/roles';
import type { Admission } from './admission/admission.ts';
import type { DraftStore } from './drafts/draft-store.ts';
import type { Secretariat } from './reads/list-secretariats.ts';

/** What the routes of the form work with. */
export type Intake = {
  /** Database, clock, keys and doorbell, as the one command takes them. */
  submit: SubmitContext;
  drafts: DraftStore;
  /** Who may send, and how often. */
  admission: Admission;
  /** About these the form asks whether somebody is replaced. */
  singleHolderRoles: readonly Role[];
  listSecretariats: () => Promise<Secretariat[]>;
  /** How long what is kept, for the page that says so. */
  readRetention: () => Promise<RetentionPeriods>;
};

export function today({ submit }: Intake): CivilDate {
  return todayInBrussels(submit.now());
}
