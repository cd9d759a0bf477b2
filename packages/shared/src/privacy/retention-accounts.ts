import { kept, personal, plain, purged, secret, type TableRetention } from './retention-rule.ts';

const CREDENTIAL_SECRETS = 'password access_token refresh_token id_token';
const CREDENTIAL_PLAIN =
  'id user_id account_id provider_id access_token_expires_at refresh_token_expires_at scope created_at updated_at';
const SESSION_PLAIN = 'id user_id expires_at created_at updated_at';

/** The two populations of sign-ins. */
export const ACCOUNTS_RETENTION: Record<string, TableRetention> = {
  member_account: {
    holds: 'Les comptes des membres (extranet)',
    purpose: 'accounts',
    row: kept('dit que la personne a eu un compte, sans dire lequel une fois qu’elle est effacée'),
    columns: {
      ...plain('id person_id email_verified state demo activated_at closed_at created_by created_at updated_at'),
      ...personal('member', 'person', 'name email image pending_email'),
    },
    ofPerson: 'id = any(:account)',
  },
  member_credential: {
    holds: 'Les mots de passe des membres, hachés',
    purpose: 'accounts',
    row: purged(null, 'avec la personne'),
    columns: { ...plain(CREDENTIAL_PLAIN), ...secret('member', 'person', CREDENTIAL_SECRETS) },
    unlinked: 'des secrets : les montrer mettrait le compte en danger',
  },
  member_session: {
    holds: 'Les sessions des membres',
    purpose: 'accounts',
    row: purged('sessions', 'après la fin de la session'),
    columns: {
      ...plain(`${SESSION_PLAIN} authenticated_at second_factor_at way`),
      ...personal('member', 'row', 'ip_address user_agent'),
      ...secret('member', 'row', 'token'),
    },
    ofPerson: 'user_id = any(:account)',
    exportedBy: 'sign_ins_of',
  },
  member_sign_in: {
    holds: 'Les dernières connexions des membres',
    purpose: 'accounts',
    row: purged('sessions', 'après la connexion'),
    columns: {
      ...plain('id account_id at way'),
      ...personal('member', 'row', 'ip_address user_agent'),
      ...secret('member', 'row', 'device_sha256'),
    },
    ofPerson: 'account_id = any(:account)',
    exportedBy: 'sign_ins_of',
  },
  member_passkey: {
    holds: 'Les clés d’accès (passkeys) des membres',
    purpose: 'accounts',
    row: purged(null, 'par le membre, ou avec la personne'),
    columns: {
      ...plain('id account_id counter backed_up transports created_at last_used_at'),
      ...personal('member', 'row', 'name'),
      ...secret('member', 'row', 'credential_id public_key'),
    },
    ofPerson: 'account_id = any(:account)',
    exportedBy: 'sign_ins_of',
  },
  member_totp: {
    holds: 'Le second facteur des membres',
    purpose: 'accounts',
    row: purged(null, 'par le membre, ou avec la personne'),
    columns: { ...plain('account_id confirmed_at last_step'), ...secret('member', 'row', 'secret pending_secret') },
    unlinked: 'des secrets : les montrer mettrait le compte en danger',
  },
  member_recovery_code: {
    holds: 'Les codes de secours des membres, hachés',
    purpose: 'accounts',
    row: purged(null, 'par le membre, ou avec la personne'),
    columns: { ...plain('account_id created_at used_at'), ...secret('member', 'row', 'code_sha256') },
    unlinked: 'des secrets qui ne servent qu’une fois',
  },
  address_change: {
    holds: 'Les changements d’adresse demandés par les membres',
    purpose: 'accounts',
    row: purged('sessions', 'après la demande'),
    columns: {
      ...plain('id account_id state present_confirmed_at new_confirmed_at asked_at settled_at'),
      ...personal('member', 'row', 'present_address wanted_address'),
    },
    ofPerson: 'account_id = any(:account)',
    exportedBy: 'sign_ins_of',
  },
  member_visit: {
    holds: 'Quand un membre a regardé les ressources et les courriers la dernière fois',
    purpose: 'accounts',
    row: purged(null, 'treize mois après la dernière visite'),
    columns: { ...plain('account_id list'), ...personal('member', 'row', 'seen_at seen_before') },
    ofPerson: 'account_id = any(:account)',
  },
  member_verification: {
    holds: 'Les codes de vérification des membres',
    purpose: 'accounts',
    row: purged('sessions', 'après la fin du code'),
    columns: {
      ...plain('id expires_at created_at updated_at'),
      ...secret('member', 'row', 'identifier value'),
    },
    unlinked: 'des secrets qui ne servent qu’une fois',
  },
  staff_user: {
    holds: 'Les comptes du secrétariat',
    purpose: 'accounts',
    row: kept('l’historique nomme qui a traité une demande'),
    columns: {
      ...plain('id email_verified region_id role demo disabled_at created_at updated_at activated_at last_sign_in_at'),
      ...personal('staff', 'accountable', 'name'),
      ...personal('staff', 'departed', 'email image person_id'),
    },
    ofPerson: 'id = any(:staff)',
  },
  staff_credential: {
    holds: 'Les mots de passe du secrétariat, hachés',
    purpose: 'accounts',
    row: purged('staff-departed', 'après le départ'),
    columns: { ...plain(CREDENTIAL_PLAIN), ...secret('staff', 'row', CREDENTIAL_SECRETS) },
    unlinked: 'des secrets : les montrer mettrait le compte en danger',
  },
  staff_session: {
    holds: 'Les sessions du secrétariat',
    purpose: 'accounts',
    row: purged('sessions', 'après la fin de la session'),
    columns: {
      ...plain(`${SESSION_PLAIN} authenticated_at second_factor_at`),
      ...personal('staff', 'row', 'ip_address user_agent'),
      ...secret('staff', 'row', 'token'),
    },
    ofPerson: 'user_id = any(:staff)',
  },
  staff_verification: {
    holds: 'Les codes de vérification du secrétariat',
    purpose: 'accounts',
    row: purged('sessions', 'après la fin du code'),
    columns: {
      ...plain('id expires_at created_at updated_at'),
      ...secret('staff', 'row', 'identifier value'),
    },
    unlinked: 'des secrets qui ne servent qu’une fois',
  },
  staff_link: {
    holds: 'Les liens d’invitation et de mot de passe du secrétariat',
    purpose: 'accounts',
    row: purged('staff-departed', 'après le départ'),
    columns: plain('id purpose staff_id secret_sha256 expires_at used_at voided_at created_at'),
  },
  staff_passkey: {
    holds: 'Les clés d’accès (passkeys) du secrétariat',
    purpose: 'accounts',
    row: purged('staff-departed', 'après le départ'),
    columns: {
      ...plain('id staff_id counter backed_up transports created_at last_used_at'),
      ...personal('staff', 'row', 'name'),
      ...secret('staff', 'row', 'credential_id public_key'),
    },
    ofPerson: 'staff_id = any(:staff)',
  },
  staff_totp: {
    holds: 'Le second facteur du secrétariat',
    purpose: 'accounts',
    row: purged('staff-departed', 'après le départ'),
    columns: { ...plain('staff_id confirmed_at last_step'), ...secret('staff', 'row', 'secret pending_secret') },
    unlinked: 'des secrets : les montrer mettrait le compte en danger',
  },
  staff_recovery_code: {
    holds: 'Les codes de secours du secrétariat, hachés',
    purpose: 'accounts',
    row: purged('staff-departed', 'après le départ'),
    columns: { ...plain('staff_id created_at used_at'), ...secret('staff', 'row', 'code_sha256') },
    unlinked: 'des secrets qui ne servent qu’une fois',
  },
  token: {
    holds: 'Les liens envoyés par mail',
    purpose: 'accounts',
    row: kept('dit qu’un lien est parti et s’il a servi ; le secret n’y est pas'),
    columns: {
      ...plain('id purpose account_id submission_id secret_sha256 expires_at used_at voided_at opened_at created_at'),
      ...personal('member', 'link', 'email'),
    },
    ofPerson: 'account_id = any(:account)',
    exportedBy: 'sign_ins_of',
  },
  token_door: {
    holds: 'Le PO pour lequel un lien ouvre le formulaire',
    purpose: 'accounts',
    row: kept('des identifiants : pour quoi, et non ce qui y fut écrit'),
    columns: plain('token_id po_id about subject_id shows_contacts'),
  },
  token_draft: {
    holds: 'Le brouillon qu’un lien rouvre',
    purpose: 'requests',
    row: purged(null, 'avec le brouillon'),
    columns: plain('token_id draft_id wrapped_secret'),
  },
  account_order: {
    holds: 'Ce que le secrétariat a demandé pour le compte d’un membre',
    purpose: 'accounts',
    row: kept('dit qui, au secrétariat, a renvoyé un lien ou débloqué une adresse, et quand'),
    columns: {
      ...plain('id person_id kind state ordered_by ordered_at done_at'),
      ...personal('member', 'person', 'address reason outcome'),
    },
    ofPerson: 'person_id = any(:person)',
  },
  platform: {
    holds: 'Les plateformes qui s’ouvrent avec le compte de l’extranet',
    purpose: 'accounts',
    row: kept('des services de la fédération, rien d’une personne'),
    columns: plain(
      'id client_id name redirect_uris post_logout_uris roles shares consent_text consent_version public secret_sha256 secret_made_at disabled_at version created_by created_at updated_by updated_at',
    ),
  },
  platform_consent: {
    holds: 'Les accords des membres : quelle plateforme peut savoir qui ils sont',
    purpose: 'accounts',
    row: kept('prouve ce qui a été accepté, et jusqu’à quand ; des identifiants'),
    columns: plain('id account_id platform_id consent_version given_at withdrawn_at'),
  },
  oidc_grant: {
    holds: 'Ce qu’une plateforme peut demander pendant la session d’un membre',
    purpose: 'accounts',
    row: purged(null, 'avec la session du membre, au plus tard un quart d’heure après'),
    columns: {
      ...plain('key account_id platform_id session_id created_at expires_at'),
      ...secret('member', 'row', 'sealed'),
    },
    unlinked: 'des secrets chiffrés, gardés un quart d’heure',
  },
  oidc_record: {
    holds: 'Les codes et jetons des plateformes, et les entrées en cours',
    purpose: 'accounts',
    row: purged(null, 'dix minutes après la fin du code ou du jeton'),
    columns: {
      ...plain('model key uid_key grant_key consumed_at expires_at'),
      ...secret('member', 'row', 'sealed'),
    },
    unlinked: 'des secrets chiffrés, gardés un jour au plus',
  },
  oidc_signing_key: {
    holds: 'La clé qui signe les identités données aux plateformes, chiffrée',
    purpose: 'running',
    row: kept('une clé du programme, rien d’une personne'),
    columns: plain('id sealed created_at'),
  },
  saved_view: {
    holds: 'Les vues enregistrées de la liste des demandes',
    purpose: 'requests',
    row: kept(
      'un outil de travail, que son propriétaire supprime ; les mots qui nomment une personne effacée en partent',
    ),
    columns: {
      ...plain('id region_id owner_id shared created_at updated_at'),
      ...personal('member', 'person', 'name filters'),
    },
    ofPerson: 'owner_id = any(:staff)',
  },
  notice_setting: {
    holds: 'Les avis que chacun, au secrétariat, veut recevoir',
    purpose: 'accounts',
    row: kept('un réglage de travail'),
    columns: plain('staff_id kind browser mail after_days'),
  },
  presence: {
    holds: 'Qui a quelle demande sous les yeux',
    purpose: 'running',
    row: purged(null, 'quelques secondes après la fermeture de l’onglet'),
    columns: plain('id staff_id region_id request_id doing held_until'),
  },
};
