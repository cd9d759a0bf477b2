import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';

const KINDS: Record<RequestRow['state'], TagKind> = {
  submitted: 'accent',
  correction_requested: 'plain',
  approved: 'warn',
  applied: 'ok',
  failed: 'bad',
  rejected: 'plain',
  withdrawn: 'plain',
  lapsed: 'plain',
  merged: 'plain',
};

export function StateTag({ state, label }: { state: RequestRow['state']; label: string }) {
  return <Tag kind={KINDS[state]}>{label}</Tag>;
}
