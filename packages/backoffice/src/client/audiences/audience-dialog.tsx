import { type AudienceView, changeAudience, createAudience } from '@guichet/shared/contracts/audiences';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import { sayCriteria } from '@guichet/shared/domain/mailings/say-criteria';
import { call } from '../api.ts';
import { NameDialog } from '../shell/name-dialog.tsx';
import { useAct } from '../shell/use-act.ts';
import { audiencesQuery } from './audience-queries.ts';

type Props = {
  criteria: AudienceCriteria;
  /** The audience that is renamed; without one, another is kept. */
  audience?: AudienceView | undefined;
  onDone?: (id: string) => void;
  onClose: () => void;
};

/** Keeps an audience under a name, or gives it another one. */
export function AudienceDialog({ criteria, audience, onDone, onClose }: Props) {
  const { act, busy, errors, problem } = useAct(...audiencesQuery.queryKey);
  const save = (name: string) =>
    act(
      audience ? 'Audience renommée.' : 'Audience enregistrée.',
      () =>
        audience
          ? call(changeAudience, { params: { id: audience.id }, body: { version: audience.version, name } })
          : call(createAudience, { body: { name, criteria } }),
      ({ id }) => {
        onDone?.(id);
        onClose();
      },
    );
  return (
    <NameDialog
      title={audience ? 'Renommer l’audience' : 'Enregistrer cette audience'}
      label="Nom"
      hint="Par exemple « Trésoreries de l’arrondissement de Dinant ». Vos collègues la voient aussi."
      before={audience?.name ?? ''}
      {...{ busy, problem, error: errors.name, onClose }}
      onName={(name) => void save(name)}
    >
      <p className="muted small">{sayCriteria(criteria)}</p>
    </NameDialog>
  );
}
