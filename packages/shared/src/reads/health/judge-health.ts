import type { Health } from '../../contracts/health.ts';

export type Facts = Omit<Health, 'notes'> & {
  /** Work that was given up, whose task nobody has settled. */
  abandoned: number;
  tampered: boolean;
};

const SILENT_SECONDS = 30;
const MAIL_MINUTES = 15;
const SEAL_MINUTES = 5;

const TELL_OPERATOR = 'Prévenez la personne qui tient le serveur.';

/** What somebody should look at, the gravest first, with what to do; nothing when all is well. */
export function judgeHealth(facts: Facts): Health['notes'] {
  const now = new Date(facts.at).getTime();
  const secondsSince = (at: string | null) => (at === null ? 0 : (now - new Date(at).getTime()) / 1_000);
  const alive = facts.workers.filter(({ at }) => secondsSince(at) <= SILENT_SECONDS);
  const notes: Health['notes'] = [];
  const bad = (title: string, advice: string) => notes.push({ kind: 'bad', title, advice });
  const warn = (title: string, advice: string) => notes.push({ kind: 'warn', title, advice });

  if (facts.tampered) {
    bad(
      'La dernière vérification du journal a trouvé un changement.',
      `Ouvrez le journal pour lire lequel. ${TELL_OPERATOR}`,
    );
  }
  if (alive.length === 0) {
    bad(
      'Le programme de fond ne donne pas signe de vie.',
      `Rien ne s’applique et aucun mail ne part ; rien n’est perdu, tout attend. ${TELL_OPERATOR}`,
    );
  } else if (!alive.some(({ queueAt }) => queueAt !== null && secondsSince(queueAt) <= SILENT_SECONDS)) {
    bad('La file d’attente ne répond pas.', `Rien ne s’applique ; rien n’est perdu, tout attend. ${TELL_OPERATOR}`);
  }
  const late = sum(facts.work.map((one) => one.late));
  if (late > 0) {
    warn(
      late === 1
        ? 'Un travail attend depuis plus d’une minute.'
        : `${late} travaux attendent depuis plus d’une minute.`,
      `Après un grand lot ou une importation, c’est normal et cela diminue. Si le nombre ne diminue pas : ${TELL_OPERATOR.toLowerCase()}`,
    );
  }
  if (facts.abandoned > 0) {
    warn(
      facts.abandoned === 1 ? 'Un travail a été abandonné.' : `${facts.abandoned} travaux ont été abandonnés.`,
      'Chacun a sa tâche, qui dit pourquoi. Réglez-les dans « Tâches ».',
    );
  }
  if (alive.length > 0 && alive.every(({ mailPausedSeconds }) => mailPausedSeconds > 0)) {
    warn(
      'Le serveur de mails ne prend rien en ce moment.',
      `Les mails attendent et repartent d’eux-mêmes. Si cela dure une heure : ${TELL_OPERATOR.toLowerCase()}`,
    );
  }
  const waiting = facts.mails.find(({ state }) => state === 'pending');
  if (waiting && secondsSince(waiting.oldest) > MAIL_MINUTES * 60) {
    warn(
      `Un mail attend depuis plus de ${MAIL_MINUTES} minutes.`,
      `Il partira de lui-même quand le serveur de mails le prendra. Si cela dure : ${TELL_OPERATOR.toLowerCase()}`,
    );
  }
  if (secondsSince(facts.audit.oldestUnsealed) > SEAL_MINUTES * 60) {
    warn(`Le journal n’est plus scellé depuis plus de ${SEAL_MINUTES} minutes.`, TELL_OPERATOR);
  }
  return notes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
