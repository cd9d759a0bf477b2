/** What a check of the chain of the audit may find wrong. */
export const AUDIT_TAMPERINGS = [
  'broken-chain',
  'changed-entry',
  'missing-entry',
  'missing-seal',
  'changed-value',
  'missing-value',
  'head-not-found',
] as const;
export type AuditTampering = (typeof AUDIT_TAMPERINGS)[number];
