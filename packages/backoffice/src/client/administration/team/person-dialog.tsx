import { linkStaffPerson, type TeamMemberView } from '@guichet/shared/contracts/team';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { call } from '../../api.ts';
import { searchQuery } from '../../queries.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useTeamAct } from './use-team-act.ts';

/** Which person of the register somebody of the team is: they then decide alone on nothing that concerns themselves. */
export function PersonDialog({ member, onClose }: { member: TeamMemberView; onClose: () => void }) {
  const [typed, setTyped] = useState(member.name);
  const words = useDeferredValue(typed.trim());
  const { data } = useQuery({ ...searchQuery(words, 'many'), enabled: words !== '' });
  const link = useTeamAct(
    (personId: string | null) => call(linkStaffPerson, { params: { id: member.id }, body: { personId } }),
    () => `Enregistré pour ${member.name}.`,
    onClose,
  );
  const found = words === '' ? [] : (data?.people.found ?? []);
  return (
    <Dialog title={`Lier à une personne\u00a0: ${member.name}`} onClose={onClose} wide>
      <p>
        Si cette personne est aussi membre d’un PO, liez-la : une demande qui la concerne devra alors être décidée par
        un·e collègue.
      </p>
      {member.person && (
        <p className="linked-person">
          Liée à <strong>{member.person.name}</strong>.
          <Button type="button" kind="quiet" small disabled={link.busy} onClick={() => link.run(null)}>
            Retirer le lien
          </Button>
        </p>
      )}
      <label className="label" htmlFor="person-words">
        Nom, adresse mail ou téléphone
      </label>
      <input
        id="person-words"
        className="input"
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="muted small po-count" role="status">
        {words !== '' && data && (found.length === 0 ? 'Personne ne correspond.' : `${found.length} au plus proche`)}
      </p>
      {link.problem && (
        <p className="field-error" role="alert">
          {link.problem}
        </p>
      )}
      <ul className="choices-list">
        {found.map((person) => (
          <li key={person.id}>
            <button type="button" className="choice-button" disabled={link.busy} onClick={() => link.run(person.id)}>
              <span className="choice-label">{person.title}</span>
              <span className="muted small">{person.detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
