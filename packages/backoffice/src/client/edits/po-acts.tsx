import { EditAct } from './edit-act.tsx';
import { OtherPoAct } from './other-po-act.tsx';

/** Changes what is recorded about the PO itself, and how it ends, as long as no end is recorded. */
export function PoActs({ poId, name, closes }: { poId: string; name: string; closes: boolean }) {
  return (
    <div className="edit-acts">
      <EditAct kind="set-po-fields" id={poId} label="Modifier le PO" about={name} />
      <EditAct
        kind="set-enterprise-number"
        id={poId}
        label="Changer le numéro d’entreprise"
        about={name}
        look="plain"
      />
      {!closes && (
        <>
          <OtherPoAct
            kind="merge-po"
            id={poId}
            label="Fusionner dans un autre PO"
            about={name}
            question="Quel PO reprend celui-ci ?"
            look="plain"
          />
          <EditAct kind="close-po" id={poId} label="Fermer le PO" about={name} look="plain" />
        </>
      )}
    </div>
  );
}

/** Adds a school to the PO. */
export function AddSchoolAct({ poId, name }: { poId: string; name: string }) {
  return (
    <div className="edit-acts">
      <EditAct kind="open-school" id={poId} label="Ajouter une école" about={name} />
    </div>
  );
}
