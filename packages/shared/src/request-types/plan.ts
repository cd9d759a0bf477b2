import type { Effect } from '../effects/effect.ts';

export const SEVERITIES = ['blocking', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A way to settle a finding: what staff may choose, and what it writes into the settlement. */
export type SettlementOption = { label: string; detail?: string; set: Settlement };

/** Something staff should know before deciding. */
export type Finding = {
  code: string;
  severity: Severity;
  /** French, one sentence. */
  message: string;
  detail?: string;
  /** The payload field it is about, where there is one. */
  field?: string;
  options?: SettlementOption[];
};

export type FindingSummary = { code: string; severity: Severity };

/**
 * Choices by which staff settled findings. They enter the plan like the payload does, and are merged key by key
 * (`corrections` and `holders` one level deeper).
 */
export type Settlement = {
  poId?: string;
  /** A known person, or 'new' for "none of these". */
  personId?: string;
  /**
   * Per single-holder role, or per holder where there are several (`<role>:<id of the role's row>`): the present
   * holder's role ends the day before, or both are kept.
   */
  holders?: Record<string, 'end' | 'keep'>;
  /** Payload fields corrected by staff, by dotted path: they replace what was sent, and leave a trace. */
  corrections?: Record<string, unknown>;
  /** By whom of the secretariat, for each of these fields. */
  correctedBy?: Record<string, string>;
  /** Requests that were merged into this one, and by which member of staff. */
  mergedBy?: Record<string, string>;
};

/** What the rows to be written look like before: if they differ when applying, the plan is stale. */
export type Base = Record<string, unknown>;

export type Plan = {
  effects: Effect[];
  findings: Finding[];
  base: Base;
  /** Raised when the meaning of a type's plan changes: older approvals go stale instead of applying differently. */
  version: number;
  /** Everybody the plan writes about: plans about the same people build on each other. */
  personIds: string[];
  /** Whom the request is about, among them. */
  subjectIds: string[];
  poId: string | null;
};
