import type { PersonFile } from '@guichet/shared/contracts/persons';
import { EditAct } from '../edits/edit-act.tsx';

/** Changes who somebody is or how to reach them, seen from a PO of this secretariat: the mandate of today, or the latest. */
export function PersonEdit({
  file: { id, name, mandates },
  label,
  only,
}: {
  file: PersonFile;
  label: string;
  only?: string;
}) {
  const ours = mandates.filter(({ poId, annulled }) => poId !== null && annulled === null);
  const home = ours.find(({ when }) => when === 'present') ?? ours[0];
  if (!home?.poId) return null;
  return <EditAct kind="set-person-fields" id={id} poId={home.poId} only={only} label={label} about={name} />;
}
