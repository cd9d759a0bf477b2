import { roleInSentence } from '@guichet/shared/domain/mailings/say-reason';
import { isRole, ROLE_LABELS, ROLES, type Role } from '@guichet/shared/domain/roles';
import { CheckboxGroup } from '@guichet/shared/ui/checkbox-group';
import { useQuery } from '@tanstack/react-query';
import { audienceChoicesQuery } from './audience-queries.ts';
import { ChipList } from './chip-list.tsx';
import type { AudienceEditorProps } from './audience-editor.tsx';

/** The roles that are written to, and for each whom to write to in a PO where nobody reachable holds it. */
export function RoleChoice({ criteria, onChange }: AudienceEditorProps) {
  const { data: choices } = useQuery(audienceChoicesQuery);
  const toggle = (role: Role) => {
    const roles = ROLES.filter((one) => (one === role) !== criteria.roles.includes(one));
    const isNew = !criteria.fallbacks.some((one) => one.role === role);
    const chain = choices?.chains[role] ?? [];
    onChange?.({ roles, fallbacks: isNew ? [...criteria.fallbacks, { role, chain }] : criteria.fallbacks });
  };
  const asked = ROLES.filter((role) => criteria.roles.includes(role));
  return (
    <>
      <CheckboxGroup
        partOfGroup
        id="roles"
        name="roles"
        label="Rôles"
        hint="Chaque personne reçoit un seul courrier, quel que soit le nombre de ses rôles."
        columns
        value={criteria.roles}
        options={ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
        inputProps={{
          // Ticked before the chains are known, a role would be without one.
          disabled: !onChange || !choices,
          onChange: ({ target: { value } }) => {
            if (isRole(value)) toggle(value);
          },
        }}
      />
      {asked.length > 0 && (
        <fieldset className="audience-part">
          <legend className="label">Dans un PO où personne de joignable n’exerce ce rôle, écrire à</legend>
          {asked.map((role) => (
            <Chain key={role} role={role} criteria={criteria} onChange={onChange} />
          ))}
        </fieldset>
      )}
    </>
  );
}

function Chain({ role, criteria, onChange }: AudienceEditorProps & { role: Role }) {
  const chain: readonly Role[] = criteria.fallbacks.find((one) => one.role === role)?.chain ?? [];
  const set = (next: Role[]) =>
    onChange?.({ fallbacks: [...criteria.fallbacks.filter((one) => one.role !== role), { role, chain: next }] });
  const free = ROLES.filter((one) => one !== role && !chain.includes(one));
  const id = `defaut-${role}`;
  return (
    <div className="chain">
      <p className="chain-role">
        À défaut de {roleInSentence(role)}
        {chain.length === 0 && <span className="muted"> : personne</span>}
      </p>
      <ChipList
        label={`À défaut de ${roleInSentence(role)}, dans cet ordre`}
        chips={chain.map((one, place) => ({ id: one, label: `${place === 0 ? '' : 'puis '}${roleInSentence(one)}` }))}
        onRemove={onChange ? (gone) => set(chain.filter((one) => one !== gone)) : null}
      />
      {onChange && free.length > 0 && (
        <>
          <label className="visually-hidden" htmlFor={id}>
            À défaut de {roleInSentence(role)}, écrire aussi à
          </label>
          <select
            id={id}
            className="input input-compact"
            value=""
            onChange={({ target: { value } }) => {
              if (isRole(value)) set([...chain, value]);
            }}
          >
            <option value="">{chain.length === 0 ? 'Choisir un rôle' : 'Puis…'}</option>
            {free.map((one) => (
              <option key={one} value={one}>
                {ROLE_LABELS[one]}
              </option>
            ))}
          </select>
        </>
      )}
    </div>
  );
}
