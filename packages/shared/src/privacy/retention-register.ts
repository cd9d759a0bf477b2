import { kept, personal, plain, purged, type TableRetention } from './retention-rule.ts';

const ADDRESS = 'street number box postcode locality country';
const HISTORY = 'la composition passée d’un PO reste lisible, sous une personne effacée';

/** The PO database: organisations, people, mandates, and where each value comes from. */
export const REGISTER_RETENTION: Record<string, TableRetention> = {
  po: {
    holds: 'Les pouvoirs organisateurs',
    purpose: 'register',
    row: kept('un PO est une organisation, inscrite au registre officiel'),
    columns: plain(
      `id fase name enterprise_number ${ADDRESS} municipality contact_email contact_phone region_id opened_on closed_on merged_into next_number next_number_on next_number_by created_by updated_at search`,
    ),
  },
  school: {
    holds: 'Les écoles',
    purpose: 'register',
    row: kept('une école est inscrite au registre officiel'),
    columns: plain(
      `id fase po_id name enterprise_number level network ${ADDRESS} municipality district zone opened_on closed_on next_po_id next_po_on next_po_by created_by updated_at search`,
    ),
  },
  site: {
    holds: 'Les implantations',
    purpose: 'register',
    row: kept('une implantation est inscrite au registre officiel'),
    columns: plain(`id fase ${ADDRESS} municipality latitude longitude created_by updated_at`),
  },
  school_site: {
    holds: 'Les implantations de chaque école',
    purpose: 'register',
    row: kept('liste publique du registre officiel'),
    columns: plain('school_id site_id teaching_kinds created_by'),
  },
  person: {
    holds: 'Les personnes qui ont, ont eu ou auront un mandat',
    purpose: 'register',
    row: kept(HISTORY),
    columns: {
      ...plain('id created_by updated_at erased_at merged_into merged_by'),
      ...personal(
        'member',
        'person',
        `last_name first_name birth_date email phone ${ADDRESS} deceased search email_key`,
      ),
    },
    ofPerson: 'id = any(:person)',
  },
  duplicate_pair: {
    holds: 'Les paires de fiches qui se ressemblent, et ce que le secrétariat en a dit',
    purpose: 'register',
    row: kept('« pas la même personne » se retient, pour ne pas le redemander'),
    columns: {
      ...plain('one_id other_id score state found_at seen_at settled_at settled_by'),
      ...personal('member', 'person', 'reasons reason'),
    },
    ofPerson: 'one_id = any(:person) or other_id = any(:person)',
    handedOut: 'parle aussi de l’autre personne',
  },
  person_merge: {
    holds: 'Les fusions de fiches, et ce qu’elles ont trouvé',
    purpose: 'accountability',
    row: kept('une fusion se défait exactement, tant que la personne n’est pas effacée'),
    columns: {
      ...plain('id survivor_id merged_id undone_by'),
      ...personal('member', 'person', 'found'),
    },
    ofPerson: 'survivor_id = any(:person) or merged_id = any(:person)',
    handedOut: 'parle aussi de l’autre fiche, qui était peut-être celle d’une autre personne',
  },
  mandate: {
    holds: 'Les mandats : qui, dans quel PO, quand',
    purpose: 'register',
    row: kept(HISTORY),
    columns: plain('id person_id po_id period end_reason opened_by ended_by annulled_at annulled_by'),
  },
  role_assignment: {
    holds: 'Les rôles tenus dans un mandat',
    purpose: 'register',
    row: kept(HISTORY),
    columns: plain('id mandate_id role period assigned_by ended_by annulled_at annulled_by'),
  },
  field_change: {
    holds: 'L’histoire de chaque valeur',
    purpose: 'accountability',
    row: kept('dit quand une valeur a changé et par quoi, sans la dire une fois la personne effacée'),
    columns: {
      ...plain('id subject_type subject_id field cause_id at holds_from'),
      ...personal('member', 'person', 'old_value new_value'),
    },
    ofPerson: `subject_type = 'person' and subject_id = any(:person)`,
  },
  cause: {
    holds: 'Ce qui a écrit dans la base : demande, import, secrétariat',
    purpose: 'accountability',
    row: kept('chaque valeur doit pouvoir nommer son origine'),
    columns: {
      ...plain('id kind request_id decision_id import_id actor_kind actor_id at'),
      ...personal('author', 'request', 'actor_label'),
    },
    ofPerson: `(request_id in (select id from change_request where submission_id = any(:envois)) and actor_kind = 'submitter')
      or (actor_kind = 'member' and actor_id = any(:account))`,
  },
  import_run: {
    holds: 'Les imports du registre officiel et de données',
    purpose: 'accountability',
    row: kept('chaque valeur doit pouvoir nommer son origine'),
    columns: {
      ...plain('id kind file_name file_sha256 counts at'),
      ...personal('staff', 'accountable', 'actor_label'),
    },
    unlinked: 'le nom de la personne qui a lancé l’import, telle qu’elle s’est nommée',
  },
  region: {
    holds: 'Les secrétariats',
    purpose: 'register',
    row: kept('un secrétariat est un service, pas une personne'),
    columns: plain('id code name email phone default_name default_email default_phone created_at'),
  },
  verification_round: {
    holds: 'Les vérifications annuelles lancées',
    purpose: 'register',
    row: kept('dit quand les PO ont été interrogés ; des identifiants'),
    columns: plain('id region_id po_id ordered_by ordered_at'),
  },
  verification: {
    holds: 'Ce que chaque PO a répondu : si son dossier est juste, quand, par qui',
    purpose: 'register',
    row: kept('dit de quand date le dossier ; des identifiants'),
    columns: plain(
      'id po_id round_id asked_at people reminders reminded_at reminder_ordered_at confirmed_at confirmed_by confirmed_role via',
    ),
  },
  verification_ask: {
    holds: 'À qui la question a été posée, et jusqu’à quand son lien marche',
    purpose: 'register',
    row: kept('dit qui a été interrogé ; le secret n’y est pas'),
    columns: plain('id verification_id person_id role secret_sha256 expires_at created_at'),
  },
  setting: {
    holds: 'Les délais et les textes choisis par chaque secrétariat',
    purpose: 'running',
    row: kept('des délais et des textes d’un service, rien d’une personne'),
    columns: plain('region_id key value version updated_by updated_at'),
  },
  resource: {
    holds: 'Les ressources de l’extranet',
    purpose: 'accounts',
    row: kept('un menu, le même pour tous'),
    columns: plain(
      'id slug title description url file_id administrators roles shown_from shown_to position version archived_at renewed_at updated_by updated_at',
    ),
  },
  resource_po: {
    holds: 'Les PO auxquels une ressource est réservée',
    purpose: 'accounts',
    row: kept('deux identifiants'),
    columns: plain('resource_id po_id'),
  },
  resource_file: {
    holds: 'Les fichiers des ressources : leur nom, leur taille, qui les a apportés',
    purpose: 'accounts',
    row: purged(null, 'un jour après l’apport s’il n’a pas servi, trente jours après avoir été remplacé'),
    columns: plain('id name kind bytes sha256 uploaded_by uploaded_at expires_at'),
  },
  resource_chunk: {
    holds: 'Le contenu de ces fichiers, en morceaux',
    purpose: 'accounts',
    row: purged(null, 'avec le fichier'),
    columns: plain('file_id from_byte content'),
  },
  administrator_roles: {
    holds: 'Les rôles que l’extranet appelle « tous les administrateurs »',
    purpose: 'accounts',
    row: kept('un réglage'),
    columns: plain('single roles version updated_by updated_at'),
  },
  po_words: {
    holds: 'Les mots par lesquels un PO se trouve',
    purpose: 'running',
    row: kept('mots du registre officiel'),
    columns: plain('po_id words fase name own'),
  },
  po_gap: {
    holds: 'Ce qui manque au dossier de chaque PO, et quels jours',
    purpose: 'register',
    row: kept('déduit des mandats et des rôles, et refait quand ils changent'),
    columns: plain('po_id kind role days'),
  },
  member_standing: {
    holds: 'Où en est chaque membre sur le chemin de l’extranet',
    purpose: 'running',
    row: kept('déduit des mandats, des comptes, des mails et des liens, et refait quand ils changent'),
    columns: { ...plain('person_id region_id until state link_ends'), ...personal('member', 'person', 'name') },
    ofPerson: 'person_id = any(:person)',
  },
  role_holder: {
    holds: 'Qui tient quel rôle dans quel PO, et ce qui empêche de lui écrire',
    purpose: 'register',
    row: kept('déduit des mandats, des rôles et des adresses, et refait quand ils changent'),
    columns: {
      ...plain('po_id person_id role bit since until obstacle presiding'),
      ...personal('member', 'person', 'name_key'),
    },
    ofPerson: 'person_id = any(:person)',
    handedOut: 'redit la fiche et les mandats, en nombres',
  },
  person_touched: {
    holds: 'Les personnes qu’une écriture en cours change',
    purpose: 'running',
    row: purged(null, 'dès la fin de cette écriture'),
    columns: plain('xact person_id'),
  },
  po_touched: {
    holds: 'Les PO qu’une écriture en cours change',
    purpose: 'running',
    row: purged(null, 'dès la fin de cette écriture'),
    columns: plain('xact po_id'),
  },
  known_word: {
    holds: 'Le vocabulaire des noms de PO et d’écoles',
    purpose: 'running',
    row: kept('mots du registre officiel'),
    columns: plain('word'),
  },
  person_words: {
    holds: 'Les mots par lesquels une personne se trouve',
    purpose: 'running',
    row: kept('refaits à chaque changement de nom : effacés avec lui'),
    columns: { ...plain('person_id'), ...personal('member', 'person', 'name words') },
    ofPerson: 'person_id = any(:person)',
  },
  name_word: {
    holds: 'Le vocabulaire de la recherche de personnes : des mots seuls',
    purpose: 'running',
    row: purged(null, 'quand plus personne ne porte le mot'),
    columns: personal('member', 'row', 'word'),
    unlinked: 'des mots seuls, dont aucun ne mène à une personne',
  },
  person_reading: {
    holds: 'Qui, au secrétariat, a lu la fiche d’une personne ou d’un PO, et quand',
    purpose: 'accountability',
    row: purged('readings', 'après la lecture'),
    columns: { ...plain('id staff_id po_id screen hour'), ...personal('member', 'row', 'person_id at') },
    ofPerson: 'person_id = any(:person)',
  },
};
