import { type AudienceCriteria, ROLE_LACKS } from '@guichet/shared/contracts/mailing-audience';
import { isRole, ROLE_LABELS, ROLES } from '@guichet/shared/domain/roles';
import { useState } from 'react';
import type { AudienceEditorProps } from './audience-editor.tsx';

type Pos = AudienceCriteria['pos'];

/** What a PO may lack of a role, as a choice says it. */
export const ROLE_LACK_LABELS: Record<(typeof ROLE_LACKS)[number], string> = {
  unheld: 'Personne ne l’exerce',
  unreachable: 'Exercé, sans adresse utilisable',
};

/** Narrows the POs of an audience by their name, and to those where nobody reachable holds a role. */
export function PoLacks({ criteria: { pos }, onChange }: AudienceEditorProps) {
  const { named, without, ...others } = pos;
  const set = (next: { named?: string | undefined; without?: Pos['without'] | undefined }) =>
    onChange?.({
      pos: { ...others, ...(next.named && { named: next.named }), ...(next.without && { without: next.without }) },
    });
  // Open where something is chosen already; from then on it is its reader's.
  const [isOpen] = useState(named !== undefined || without !== undefined);
  return (
    <details className="audience-list" open={isOpen}>
      <summary>
        Nom, ou rôle qui manque
        {(named ?? without) !== undefined && <span className="muted"> · choisi</span>}
      </summary>
      <label className="label" htmlFor="po-nom">
        Dont le nom contient
      </label>
      <input
        id="po-nom"
        className="input input-compact"
        maxLength={100}
        autoComplete="off"
        disabled={!onChange}
        value={named ?? ''}
        onChange={({ target: { value } }) => set({ named: value, without })}
      />
      <label className="label" htmlFor="po-sans">
        Où personne de joignable n’est
      </label>
      <select
        id="po-sans"
        className="input input-compact"
        disabled={!onChange}
        value={without?.role ?? ''}
        onChange={({ target: { value } }) => set({ named, without: isRole(value) ? { role: value } : undefined })}
      >
        <option value="">Sans cette limite</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {ROLE_LABELS[role]}
          </option>
        ))}
      </select>
      {without && (
        <>
          <label className="label" htmlFor="po-sans-cause">
            Ce qui y manque
          </label>
          <select
            id="po-sans-cause"
            className="input input-compact"
            disabled={!onChange}
            value={without.why ?? ''}
            onChange={({ target: { value } }) => {
              const why = ROLE_LACKS.find((each) => each === value);
              set({ named, without: { role: without.role, ...(why && { why }) } });
            }}
          >
            <option value="">Personne, ou sans adresse</option>
            {ROLE_LACKS.map((why) => (
              <option key={why} value={why}>
                {ROLE_LACK_LABELS[why]}
              </option>
            ))}
          </select>
        </>
      )}
    </details>
  );
}
