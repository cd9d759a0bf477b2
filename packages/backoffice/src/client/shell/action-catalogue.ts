/** Where an act stands in the help and in the palette. */
export const ACTION_GROUPS = {
  request: 'La demande ouverte',
  list: 'La liste',
  go: 'Aller',
  anywhere: 'Partout',
} as const;
export type ActionGroup = keyof typeof ACTION_GROUPS;

type ActionText = {
  group: ActionGroup;
  /** What a button says, and what the help and the palette read. */
  label: string;
  /**
   * One key ("a", "?", "enter"), one with a modifier ("shift+x", "mod+k": Ctrl or ⌘), or two one after the other
   * ("g d"). An act without a key is found in the palette.
   */
  keys?: string;
  /** Held down, the key goes on. */
  repeats?: true;
};

/**
 * Every act of the back office that a key or the palette can do, once: a screen says what it does by `useActions`, and
 * buttons, keyboard, palette and help read the same words and keys.
 */
export const ACTIONS = {
  approve: { group: 'request', label: 'Approuver', keys: 'a' },
  approveEnvoi: { group: 'request', label: 'Approuver tout l’envoi', keys: 'e' },
  approvePart: { group: 'request', label: 'Approuver une partie' },
  merge: { group: 'request', label: 'Même demande qu’une autre' },
  reject: { group: 'request', label: 'Refuser', keys: 'r' },
  askCorrection: { group: 'request', label: 'Demander une correction', keys: 'c' },
  note: { group: 'request', label: 'Écrire une note', keys: 'n' },
  message: { group: 'request', label: 'Écrire à l’auteur' },
  assignToMe: { group: 'request', label: 'Prendre pour moi', keys: 'm' },
  setAside: { group: 'request', label: 'Mettre de côté', keys: 's' },
  closeByHand: { group: 'request', label: 'Clore à la main', keys: 'h' },
  takeBack: { group: 'request', label: 'Annuler ce qui a été fait' },
  retry: { group: 'request', label: 'Réessayer', keys: 'y' },
  returnToStaff: { group: 'request', label: 'Remettre à traiter', keys: 't' },
  undo: { group: 'request', label: 'Annuler l’approbation', keys: 'u' },
  mergePersons: { group: 'request', label: 'Fusionner les deux fiches' },
  markDifferent: { group: 'request', label: 'Pas la même personne' },
  unmergePersons: { group: 'request', label: 'Défaire la fusion' },
  next: { group: 'list', label: 'Ligne suivante', keys: 'j', repeats: true },
  previous: { group: 'list', label: 'Ligne précédente', keys: 'k', repeats: true },
  open: { group: 'list', label: 'Ouvrir la ligne choisie', keys: 'enter' },
  back: { group: 'list', label: 'Revenir à la liste', keys: 'escape' },
  select: { group: 'list', label: 'Cocher la demande', keys: 'x' },
  selectNext: { group: 'list', label: 'Cocher jusqu’à la suivante', keys: 'shift+j', repeats: true },
  selectPrevious: { group: 'list', label: 'Cocher jusqu’à la précédente', keys: 'shift+k', repeats: true },
  tickShown: { group: 'list', label: 'Cocher toutes celles affichées', keys: 'shift+x' },
  tickAll: { group: 'list', label: 'Cocher toute la liste' },
  untick: { group: 'list', label: 'Tout décocher' },
  bulkApprove: { group: 'list', label: 'Approuver les demandes cochées' },
  bulkReject: { group: 'list', label: 'Refuser les demandes cochées' },
  bulkAssign: { group: 'list', label: 'Attribuer les demandes cochées' },
  exportList: { group: 'list', label: 'Exporter cette liste' },
  search: { group: 'list', label: 'Chercher dans cette liste', keys: '/' },
  goQueue: { group: 'go', label: 'Demandes à traiter', keys: 'g d' },
  goMine: { group: 'go', label: 'Demandes à moi', keys: 'g m' },
  goFailed: { group: 'go', label: 'Demandes en échec', keys: 'g e' },
  goSearch: { group: 'go', label: 'Recherche de personnes, PO, écoles et demandes', keys: 'g f' },
  goPos: { group: 'go', label: 'Pouvoirs organisateurs', keys: 'g p' },
  goPeople: { group: 'go', label: 'Personnes', keys: 'g n' },
  goDashboard: { group: 'go', label: 'Tableau de bord', keys: 'g b' },
  goDuplicates: { group: 'go', label: 'Doublons', keys: 'g u' },
  goBulk: { group: 'go', label: 'Lots de décisions', keys: 'g l' },
  goImports: { group: 'go', label: 'Importations de membres', keys: 'g i' },
  goExports: { group: 'go', label: 'Mes exportations' },
  goTasks: { group: 'go', label: 'Tâches', keys: 'g t' },
  goNotices: { group: 'go', label: 'Mes avis', keys: 'g a' },
  goEntry: { group: 'go', label: 'Saisir une demande reçue par téléphone ou par lettre', keys: 'g s' },
  goAccount: { group: 'go', label: 'Mon compte', keys: 'g c' },
  goTeam: { group: 'go', label: 'Équipe', keys: 'g q' },
  goTemplates: { group: 'go', label: 'Modèles de refus', keys: 'g r' },
  goRetention: { group: 'go', label: 'Conservation des données' },
  goPlatforms: { group: 'go', label: 'Plateformes' },
  goResources: { group: 'go', label: 'Ressources de l’extranet' },
  goVerification: { group: 'go', label: 'Vérification annuelle' },
  goTexts: { group: 'go', label: 'Textes du formulaire, de l’extranet et des mails' },
  goDelays: { group: 'go', label: 'Délais et rappels' },
  goHealth: { group: 'go', label: 'Santé du guichet' },
  goJournal: { group: 'go', label: 'Journal' },
  palette: { group: 'anywhere', label: 'Tout trouver : actions, personnes, PO, demandes', keys: 'mod+k' },
  help: { group: 'anywhere', label: 'Aide et raccourcis', keys: '?' },
} as const satisfies Record<string, ActionText>;

export type ActionId = keyof typeof ACTIONS;

export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[];

/** The words and keys of an act. */
export function actionText(id: ActionId): ActionText {
  return ACTIONS[id];
}

const NAMES: Record<string, string> = { enter: 'Entrée', escape: 'Échap', mod: 'Ctrl', shift: 'Maj' };

/** The keys of an act as they stand on a keyboard: ["G", "D"], ["Ctrl", "K"]. Empty for an act without one. */
export function keyCaps(id: ActionId): string[] {
  const { keys = '' } = actionText(id);
  return keys.split(/[ +]/).flatMap((key) => (key === '' ? [] : [NAMES[key] ?? key.toUpperCase()]));
}

/** What `aria-keyshortcuts` says of an act; it knows no keys one after the other. */
export function ariaKeys(id: ActionId): string | undefined {
  const { keys } = actionText(id);
  if (keys === undefined || keys.includes(' ')) return undefined;
  return keys
    .replace('mod+', 'Control+')
    .replace('shift+', 'Shift+')
    .replace(/^(enter|escape)$/, (key) => `${key.charAt(0).toUpperCase()}${key.slice(1)}`);
}
