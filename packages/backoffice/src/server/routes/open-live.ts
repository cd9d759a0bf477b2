import { openLive } from '@guichet/shared/contracts/live';
import { GuichetError } from '@guichet/shared/errors/errors';
import { liveStream } from '../live/live-stream.ts';
import { streamRoute } from '../serve.ts';

export const openLiveRoute = streamRoute(openLive, ({ live, auth }) => async ({ req, res }) => {
  const session = await auth.peekSession(req);
  if (!session) throw new GuichetError('unauthenticated', 'the session ended meanwhile');
  const { sessionId, staff } = session;
  const stillSignedIn = async (): Promise<boolean> => {
    const now = await auth.peekSession(req);
    return now?.sessionId === sessionId && now.staff.regionId === staff.regionId;
  };
  live.add(liveStream(req, res, { staff, sessionId, stillSignedIn }));
});
