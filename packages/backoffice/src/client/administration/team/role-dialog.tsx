import { changeStaffRole, type TeamMemberView } from '@guichet/shared/contracts/team';
import { Button } from '@guichet/shared/ui/button';
import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { call } from '../../api.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { ROLE_OPTIONS, ROLE_WORDS } from './team-words.ts';
import { useTeamAct } from './use-team-act.ts';

type Role = TeamMemberView['role'];

export function RoleDialog({ member, onClose }: { member: TeamMemberView; onClose: () => void }) {
  const change = useTeamAct(
    async (to: Role) => {
      await call(changeStaffRole, { params: { id: member.id }, body: { from: member.role, to } });
      return to;
    },
    (to) => `${member.name} : ${ROLE_WORDS[to].label}.`,
    onClose,
  );
  return (
    <Dialog title={`Changer de rôle\u00a0: ${member.name}`} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change.run(String(new FormData(event.currentTarget).get('role')) as Role);
        }}
      >
        <RadioGroup
          id="member-role"
          name="role"
          label="Rôle"
          hint="Il vaut dès la prochaine chose que la personne fait dans le guichet."
          required
          options={ROLE_OPTIONS}
          defaultValue={member.role}
          error={change.problem}
        />
        <div className="dialog-acts">
          <Button disabled={change.busy}>Enregistrer</Button>
        </div>
      </form>
    </Dialog>
  );
}
