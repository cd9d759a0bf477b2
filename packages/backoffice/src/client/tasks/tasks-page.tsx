import { finishTask, retryMail, type StaffTaskView } from '@guichet/shared/contracts/staff-tasks';
import { formatReference } from '@guichet/shared/domain/reference';
import { Button } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import CheckCheck from 'lucide-react/icons/check-check';
import { useEffect } from 'react';
import { call } from '../api.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { sessionQuery, tasksQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';

/** What the program could not settle by itself: refused mails, shared addresses, invitations that nobody answered. */
export function TasksPage() {
  const { data, isPending, error, refetch } = useQuery(tasksQuery);
  useEffect(() => {
    document.title = 'Tâches · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <div className="list-title">
        <h1>Tâches</h1>
        <ExportButton selections={[{ list: 'tasks', filters: {} }]} />
      </div>
      <p className="muted">Ce que le programme n’a pas pu régler seul. Les plus anciennes d’abord.</p>
      {data ? <TaskList tasks={data.tasks} /> : null}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function TaskList({ tasks }: { tasks: readonly StaffTaskView[] }) {
  const hash = useLocation({ select: ({ hash: named }) => named });
  useEffect(() => {
    // The list comes after the page: the browser looked for the task before it was there.
    if (hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  if (tasks.length === 0) return <EmptyState icon={CheckCheck} title="Rien à régler" />;
  return (
    <ul className="tasks">
      {tasks.map((task) => (
        <TaskItem key={task.id} task={task} />
      ))}
    </ul>
  );
}

function TaskItem({ task }: { task: StaffTaskView }) {
  const { data: session } = useQuery(sessionQuery);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const finish = useMutation({
    mutationFn: () => call(finishTask, { params: { id: task.id } }),
    onSuccess: async () => {
      announce(`Réglé : ${task.title}.`);
      await queryClient.invalidateQueries(tasksQuery);
    },
  });
  const retry = useMutation({
    mutationFn: () => call(retryMail, { params: { id: task.id } }),
    onSuccess: async () => {
      announce(`Renvoyé : ${task.title}. S’il échoue encore, la tâche reviendra.`);
      await queryClient.invalidateQueries(tasksQuery);
    },
  });
  const refused = finish.error ?? retry.error;
  const busy = finish.isPending || retry.isPending;
  return (
    <li className="task" id={`tache-${task.id}`}>
      <div>
        <h2>{task.title}</h2>
        <p>{task.reason}</p>
        {task.serverWords && <p className="muted small">Réponse du serveur : {task.serverWords}</p>}
        <p className="task-line muted small">
          {task.address && <span>{task.address}</span>}
          <span>{sayMoment(task.createdAt)}</span>
          {task.requestId && (
            <Link to="/demandes/$requestId" params={{ requestId: task.requestId }} search={{ etat: 'toutes' }}>
              Voir la demande
            </Link>
          )}
          {!task.requestId && task.reference && (
            <Link to="/demandes" search={{ etat: 'toutes', q: formatReference(task.reference) }}>
              Voir l’envoi {formatReference(task.reference)}
            </Link>
          )}
          {task.personId && (
            <Link to="/personnes/$personId" params={{ personId: task.personId }}>
              {task.correctsAddress ? 'Corriger l’adresse, ou dire qu’elle est juste' : 'Voir la fiche'}
            </Link>
          )}
          {task.poId && (
            <Link to="/po/$poId" params={{ poId: task.poId }}>
              Voir le PO
            </Link>
          )}
        </p>
        {refused && (
          <p className="field-error" role="alert">
            {sentenceOf(refused)}
          </p>
        )}
      </div>
      {session?.staff.role !== 'reader' && (
        <div className="task-acts">
          {task.canRetry && (
            <Button type="button" small disabled={busy} onClick={() => retry.mutate()}>
              Renvoyer
              <span className="visually-hidden"> : {task.title}</span>
            </Button>
          )}
          <Button type="button" kind="quiet" small disabled={busy} onClick={() => finish.mutate()}>
            C’est réglé
            <span className="visually-hidden"> : {task.title}</span>
          </Button>
        </div>
      )}
    </li>
  );
}
