import { useMutation, useQueryClient } from '@tanstack/react-query';
import { accountQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';

/** Does something to one's own account, says so, and shows the account as it is then. */
export function useAccountAct<Given, Done>(
  act: (given: Given) => Promise<Done>,
  said: (done: Done) => string,
  then?: (done: Done) => void,
) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: act,
    onSuccess: async (done) => {
      announce(said(done));
      then?.(done);
      await queryClient.invalidateQueries(accountQuery);
    },
  });
  return { run: mutate, busy: isPending, problem: error ? sentenceOf(error) : undefined, reset };
}
