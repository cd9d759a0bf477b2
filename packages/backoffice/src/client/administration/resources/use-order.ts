import { type listResources, orderResources, type ResourceView } from '@guichet/shared/contracts/resources';
import type { Answered } from '@guichet/shared/contracts/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';

/** Moves one entry of the menu a place earlier or later; what is pressed meanwhile waits for its turn. */
export function useOrder() {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const change = useMutation({
    scope: { id: 'resource-order' },
    mutationFn: async ({ id, by, title }: { id: string; by: 1 | -1; title: string }) => {
      // As it stands when the turn comes: the move before has been read again by then.
      const menu = queryClient.getQueryData<Answered<typeof listResources>>(['resources', 'list'])?.resources ?? [];
      const from = menu.filter(({ archived }) => !archived).map((one) => one.id);
      const to = moved(from, id, by);
      await call(orderResources, { body: { from, to } });
      return `${title} : place ${to.indexOf(id) + 1} sur ${to.length}.`;
    },
    onSuccess: (sentence) => announce(sentence),
    // A colleague was quicker: what stands now is shown beside the sentence.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['resources'] }),
  });
  return {
    problem: change.error ? sentenceOf(change.error) : '',
    order: ({ id, title }: ResourceView, by: 1 | -1) => change.mutate({ id, by, title }),
  };
}

/** The list with one of its members a place earlier or later; as it is at its ends. */
function moved(ids: readonly string[], id: string, by: 1 | -1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
