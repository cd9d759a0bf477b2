import { changeAdministratorRoles } from '@guichet/shared/contracts/resources';
import { ROLE_LABELS, ROLES, type Role } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { CheckboxGroup } from '@guichet/shared/ui/checkbox-group';
import { useState } from 'react';
import { call } from '../../api.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { useAct } from '../../shell/use-act.ts';

type Administrators = { roles: readonly Role[]; version: number };

/** Who "all administrators" are, for every resource that is for them. */
export function AdministratorsPart({ administrators }: { administrators: Administrators }) {
  const [editing, setEditing] = useState(false);
  return (
    <section aria-labelledby="administrateurs" className="resource-administrators">
      <h2 id="administrateurs">« Tous les administrateurs »</h2>
      <p>{administrators.roles.map((role) => ROLE_LABELS[role]).join(', ')}.</p>
      <Button type="button" kind="quiet" small onClick={() => setEditing(true)}>
        Modifier ces rôles
      </Button>
      {editing && <AdministratorsDialog administrators={administrators} onClose={() => setEditing(false)} />}
    </section>
  );
}

function AdministratorsDialog({ administrators, onClose }: { administrators: Administrators; onClose: () => void }) {
  const [roles, setRoles] = useState(administrators.roles);
  const { act, busy, errors, problem } = useAct('resources');
  const save = () =>
    act(
      'Rôles enregistrés.',
      () => call(changeAdministratorRoles, { body: { version: administrators.version, roles: [...roles] } }),
      onClose,
    );
  return (
    <FormDialog
      title="« Tous les administrateurs »"
      onClose={onClose}
      onSubmit={() => void save()}
      {...{ busy, problem }}
    >
      <CheckboxGroup
        id="roles-administrateurs"
        name="roles-administrateurs"
        label="Rôles"
        hint="Chaque ressource « Tous les administrateurs » s’ouvre à ces rôles."
        required
        value={roles}
        error={errors.roles}
        options={ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
        inputProps={{
          onChange: ({ target }) =>
            setRoles(ROLES.filter((one) => (one === target.value ? target.checked : roles.includes(one)))),
        }}
      />
    </FormDialog>
  );
}
