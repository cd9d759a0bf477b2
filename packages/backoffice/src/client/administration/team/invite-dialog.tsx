import { inviteStaff, type TeamMemberView } from '@guichet/shared/contracts/team';
import { Button } from '@guichet/shared/ui/button';
import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextField } from '@guichet/shared/ui/text-field';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { sessionQuery } from '../../queries.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { ROLE_OPTIONS } from './team-words.ts';
import { useTeamAct } from './use-team-act.ts';

type Invited = { name: string; email: string; role: TeamMemberView['role']; regionId: string };

export function InviteDialog({
  regions,
  onClose,
}: {
  regions: readonly { id: string; name: string }[];
  onClose: () => void;
}) {
  const own = regions[0]?.id ?? '';
  const invite = useTeamAct(
    (body: Invited) => call(inviteStaff, { body }),
    () => 'Invitation envoyée.',
    onClose,
  );
  const { data: session } = useQuery(sessionQuery);
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '');
    invite.run({
      name: text('name'),
      email: text('email'),
      role: text('role') as Invited['role'],
      regionId: text('region') || own,
    });
  };
  return (
    <Dialog title="Inviter dans l’équipe" onClose={onClose}>
      <p>
        Un mail part avec un lien, valable sept jours. La personne y choisit son mot de passe
        {session?.secondFactorRequired === false ? '.' : ' et son second facteur.'}
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <TextField
          id="invite-name"
          name="name"
          label="Prénom et nom"
          required
          autoComplete="off"
          error={invite.issue('name')}
        />
        <TextField
          id="invite-email"
          name="email"
          label="Adresse mail"
          type="email"
          required
          autoComplete="off"
          error={invite.issue('email')}
        />
        <RadioGroup
          id="invite-role"
          name="role"
          label="Rôle"
          required
          options={ROLE_OPTIONS}
          defaultValue="secretariat"
        />
        {regions.length > 1 && (
          <SelectField
            id="invite-region"
            name="region"
            label="Secrétariat"
            required
            options={regions.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={own}
            error={invite.issue('regionId')}
          />
        )}
        {invite.problem && !invite.hasIssues && (
          <p className="field-error" role="alert">
            {invite.problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={invite.busy}>Envoyer l’invitation</Button>
        </div>
      </form>
    </Dialog>
  );
}
