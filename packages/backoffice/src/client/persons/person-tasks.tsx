import type { PersonFile } from '@guichet/shared/contracts/persons';
import { Notice } from '@guichet/shared/ui/notice';
import { Link } from '@tanstack/react-router';

/** What the program could not settle about that person. */
export function PersonTasks({ tasks }: { tasks: PersonFile['tasks'] }) {
  if (tasks.length === 0) return null;
  return (
    <Notice kind="warn" title={tasks.length === 1 ? 'Une tâche à son sujet' : `${tasks.length} tâches à son sujet`}>
      <ul>
        {tasks.map(({ id, title, reason }) => (
          <li key={id}>
            {title} : {reason}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/taches">Voir les tâches</Link>
      </p>
    </Notice>
  );
}
