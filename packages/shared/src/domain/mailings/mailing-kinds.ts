type MailingKindFacts = {
  /** French, as screens and preferences name it. */
  label: string;
  /** French: what a mailing of this kind is about. */
  explanation: string;
  /** Whether a member may leave it; if not, why, in French, as the mail itself says it. */
  leaving: { may: true } | { may: false; why: string };
};

/** Kinds of mailings. What a role obliges to is written to whoever holds it; the rest may be left. */
export const MAILING_KINDS = {
  duty: {
    label: 'Obligations et échéances',
    explanation: 'Ce que la loi, un décret ou la fédération demande à qui exerce le rôle, avec une date.',
    leaving: {
      may: false,
      why: 'Ce courrier porte sur les obligations de votre PO : il est envoyé à toute personne qui exerce le rôle, et on ne peut pas s’en désinscrire.',
    },
  },
  register: {
    label: 'Base de données PO',
    explanation: 'Compléter ou vérifier ce que la base sait du PO, de ses membres et de leurs rôles.',
    leaving: {
      may: false,
      why: 'Ce courrier sert à tenir à jour les données de votre PO : il est envoyé à toute personne qui exerce le rôle, et on ne peut pas s’en désinscrire.',
    },
  },
  information: {
    label: 'Informations et actualités',
    explanation: 'Nouvelles des services, publications, projets.',
    leaving: { may: true },
  },
  training: {
    label: 'Formations et rencontres',
    explanation: 'Invitations à des formations, des assemblées, des rencontres.',
    leaving: { may: true },
  },
} as const satisfies Record<string, MailingKindFacts>;

export type MailingKind = keyof typeof MAILING_KINDS;
export const MAILING_KIND_NAMES = Object.keys(MAILING_KINDS) as MailingKind[];

/** Those that a member may leave. */
export const LEAVABLE_KINDS = ['information', 'training'] as const satisfies readonly MailingKind[];
export type LeavableKind = (typeof LEAVABLE_KINDS)[number];
