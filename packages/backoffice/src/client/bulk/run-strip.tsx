import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import X from 'lucide-react/icons/x';
import { useEffect, useState } from 'react';
import { bulkRunsQuery } from '../queries.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { RunActs } from './run-acts.tsx';
import { RunProgress } from './run-progress.tsx';
import { sayCounts, titleOf } from './say-run.ts';

const SEEN = 'guichet:lot-vu';
const RECENT_MS = 3_600_000;

/** Over the list: the run that one has ordered, also after the tab was closed, until its end has been read. */
export function RunStrip() {
  const { data, dataUpdatedAt } = useQuery(bulkRunsQuery);
  const [seen, setSeen] = useState(readSeen);
  const own = data?.runs.find((run) => run.own);
  const isOver = own !== undefined && own.finishedAt !== null;
  const isOld = isOver && dataUpdatedAt - Date.parse(own.finishedAt ?? '') > RECENT_MS;
  useEndOf(own && !isOld ? own.id : undefined, isOver, own ? sayCounts(own) : '');
  if (!own || isOld || (isOver && seen === own.id)) return null;
  const dismiss = () => {
    saveSeen(own.id);
    setSeen(own.id);
  };
  return (
    <section className="run-strip" aria-label="Votre dernier lot">
      <div className="run-strip-head">
        <Link to="/lots/$runId" params={{ runId: own.id }}>
          {titleOf(own.kind, own.total)}
        </Link>
        {isOver && (
          <Button type="button" kind="plain" small onClick={dismiss}>
            <Icon of={X} />
            <span className="visually-hidden">Ne plus montrer ce lot ici</span>
          </Button>
        )}
      </div>
      <RunProgress run={own} />
      <div className="run-acts">
        <RunActs run={own} />
      </div>
    </section>
  );
}

/** At the end of a run that was seen under way, the list shows what is left. */
function useEndOf(id: string | undefined, isOver: boolean, sentence: string): void {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [watched, setWatched] = useState<string | null>(null);
  useEffect(() => {
    if (id === undefined) return;
    if (!isOver) setWatched(id);
    else if (watched === id) {
      setWatched(null);
      announce(`Lot terminé : ${sentence}.`);
      for (const key of ['requests', 'request']) void queryClient.invalidateQueries({ queryKey: [key] });
    }
  }, [id, isOver, watched, sentence, announce, queryClient]);
}

function readSeen(): string | null {
  try {
    return localStorage.getItem(SEEN);
  } catch {
    // A browser that keeps nothing shows it again.
    return null;
  }
}

function saveSeen(id: string): void {
  try {
    localStorage.setItem(SEEN, id);
  } catch {
    // See above.
  }
}
