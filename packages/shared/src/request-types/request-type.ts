import type * as z from 'zod/mini';
import type { CivilDate } from '../domain/dates.ts';
import type { AskedIdentity } from '../domain/names.ts';
import type { Role } from '../domain/roles.ts';
import type { World } from '../effects/world.ts';
import type { FieldGroup, FormValues } from './fields.ts';
import type { FilledIn, Recorded, RecordedKind } from './fill-in.ts';
import type { Plan, Settlement } from './plan.ts';
import type { PlanDraft } from './plan-draft.ts';

/** One line of the check page and of the copy: what was answered, in words. */
export type Answer = { label: string; value: string; field: string };

/** One line of "asked, compared with what is recorded". `known` null: nothing recorded yet. */
export type ComparedRow = {
  label: string;
  known: string | null;
  asked: string;
  changed: boolean;
  field: string;
  /** What is recorded, as an answer to this field would say it; left out where no answer can. */
  recorded?: unknown;
  /** Where it is recorded: what tells which change made it so. */
  source?: { subjectId: string; field: string };
};

/** What a payload needs to look up before it can be planned. */
export type Probe = {
  identities: AskedIdentity[];
  emails: string[];
  /** People named by their rows, members of the PO or not. */
  personIds?: readonly string[];
  /** POs that it is about beside its own. */
  poIds?: readonly string[];
  /** POs of which it must be known whether there is one of that FASE number. */
  fases?: readonly number[];
  /** An applied decision whose effects are to be known. */
  decisionId?: string;
};

export type PoCandidate = { id: string; fase: number; name: string; address: string; reason: string };

/** A role that another request of the same envoi gives, should it be approved too. */
export type Announced = { role: Role; name: string; from: CivilDate };

export type OpenRequest = { id: string; reference: string; type: string; subject: string; state: string };

/** A piece of a request that can be decided by itself. */
export type Part = { key: string; label: string; value: string };

/** How a request is cut in two: what identifies its subject stays in both. */
export type Split<P> = {
  /** What can be decided apart, in the order of the form; with fewer than two there is nothing to cut. */
  parts(payload: P): Part[];
  /** The same payload with these parts alone. */
  keep(payload: P, keys: ReadonlySet<string>): P;
};

/** Everything a plan may look at: loaded by reads/load-facts.ts, moved forward by approved and pending plans. */
export type Facts = {
  requestId: string;
  world: World;
  /** The PO the request is about, once certain. */
  poId: string | null;
  poCandidates: PoCandidate[];
  /** `heard`: staff spoke with them or read their letter, and entered the request. */
  submitter: { name: string; personId: string | null; confirmed: boolean; heard?: boolean; roles: Role[] };
  /** Other open requests about the same PO. */
  openRequests: OpenRequest[];
  /** What the other requests of the envoi announce, as long as they are open. */
  announced: Announced[];
  singleHolderRoles: readonly Role[];
  settlement: Settlement;
  /** What the decision of the probe wrote, for whoever takes it back. */
  reverted?: Pick<Plan, 'effects' | 'base' | 'subjectIds'> | null;
};

/**
 * What a form needs of a request type: safe for the browser, which gets these and nothing else.
 */
export type RequestForm<P> = {
  name: string;
  /** "Nouveau membre": tags and queue. */
  label: string;
  /** "Annoncer un nouveau membre": the first page of the form. */
  invitation: string;
  explanation: string;
  /** Heading of the page that asks it. */
  question: string;
  icon: 'user-plus' | 'user-minus' | 'user-pen' | 'building';
  /** From the form's values to the payload: the same schema in the browser and on the server. */
  form: z.ZodMiniType<P, unknown>;
  groups: FieldGroup[];
  /** Staff order it: it is on no form, and its author is nobody outside. */
  ordered?: true;
  /** It is about a present member, named by `firstName` and `lastName`: those who may read the members choose one. */
  aboutMember?: true;
};

/**
 * One kind of change request: its payload is declared once and everything else hangs on it. Adding a fifth type is one
 * folder with one of these, and its lines in forms.ts and registry.ts. Nothing outside request-types/ names a type.
 */
export type RequestType<P> = RequestForm<P> & {
  /** What its values are said to come from, where not simply from a request. */
  origin?: 'staff-edit';
  /** Version of the payload's shape, stored with each payload. */
  version: number;
  /** Version of the plan's meaning: raised, older approvals go stale. */
  planVersion: number;
  /** The stored payload, of the present version. */
  payload: z.ZodMiniType<P>;
  /** Payloads stored in earlier shapes, by version: each schema gives the present shape. */
  earlier?: Record<number, z.ZodMiniType<P, unknown>>;
  /** How its form opens beside something recorded; left out, or null, where it is about no such thing. */
  fillIn?(recorded: Recorded): FilledIn | null;
  /** The things of a PO's file that it can be told about. */
  tells?: readonly RecordedKind[];
  /** The form's values that give this payload, to edit it again. */
  toForm(payload: P): FormValues;
  /** Telephone numbers in the payload; the server rewrites them as E.164. */
  phones: (keyof P & string)[];
  /** "Jeanne Lambert": whom or what it is about. */
  subject(payload: P): string;
  /** One sentence that says the whole request. */
  sentence(payload: P): string;
  answers(payload: P): Answer[];
  probe(payload: P): Probe;
  /** The roles that it gives, to whom and from when; nothing for types that give none. */
  announces?(payload: P): Announced[];
  /** The id of the PO that it founds; null where it is about one that is there. */
  founds?(payload: P): string | null;
  /** Adds effects and findings to the draft. Pure: no clock, no database. The PO is known when it is called. */
  plan(payload: P, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void;
  /** Asked against recorded, on the world as it stands before the plan. */
  compare(payload: P, facts: Facts, personId: string | null, today: CivilDate): ComparedRow[];
  /** Types whose request is one thing, to be taken or left, have none. */
  split?: Split<P>;
  samples: { title: string; values: FormValues }[];
};

export type FactsWithPo = Facts & { poId: string };
