import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Button } from '@guichet/shared/ui/button';
import { Link, useRouter } from '@tanstack/react-router';
import CloudOff from 'lucide-react/icons/cloud-off';
import Signpost from 'lucide-react/icons/signpost';
import { useEffect, useState } from 'react';
import { sentenceOf } from '../query-client.ts';

/** Nothing at all for the blink that most pages take; words for who has to wait. */
export function LoadingPage() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" role="status">
      {late && 'Un instant…'}
    </div>
  );
}

/** A failure where content would be: what happened, and what to do. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <EmptyState
      icon={CloudOff}
      title="Cela n’a pas pu être chargé"
      action={
        <Button type="button" kind="quiet" onClick={onRetry}>
          Réessayer
        </Button>
      }
    >
      <p role="alert">{sentenceOf(error)}</p>
    </EmptyState>
  );
}

type UnreadProps = { title: string; isPending: boolean; error: unknown; refetch: () => unknown };

/** Where a file will stand: its kind is the heading until its name is known, so that the page is never without one. */
export function Unread({ title, isPending, error, refetch }: UnreadProps) {
  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      {isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />}
    </>
  );
}

export function FailurePage({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <main className="page" id="contenu">
      <h1 className="visually-hidden">Erreur</h1>
      <Failure error={error} onRetry={() => void router.invalidate()} />
    </main>
  );
}

export function NowherePage() {
  return (
    <main className="page" id="contenu">
      <h1 className="visually-hidden">Page introuvable</h1>
      <EmptyState
        icon={Signpost}
        title="Cette page n’existe pas"
        action={
          <Link className="btn btn-quiet" to="/demandes">
            Aller aux demandes
          </Link>
        }
      />
    </main>
  );
}
