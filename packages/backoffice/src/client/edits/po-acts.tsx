import { EditAct } from './edit-act.tsx';

/** Changes what is recorded about the PO itself. */
export function PoActs({ poId, name }: { poId: string; name: string }) {
  return (
    <div className="edit-acts">
      <EditAct kind="set-po-fields" id={poId} label="Modifier le PO" about={name} />
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
