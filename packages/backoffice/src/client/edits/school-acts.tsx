import { EditAct } from './edit-act.tsx';

/** What staff may change about one school. */
export function SchoolActs({ schoolId, name, closes }: { schoolId: string; name: string; closes: boolean }) {
  return (
    <div className="edit-acts">
      <EditAct kind="rename-school" id={schoolId} label="Renommer" about={name} look="plain" />
      <EditAct kind="move-school" id={schoolId} label="Changer l’adresse" about={name} look="plain" />
      {closes ? (
        <EditAct kind="reopen-school" id={schoolId} label="Reste ouverte" about={name} look="plain" />
      ) : (
        <EditAct kind="close-school" id={schoolId} label="Fermer" about={name} look="plain" />
      )}
    </div>
  );
}
