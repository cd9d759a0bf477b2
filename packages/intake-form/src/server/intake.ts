import type { SubmitContext } from '@guichet/shared/commands/submit-changes';
import { type CivilDate, todayInBrussels } from '@guichet/shared/domain/dates';
import type { RateLimit } from '@guichet/shared/http/rate-limit';
import type { DraftStore } from './drafts/cookie-drafts.ts';
import type { Secretariat } from './reads/list-secretariats.ts';

/** What the routes of the form work with. */
export type Intake = {
  /** Database, clock, keys and doorbell, as the one command takes them. */
  submit: SubmitContext;
  drafts: DraftStore;
  /** Sendings from one address. */
  sends: RateLimit;
  listSecretariats: () => Promise<Secretariat[]>;
};

export function today({ submit }: Intake): CivilDate {
  return todayInBrussels(submit.now());
}
