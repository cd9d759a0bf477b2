import { type TeamMemberView, resendInvitation } from '@guichet/shared/contracts/team';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { useState } from 'react';
import { call } from '../../api.ts';
import { ConfirmDialog, type ConfirmedAct } from './confirm-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { ROLE_WORDS, STATE_WORDS, sayFactors, sayPresence } from './team-words.ts';
import { useTeamAct } from './use-team-act.ts';

type Props = {
  member: TeamMemberView;
  showRegion: boolean;
  /** One below the heading that stands above the list. */
  level: 'h2' | 'h3';
};

type Opened = ConfirmedAct | 'role' | 'person';

/** Somebody of the team, with what an administrator may do about them. */
export function MemberItem({ member, showRegion, level: Heading }: Props) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const state = STATE_WORDS[member.state];
  const factors = sayFactors(member);
  return (
    <li className="task member-item">
      <div>
        <Heading>
          {member.name} <Tag kind={state.kind}>{state.label}</Tag>
        </Heading>
        <p className="task-line small">
          <span>{ROLE_WORDS[member.role].label}</span>
          <span className="muted">{member.email}</span>
          {showRegion && <span className="muted">{member.region}</span>}
        </p>
        <p className="task-line muted small">
          <span>{sayPresence(member)}</span>
          {factors && <span>{factors}</span>}
          {member.person && <span>Dans la base : {member.person.name}</span>}
        </p>
      </div>
      {member.self ? (
        <p className="muted small">C’est vous : un·e collègue peut changer votre rôle.</p>
      ) : (
        <MemberActs member={member} onOpen={setOpened} />
      )}
      {opened === 'role' && <RoleDialog member={member} onClose={close} />}
      {opened === 'person' && <PersonDialog member={member} onClose={close} />}
      {opened !== null && opened !== 'role' && opened !== 'person' && (
        <ConfirmDialog act={opened} member={member} onClose={close} />
      )}
    </li>
  );
}

function MemberActs({ member, onOpen }: { member: TeamMemberView; onOpen: (opened: Opened) => void }) {
  const { state, name, factors } = member;
  const resend = useTeamAct(
    () => call(resendInvitation, { params: { id: member.id } }),
    () => `Invitation renvoyée à ${name}.`,
  );
  const act = (label: string, opened: Opened) => (
    <Button type="button" kind="quiet" small onClick={() => onOpen(opened)}>
      {label}
      <span className="visually-hidden"> : {name}</span>
    </Button>
  );
  return (
    <div className="task-acts">
      {(state === 'active' || state === 'invited') && act('Changer de rôle', 'role')}
      {state === 'active' && act('Lier à une personne', 'person')}
      {state === 'active' &&
        (factors.totp || factors.passkeys > 0) &&
        act('Réinitialiser le second facteur', 'factors')}
      {state === 'active' && act('Quitte l’équipe', 'end')}
      {state === 'invited' && (
        <Button type="button" kind="quiet" small disabled={resend.busy} onClick={() => resend.run()}>
          Renvoyer l’invitation
          <span className="visually-hidden"> : {name}</span>
        </Button>
      )}
      {state === 'invited' && act('Retirer l’invitation', 'withdraw')}
      {(state === 'left' || state === 'withdrawn') && act('Inviter à nouveau', 'restore')}
      {resend.problem && (
        <p className="field-error" role="alert">
          {resend.problem}
        </p>
      )}
    </div>
  );
}
