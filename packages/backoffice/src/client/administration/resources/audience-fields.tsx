import type { PoMatch } from '@guichet/shared/contracts/pos';
import { ROLE_LABELS, ROLES, type Role } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { CheckboxGroup } from '@guichet/shared/ui/checkbox-group';
import { SelectField } from '@guichet/shared/ui/select-field';
import { lazy, Suspense, useState } from 'react';
import type { ResourceDraft } from './use-resource-draft.ts';

const PoPicker = lazy(async () => ({ default: (await import('../../pos/po-picker.tsx')).PoPicker }));

type Props = {
  draft: ResourceDraft;
  /** Who "all administrators" are. */
  administratorRoles: readonly Role[];
  errors: Record<string, string>;
  set: (values: Partial<ResourceDraft>) => void;
};

/** Who sees a resource: everybody or some roles, of every PO or of some. */
export function AudienceFields({ draft, administratorRoles, errors, set }: Props) {
  const { everybody, administrators, roles } = draft;
  const tick = (value: string, ticked: boolean) =>
    value === 'administrators'
      ? set({ administrators: ticked })
      : set({ roles: ROLES.filter((one) => (one === value ? ticked : roles.includes(one))) });
  return (
    <>
      <SelectField
        id="public"
        name="public"
        label="Qui la voit"
        required
        value={everybody ? 'tous' : 'roles'}
        options={[
          { value: 'tous', label: 'Tous les membres' },
          { value: 'roles', label: 'Certains rôles' },
        ]}
        inputProps={{ onChange: (event) => set({ everybody: event.target.value === 'tous' }) }}
      />
      {!everybody && (
        <CheckboxGroup
          id="roles"
          name="roles"
          label="Rôles"
          required
          columns
          value={administrators ? ['administrators', ...roles] : roles}
          error={errors.roles}
          options={[
            {
              value: 'administrators',
              label: 'Tous les administrateurs',
              hint: administratorRoles.map((role) => ROLE_LABELS[role]).join(', '),
            },
            ...ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] })),
          ]}
          inputProps={{ onChange: (event) => tick(event.target.value, event.target.checked) }}
        />
      )}
      <PoChoice pos={draft.pos} error={errors.poIds} onChange={(pos) => set({ pos })} />
    </>
  );
}

function PoChoice({
  pos,
  error,
  onChange,
}: {
  pos: ResourceDraft['pos'];
  error: string | undefined;
  onChange: (pos: ResourceDraft['pos']) => void;
}) {
  const [picking, setPicking] = useState(false);
  const choose = ({ id, fase, name }: PoMatch) => {
    if (!pos.some((one) => one.id === id)) onChange([...pos, { id, fase, name }]);
    setPicking(false);
  };
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'}>
      <legend className="label">PO</legend>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      {pos.length === 0 ? (
        <p className="muted">De tous les PO.</p>
      ) : (
        <ul className="resource-pos">
          {pos.map(({ id, fase, name }) => (
            <li key={id}>
              {name} <span className="muted">(FASE {fase})</span>
              <Button type="button" kind="plain" small onClick={() => onChange(pos.filter((one) => one.id !== id))}>
                Retirer
                <span className="visually-hidden"> : {name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button type="button" kind="quiet" small onClick={() => setPicking(true)}>
        {pos.length === 0 ? 'Réserver à un PO' : 'Ajouter un PO'}
      </Button>
      {picking && (
        <Suspense>
          <PoPicker title="À quel PO est-elle réservée ?" onClose={() => setPicking(false)} onChoose={choose} />
        </Suspense>
      )}
    </fieldset>
  );
}
