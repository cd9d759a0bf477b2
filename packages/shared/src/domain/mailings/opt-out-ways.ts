/** How somebody left a kind of mailing, in French after "depuis le ...": as staff read it, and as the person does. */
export const OPT_OUT_WAYS = {
  link: { toStaff: 'par le lien d’un courrier', toPerson: 'par le lien d’un courrier' },
  extranet: { toStaff: 'dans l’extranet', toPerson: 'comme vous l’avez choisi ici' },
  staff: { toStaff: 'à sa demande', toPerson: 'à votre demande, par le secrétariat' },
  complaint: {
    toStaff: 'parce qu’un de nos mails a été signalé comme indésirable',
    toPerson: 'parce qu’un de nos mails a été signalé comme indésirable depuis votre messagerie',
  },
} as const;

export type OptOutWay = keyof typeof OPT_OUT_WAYS;
export const OPT_OUT_WAY_NAMES = Object.keys(OPT_OUT_WAYS) as [OptOutWay, ...OptOutWay[]];
