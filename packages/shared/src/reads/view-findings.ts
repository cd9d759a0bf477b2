import type { FindingView } from '../contracts/request-view.ts';
import { type Finding, SEVERITIES } from '../request-types/plan.ts';

/** Findings as the API tells them: what blocks comes first; within a severity, the order of the plan. */
export function viewFindings(findings: readonly Finding[]): FindingView[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity)).map(viewFinding);
}

function viewFinding({ code, severity, message, detail, options = [] }: Finding): FindingView {
  // "other-open-request:<id>": a finding that speaks of another request names it in its code.
  const requestId = /:([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(code)?.[1] ?? null;
  return {
    code,
    severity,
    message,
    detail: detail ?? null,
    requestId,
    options: options.map((option) => ({ label: option.label, detail: option.detail ?? null, set: option.set })),
  };
}
