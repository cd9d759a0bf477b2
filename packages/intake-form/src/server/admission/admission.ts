import type { Database } from '@guichet/shared/db/client';
import { emailKey } from '@guichet/shared/domain/email';
import { GuichetError } from '@guichet/shared/errors/errors';
import { type AttemptLimit, countAttempt, type UsedUp } from '@guichet/shared/http/count-attempt';
import { networkOf } from './network.ts';
import { CHALLENGE_SECONDS, createProofs } from './proofs.ts';

/** The fields of the page that sends: one that people do not see, and the answer of the script. */
export const TRAP_FIELD = 'site_web';
export const PROOF_FIELD = 'preuve';

export type SendingAttempt = {
  /** The address that the sender's connection comes from. */
  ip: string;
  /** Of the submitter, as checked. */
  email: string;
  /** When the envoi was begun, as sealed in its draft. */
  startedAt: string;
  body: Record<string, unknown>;
};

export type Admission = {
  /** For the script of the page that sends. */
  challenge: () => Promise<string>;
  /**
   * Lets an envoi pass, or throws a sentence for its author, whose draft stays: what only programs fill in, what was
   * filled in faster than anybody writes, and more than one network or the whole of it may send.
   * @throws GuichetError 'invalid-input', or 'too-many-requests' with `retryAfterSeconds`
   */
  admitSending: (attempt: SendingAttempt) => Promise<void>;
  /**
   * Lets an envoi be begun: many more than are sent, and not without end.
   * @throws GuichetError 'too-many-requests' with `retryAfterSeconds`
   */
  admitStart: (ip: string) => Promise<void>;
};

export type AdmissionOptions = {
  db: Database;
  now: () => Date;
  tokenKeys: readonly string[];
  /** From one network, with a proof of work. */
  sendsPerHour: number;
  sendsPerHourOverall: number;
  /** Seconds that nobody is faster than. */
  minFillSeconds: number;
};

const HOUR = 3_600;

/** People begin, give up and begin again: so many beginnings for one envoi that is sent. */
const STARTS_PER_SEND = 5;

/** What stands between the public form and those who would fill it with rubbish. */
export function createAdmission(options: AdmissionOptions): Admission {
  const { db, now, sendsPerHour, sendsPerHourOverall } = options;
  const proofs = createProofs(options.tokenKeys, now);

  /** A proof counts once: the second use of its nonce is one too many. */
  async function isProven(body: SendingAttempt['body']): Promise<boolean> {
    const nonce = await proofs.read(body[PROOF_FIELD]);
    if (nonce === null) return false;
    return (
      (await countAttempt(db, [{ name: 'proof', key: nonce, most: 1, seconds: CHALLENGE_SECONDS }], null, now())) ===
      null
    );
  }

  return {
    challenge: proofs.challenge,
    admitSending: async ({ ip, email, startedAt, body }) => {
      if (body[TRAP_FIELD] !== undefined && body[TRAP_FIELD] !== '') throw trapped();
      const written = (now().getTime() - Date.parse(startedAt)) / 1_000;
      if (written < options.minFillSeconds) throw tooFast(Math.ceil(options.minFillSeconds - written));

      // Who proves nothing has the same rights in smaller numbers: scripts may be off.
      const share = (await isProven(body)) ? 1 : 0.5;
      const most = (part: number) => Math.max(1, Math.floor(sendsPerHour * share * part));
      const network = networkOf(ip);
      const limits: AttemptLimit[] = [
        { name: 'sends-network', key: network, most: most(1), seconds: HOUR },
        // Of one address together with the network: counted alone, anybody could use up what its owner may send.
        { name: 'sends-address', key: `${network} ${emailKey(email)}`, most: most(0.5), seconds: HOUR },
      ];
      const overall = { name: 'sends-overall', key: '', most: sendsPerHourOverall, seconds: HOUR };
      const usedUp = await countAttempt(db, limits, overall, now());
      if (usedUp) throw tooMany(usedUp, now());
    },
    admitStart: async (ip) => {
      const limit = { name: 'starts-network', key: networkOf(ip), most: STARTS_PER_SEND * sendsPerHour, seconds: HOUR };
      const usedUp = await countAttempt(db, [limit], null, now());
      if (usedUp) throw tooMany(usedUp, now());
    },
  };
}

function trapped(): GuichetError {
  return new GuichetError('invalid-input', 'the field that people do not see was filled in', {
    userMessage: 'Un champ caché de la page a été rempli, comme le font des programmes.',
  });
}

function tooFast(retryAfterSeconds: number): GuichetError {
  return new GuichetError('too-many-requests', 'the envoi was filled in faster than anybody writes', {
    userMessage: 'C’est allé plus vite que d’habitude. Relisez vos réponses un instant.',
    details: { retryAfterSeconds },
  });
}

const CLOCK = new Intl.DateTimeFormat('fr-BE', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' });

function tooMany({ name, retryAfterSeconds }: UsedUp, now: Date): GuichetError {
  const reasons: Record<string, string> = {
    'sends-network': 'Beaucoup d’envois sont déjà partis de votre connexion.',
    'sends-address': 'Beaucoup d’envois sont déjà partis avec cette adresse mail.',
    'starts-network': 'Beaucoup d’envois ont été commencés depuis votre connexion.',
    'sends-overall': 'Beaucoup d’envois arrivent en ce moment.',
  };
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait = minutes <= 1 ? 'dans une minute' : `dans ${minutes} minutes`;
  const [hour, minute] = CLOCK.format(new Date(now.getTime() + minutes * 60_000)).split(':');
  return new GuichetError('too-many-requests', `limit ${name} is used up`, {
    userMessage: `${reasons[name] ?? ''} Revenez ${wait}, vers ${Number(hour)} h ${minute}.`,
    details: { retryAfterSeconds },
  });
}
