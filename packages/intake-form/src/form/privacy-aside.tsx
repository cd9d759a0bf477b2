/** Opened beside the form: what is half written stays where it is. */
export function PrivacyAside() {
  return (
    <p>
      Vos réponses sont lues par le secrétariat, qui met la base de données des PO à jour.{' '}
      <a href="/vie-privee" target="_blank" rel="noopener">
        Lire la notice «&nbsp;Vie privée&nbsp;» (nouvel onglet)
      </a>
    </p>
  );
}
