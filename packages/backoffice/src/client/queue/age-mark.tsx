import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { Icon } from '@guichet/shared/ui/icon';
import ClockAlert from 'lucide-react/icons/clock-alert';
import Clock from 'lucide-react/icons/clock-3';
import Pause from 'lucide-react/icons/pause';
import { sayDays, sayMoment, sayShortly, sayTime } from '../text/moments.ts';

/** How long a request has been here: a number to see, a sign beside the colour, and a sentence that explains both. */
export function AgeMark({ row }: { row: RequestRow }) {
  const { age, createdAt, settledAt } = row;
  if (settledAt !== null) {
    const when = sayMoment(settledAt);
    return (
      <span className="queue-row-age" title={`Terminée ${when}`}>
        <span aria-hidden="true">{sayShortly(settledAt)}</span>
        <span className="visually-hidden">terminée {when}</span>
      </span>
    );
  }
  const sentence = sayAge(row);
  const isOurTurn = row.state === 'submitted' || row.state === 'failed';
  const level = isOurTurn ? age.level : 'fresh';
  return (
    <span className={`queue-row-age age-${level}`} title={sentence}>
      {age.paused ? (
        <Icon of={Pause} />
      ) : level === 'late' ? (
        <Icon of={ClockAlert} />
      ) : (
        level === 'slow' && <Icon of={Clock} />
      )}
      <span aria-hidden="true">{age.days === 0 ? sayTime(createdAt) : `${age.days} j`}</span>
      <span className="visually-hidden">{sentence}</span>
    </span>
  );
}

/** "Reçue le 19/11 à 09:14 : 6 jours ouvrables, en retard, sans compter 2 jours d’attente de l’auteur". */
export function sayAge({ age, createdAt, state }: Pick<RequestRow, 'age' | 'createdAt' | 'state'>): string {
  const isOurTurn = state === 'submitted' || state === 'failed';
  const parts = [
    age.days === 0 ? 'moins d’un jour ouvrable' : `${sayDays(age.days)} ouvrable${age.days > 1 ? 's' : ''}`,
    isOurTurn && age.level === 'late' ? 'en retard' : isOurTurn && age.level === 'slow' ? 'à voir bientôt' : '',
    age.waitedDays > 0 ? `sans compter ${sayDays(age.waitedDays)} d’attente de l’auteur` : '',
    age.paused ? 'le compte attend la réponse de l’auteur' : '',
  ];
  return `reçue ${sayMoment(createdAt)} : ${parts.filter((part) => part !== '').join(', ')}`;
}
