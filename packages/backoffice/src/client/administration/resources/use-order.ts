import { orderResources, type ResourceView } from '@guichet/shared/contracts/resources';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';

/** Moves one entry of the menu a place earlier or later. */
export function useOrder(resources: readonly ResourceView[]) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const from = resources.map(({ id }) => id);
  const change = useMutation({
    mutationFn: ({ id, by }: { id: string; by: 1 | -1; title: string }) =>
      call(orderResources, { body: { from, to: moved(from, id, by) } }),
    onSuccess: (_, { id, by, title }) =>
      announce(`${title} : place ${moved(from, id, by).indexOf(id) + 1} sur ${from.length}.`),
    // A colleague was quicker: what stands now is shown beside the sentence.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['resources'] }),
  });
  return {
    problem: change.error ? sentenceOf(change.error) : '',
    // Not a button that is disabled meanwhile: it would lose the focus of who moves by keys.
    order: ({ id, title }: ResourceView, by: 1 | -1) => {
      if (!change.isPending) change.mutate({ id, by, title });
    },
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
