import { EditAct } from './edit-act.tsx';
import { OtherPoAct } from './other-po-act.tsx';

type Props = {
  schoolId: string;
  name: string;
  closes: boolean;
  /** It is to go to another PO. */
  leaves: boolean;
};

/** What staff may change about one school. */
export function SchoolActs({ schoolId, name, closes, leaves }: Props) {
  return (
    <div className="edit-acts">
      <EditAct kind="rename-school" id={schoolId} label="Renommer" about={name} look="plain" />
      <EditAct kind="move-school" id={schoolId} label="Changer l’adresse" about={name} look="plain" />
      {!leaves && (
        <OtherPoAct
          kind="transfer-school"
          id={schoolId}
          label="Passer à un autre PO"
          about={name}
          question="Quel PO reprend l’école ?"
          look="plain"
        />
      )}
      {closes ? (
        <EditAct kind="reopen-school" id={schoolId} label="Reste ouverte" about={name} look="plain" />
      ) : (
        <EditAct kind="close-school" id={schoolId} label="Fermer" about={name} look="plain" />
      )}
    </div>
  );
}
