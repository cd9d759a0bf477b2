/** What can change in how somebody signs in. Each is told by mail to the person. */
export const SECURITY_EVENTS = {
  'password-changed': 'Votre mot de passe a été changé.',
  'totp-added': 'Une application de codes a été ajoutée à votre accès.',
  'totp-removed': 'L’application de codes a été retirée de votre accès.',
  'passkey-added': 'Une clé d’accès a été ajoutée à votre accès.',
  'passkey-removed': 'Une clé d’accès a été retirée de votre accès.',
  'recovery-codes-renewed': 'De nouveaux codes de secours ont été créés. Les anciens ne servent plus.',
  'recovery-code-used': 'Quelqu’un s’est connecté avec l’un de vos codes de secours.',
  'new-device':
    'Quelqu’un s’est connecté à votre accès depuis un appareil ou un navigateur qui n’avait pas encore servi.',
  'factors-reset':
    'Votre second facteur a été réinitialisé. Choisissez-en un nouveau : on vous le demande à la prochaine connexion, ou sur la page de votre compte.',
  'factors-dropped':
    'Le secrétariat a enlevé, à votre demande, votre application de codes, vos clés d’accès et vos codes de secours. Votre mot de passe suffit pour vous connecter.',
} as const;

export type SecurityEvent = keyof typeof SECURITY_EVENTS;

export function isSecurityEvent(text: string | null): text is SecurityEvent {
  return text !== null && Object.hasOwn(SECURITY_EVENTS, text);
}
