import { Dialog } from './dialog.tsx';

const KEYS: [keys: string[], does: string][] = [
  [['j'], 'demande suivante'],
  [['k'], 'demande précédente'],
  [['Entrée'], 'lire la demande choisie'],
  [['a'], 'approuver'],
  [['r'], 'refuser'],
  [['c'], 'demander une correction'],
  [['m'], 'clore à la main'],
  [['u'], 'annuler la dernière approbation'],
  [['/'], 'chercher'],
  [['Ctrl', 'Entrée'], 'envoyer le texte que l’on écrit'],
  [['Échap'], 'fermer une fenêtre, revenir à la liste'],
  [['?'], 'cette aide'],
];

/** Every shortcut, and the two things that newcomers ask. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Aide" onClose={onClose}>
      <h3>Au clavier</h3>
      <dl className="keys">
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="muted small">Ces touches se taisent pendant que vous écrivez.</p>
      <h3>Approuvée, puis appliquée</h3>
      <p>
        Approuver, c’est décider. Le changement est écrit dans la base quelques secondes plus tard : d’ici là, vous
        pouvez annuler. La demande passe alors d’« approuvée » à « appliquée », et les mails partent.
      </p>
      <h3>En échec</h3>
      <p>
        Les données ont changé entre la décision et l’application, ou une erreur est survenue : rien n’a été écrit. La
        demande revient en haut de la liste, avec la raison.
      </p>
    </Dialog>
  );
}
