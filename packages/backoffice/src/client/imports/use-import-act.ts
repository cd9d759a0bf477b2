import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';

/** One act on an import: said once it is done, and everything about imports is looked at again. */
export function useImportAct<I = void>(work: (input: I) => Promise<unknown>, said: string) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: work,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['imports'] }),
  });
  return {
    busy: isPending,
    problem: error ? sentenceOf(error) : '',
    act: async (input: I): Promise<boolean> => {
      if (isPending) return false;
      const done = await mutateAsync(input).then(
        () => true,
        () => false,
      );
      if (done) announce(said);
      return done;
    },
  };
}
