import type { MemberView, PoFile } from '@guichet/shared/contracts/pos';
import { de } from '@guichet/shared/domain/elision';
import { Tag } from '@guichet/shared/ui/tag';
import { Link, useLocation } from '@tanstack/react-router';
import { MemberActs } from '../edits/member-acts.tsx';
import { RoleActs } from '../edits/role-acts.tsx';
import { breakable } from '../request/breakable.tsx';
import { FactLine, FactList } from './fact-list.tsx';
import { PersonDataLink } from '../privacy/person-data-link.tsx';

/** A member: name and roles at a glance, the rest on demand, or at once for whom the address names. */
export function MemberCard({ file: { id: poId, day, today }, member }: { file: PoFile; member: MemberView }) {
  const isMeant = useLocation({ select: ({ hash }) => hash === `personne-${member.personId}` });
  const { name, roles, period, deceased, erased, account, origin, endOrigin, facts, personId, mandateId, when } =
    member;
  // Another day is there to be read, and so is what an erasure left.
  const canAct = day === today && !erased;
  const email = facts.find(({ field, value }) => field === 'email' && value !== '—')?.value;
  return (
    <li className="member" id={`personne-${member.personId}`}>
      <details open={isMeant}>
        <summary>
          <span className="member-name">{name}</span>
          <span className="tags">
            {deceased && <Tag>décédé·e</Tag>}
            {roles
              .filter(({ when }) => when !== 'past')
              .map((role) => (
                <Tag key={role.id} kind={role.when === 'present' ? 'accent' : 'plain'}>
                  {role.when === 'future' ? `${role.label}, ${role.period}` : role.label}
                </Tag>
              ))}
          </span>
          <span className="muted small member-period">{breakable(email ?? period)}</span>
        </summary>
        <FactList facts={facts}>
          <FactLine label="Mandat" value={period} origin={origin} endOrigin={endOrigin} />
          {roles.map((role) => (
            <FactLine
              key={role.id}
              label={role.label}
              value={role.period}
              origin={role.origin}
              endOrigin={role.endOrigin}
            >
              {canAct && <RoleActs roleId={role.id} about={`${role.label}, ${name}`} over={role.when === 'past'} />}
            </FactLine>
          ))}
          <FactLine label="Compte extranet, aujourd’hui" value={account} />
        </FactList>
        <p className="member-more">
          <Link to="/personnes/$personId" params={{ personId }}>
            Fiche {de(name)}
          </Link>
        </p>
        {canAct && <MemberActs {...{ personId, mandateId, poId, name, deceased }} over={when === 'past'} />}
        {!erased && (
          <p className="small">
            <PersonDataLink personId={personId} name={name} />
          </p>
        )}
      </details>
    </li>
  );
}
