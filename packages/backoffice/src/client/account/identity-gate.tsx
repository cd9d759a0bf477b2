import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { onConfirmIdentity } from '../api.ts';

const IdentityDialog = lazy(async () => ({ default: (await import('./identity-dialog.tsx')).IdentityDialog }));

/**
 * Sensitive acts ask for a proof of who is there. The call waits meanwhile and is then made again, so that nothing typed
 * is lost; several at once wait for one answer.
 */
export function IdentityGate() {
  const [asking, setAsking] = useState(false);
  const waiting = useRef<((proved: boolean) => void)[]>([]);
  useEffect(
    () =>
      onConfirmIdentity(() => {
        setAsking(true);
        return new Promise((resolve) => waiting.current.push(resolve));
      }),
    [],
  );
  const answer = (proved: boolean): void => {
    setAsking(false);
    for (const resolve of waiting.current.splice(0)) resolve(proved);
  };
  return <Suspense>{asking && <IdentityDialog onAnswer={answer} />}</Suspense>;
}
