import type { ErrorCode } from '../errors/errors.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** What every route answers when it fails: RFC 9457. `detail` is French and may be shown. */
export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  errors?: { path: string; message: string }[];
} & Record<string, unknown>;

/** `offline`: no answer came back at all. */
export type ProblemCode = ErrorCode | 'offline';

/** A failed call. `message` is French and may be shown as it is. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: ProblemCode;
  readonly requestId: string | null;
  readonly issues: readonly { path: string; message: string }[];

  constructor(status: number, code: ProblemCode, message: string, more: Partial<ProblemBody> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = more.requestId ?? null;
    this.issues = more.errors ?? [];
  }
}
