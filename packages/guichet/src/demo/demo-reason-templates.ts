/** What the secretariat of the demonstration often answers. */
export const DEMO_REASON_TEMPLATES = [
  {
    type: null,
    title: 'PO à préciser',
    body: 'Bonjour {auteur},\n\nVotre envoi {reference} ne permet pas de reconnaître le PO dont il s’agit. Renvoyez votre demande en choisissant le PO dans la liste, ou téléphonez-nous au {telephone}.',
  },
  {
    type: 'new-member',
    title: 'Pas encore élu·e',
    body: 'Bonjour {auteur},\n\nLe procès-verbal de l’assemblée générale ne nomme pas {objet}. Renvoyez la demande quand l’élection aura eu lieu.',
  },
  {
    type: 'new-member',
    title: 'Déjà membre',
    body: 'Bonjour {auteur},\n\n{objet} est déjà membre du PO « {po} » : rien n’est à changer.',
  },
  {
    type: 'removal',
    title: 'Personne inconnue',
    body: 'Bonjour {auteur},\n\nNous ne connaissons pas {objet} parmi les membres du PO « {po} ». Vérifiez l’orthographe du nom, puis renvoyez votre demande.',
  },
];
