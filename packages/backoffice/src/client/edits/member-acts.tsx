import { EditAct } from './edit-act.tsx';

type Props = {
  personId: string;
  mandateId: string;
  poId: string;
  /** Of the person. */
  name: string;
  deceased: boolean;
  /** The mandate is over: it is not ended again. */
  over: boolean;
};

/** What staff may change about a member of a PO: the person, the mandate, a role more. */
export function MemberActs({ personId, mandateId, poId, name, deceased, over }: Props) {
  return (
    <div className="edit-acts">
      <EditAct kind="set-person-fields" id={personId} poId={poId} label="Modifier la fiche" about={name} />
      <EditAct kind="set-mandate-dates" id={mandateId} label="Dates du mandat" about={name} />
      {!over && <EditAct kind="assign-role" id={mandateId} label="Ajouter un rôle" about={name} />}
      {!over && <EditAct kind="end-mandate" id={mandateId} label="Terminer le mandat" about={name} />}
      <EditAct kind="annul-mandate" id={mandateId} label="Annuler le mandat" about={name} look="danger" />
      {deceased && <EditAct kind="undo-death" id={personId} poId={poId} label="N’est pas décédé·e" about={name} />}
    </div>
  );
}
