import { InvalidInputError } from '../../errors/errors.ts';

const YEAR_MS = 366 * 86_400_000;

/** The moment at which a mailing is to leave. @throws InvalidInputError when it has passed or is over a year away */
export function readMoment(typed: string | null, now: Date): Date | null {
  if (typed === null) return null;
  const moment = new Date(typed);
  const ahead = moment.getTime() - now.getTime();
  const problem = Number.isNaN(ahead)
    ? 'Indiquez un jour et une heure.'
    : ahead <= 0
      ? 'Ce moment est déjà passé : choisissez-en un autre, ou envoyez maintenant.'
      : ahead > YEAR_MS
        ? 'Choisissez un moment dans l’année qui vient.'
        : null;
  if (problem === null) return moment;
  throw new InvalidInputError(
    'The moment of a mailing is not within the next year.',
    [{ path: 'at', message: problem }],
    {
      userMessage: problem,
    },
  );
}
