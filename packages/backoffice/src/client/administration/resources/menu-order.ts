import type { ResourceView } from '@guichet/shared/contracts/resources';

/** The list with one of its members a place earlier or later; as it is at its ends. */
export function moved(ids: readonly string[], id: string, by: 1 | -1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** Whether a member with this role, and no other, finds the entry in the menu. */
export function seenBy({ roles }: Pick<ResourceView, 'roles'>, role: string): boolean {
  return roles === null || roles.some((one) => one === role);
}
