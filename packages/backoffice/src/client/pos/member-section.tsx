import type { MemberView, PoFile } from '@guichet/shared/contracts/pos';
import { AddMemberAct } from '../edits/add-member-act.tsx';
import { AnnulledList } from './annulled-list.tsx';
import { MemberCard } from './member-card.tsx';

/** Who is a member on the day, who will be, and who was. */
export function MemberSection({ file }: { file: PoFile }) {
  const of = (when: MemberView['when']) => file.members.filter((member) => member.when === when);
  const past = of('past');
  return (
    <section aria-labelledby="file-members">
      <h2 id="file-members">Membres</h2>
      {file.day === file.today && !file.closing?.over && (
        <AddMemberAct po={{ id: file.id, name: file.name, detail: `FASE ${file.fase}` }} />
      )}
      {of('present').length === 0 && (
        <p className="muted">{file.day === file.today ? 'Aucun membre aujourd’hui.' : 'Aucun membre à cette date.'}</p>
      )}
      <MemberList file={file} members={of('present')} />
      {of('future').length > 0 && (
        <>
          <h3>À venir</h3>
          <MemberList file={file} members={of('future')} />
        </>
      )}
      {past.length > 0 && (
        <details className="file-past">
          <summary>{past.length === 1 ? '1 mandat terminé' : `${past.length} mandats terminés`}</summary>
          <MemberList file={file} members={past} />
        </details>
      )}
      <AnnulledList annulled={file.annulled} />
    </section>
  );
}

function MemberList({ file, members }: { file: PoFile; members: readonly MemberView[] }) {
  if (members.length === 0) return null;
  return (
    <ul className="members">
      {members.map((member) => (
        <MemberCard key={member.mandateId} file={file} member={member} />
      ))}
    </ul>
  );
}
