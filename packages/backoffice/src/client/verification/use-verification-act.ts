import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';

/** Does something about the asking, says so, and shows where it stands then, also after a refusal. */
export function useVerificationAct<Given>(act: (given: Given) => Promise<unknown>, said: string, then?: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { mutate, isPending, error } = useMutation({
    mutationFn: act,
    onSuccess: () => {
      announce(said);
      then?.();
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['verifications'] }),
        queryClient.invalidateQueries({ queryKey: ['po-freshness'] }),
      ]),
  });
  return { run: mutate, busy: isPending, problem: error ? sentenceOf(error) : undefined };
}
