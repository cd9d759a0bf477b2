import type { SessionView } from '@guichet/shared/contracts/session';
import {
  endStaffAccess,
  resetStaffFactors,
  restoreStaffAccess,
  type TeamMemberView,
} from '@guichet/shared/contracts/team';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { sessionQuery } from '../../queries.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useTeamAct } from './use-team-act.ts';

export type ConfirmedAct = 'end' | 'withdraw' | 'restore' | 'factors';

type Words = {
  title: string;
  sentences: readonly string[];
  /** What follows, where the installation decides it. */
  next?: (session: Pick<SessionView, 'secondFactorRequired'>) => string;
  button: string;
  danger: boolean;
  run: (id: string) => Promise<object>;
  said: (name: string, done: object) => string;
};

const end = (id: string) => call(endStaffAccess, { params: { id } });

const WORDS: Record<ConfirmedAct, Words> = {
  end: {
    title: 'Quitte l’équipe',
    sentences: [
      'L’accès s’arrête tout de suite, partout où la personne est connectée. Son mot de passe et son second facteur sont effacés.',
      'Ses demandes en cours ne sont plus à personne, et les collègues en sont prévenus. Son nom reste dans l’historique.',
    ],
    button: 'Mettre fin à l’accès',
    danger: true,
    run: end,
    said: (name, done) => {
      const { released } = done as { released: number };
      if (released === 0) return `${name} n’a plus d’accès.`;
      return `${name} n’a plus d’accès. ${released === 1 ? 'Une demande est' : `${released} demandes sont`} à reprendre.`;
    },
  },
  withdraw: {
    title: 'Retirer l’invitation',
    sentences: ['Le lien du mail ne fonctionnera plus.'],
    button: 'Retirer l’invitation',
    danger: true,
    run: end,
    said: (name) => `Invitation de ${name} retirée.`,
  },
  restore: {
    title: 'Inviter à nouveau',
    sentences: [
      'La personne retrouve son rôle. Un mail part avec un lien, valable sept jours : elle y choisit un nouveau mot de passe, et le reste comme la première fois.',
    ],
    button: 'Envoyer l’invitation',
    danger: false,
    run: (id) => call(restoreStaffAccess, { params: { id } }),
    said: (name) => `${name} est invité·e à nouveau.`,
  },
  factors: {
    title: 'Réinitialiser le second facteur',
    sentences: [
      'À faire seulement si vous êtes sûr·e que c’est bien cette personne qui le demande : appelez-la.',
      'Ses clés, son application et ses codes de secours ne servent plus, et ses sessions prennent fin. Un mail la prévient.',
    ],
    next: ({ secondFactorRequired }) =>
      secondFactorRequired
        ? 'Après son mot de passe, elle choisira un nouveau second facteur.'
        : 'Ensuite, son mot de passe suffit : cette installation de démonstration ne demande pas de second facteur.',
    button: 'Réinitialiser',
    danger: true,
    run: (id) => call(resetStaffFactors, { params: { id } }),
    said: (name) => `Second facteur de ${name} réinitialisé.`,
  },
};

/** Says what will happen to somebody before it is done. */
export function ConfirmDialog(props: { act: ConfirmedAct; member: TeamMemberView; onClose: () => void }) {
  const { act, member, onClose } = props;
  const { title, sentences, next, button, danger, run, said } = WORDS[act];
  const { data: session } = useQuery(sessionQuery);
  const done = useTeamAct(
    () => run(member.id),
    (answer) => said(member.name, answer),
    onClose,
  );
  return (
    <Dialog title={`${title}\u00a0: ${member.name}`} onClose={onClose}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {next && session && <p>{next(session)}</p>}
      {done.problem && (
        <p className="field-error" role="alert">
          {done.problem}
        </p>
      )}
      <div className="dialog-acts">
        <Button type="button" kind={danger ? 'danger' : 'main'} disabled={done.busy} onClick={() => done.run()}>
          {button}
        </Button>
        <Button type="button" kind="quiet" onClick={onClose}>
          Ne rien changer
        </Button>
      </div>
    </Dialog>
  );
}
