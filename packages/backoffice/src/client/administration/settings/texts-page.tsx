import { AdministratorsOnly } from '../administrators-only.tsx';
import { SettingRoom } from './setting-room.tsx';

/** What is said in the name of the secretariat, and what members see of each other. */
export function TextsPage() {
  return (
    <AdministratorsOnly title="Textes et affichage">
      <p className="muted">
        Ce que le formulaire, l’extranet et les mails disent au nom du secrétariat, et ce que les membres voient les uns
        des autres. Un changement se voit tout de suite.
      </p>
      <SettingRoom room="texts" />
    </AdministratorsOnly>
  );
}
