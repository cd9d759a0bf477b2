import { memberCredential } from '../db/tables/member-credential.ts';
import { memberPasskey } from '../db/tables/member-passkey.ts';
import { memberRecoveryCode } from '../db/tables/member-recovery-code.ts';
import { memberSession } from '../db/tables/member-session.ts';
import { memberTotp } from '../db/tables/member-totp.ts';
import { memberVerification } from '../db/tables/member-verification.ts';
import { staffCredential } from '../db/tables/staff-credential.ts';
import { staffPasskey } from '../db/tables/staff-passkey.ts';
import { staffRecoveryCode } from '../db/tables/staff-recovery-code.ts';
import { staffSession } from '../db/tables/staff-session.ts';
import { staffTotp } from '../db/tables/staff-totp.ts';
import { staffVerification } from '../db/tables/staff-verification.ts';

/** The two populations of sign-ins, which never meet. */
export type PopulationName = 'staff' | 'member';

export type SignInTables = {
  session: typeof staffSession | typeof memberSession;
  credential: typeof staffCredential | typeof memberCredential;
  verification: typeof staffVerification | typeof memberVerification;
  passkey: typeof staffPasskey | typeof memberPasskey;
  totp: typeof staffTotp | typeof memberTotp;
  recoveryCode: typeof staffRecoveryCode | typeof memberRecoveryCode;
};

/** Where each population keeps its sessions, passwords and factors. */
export const SIGN_IN_TABLES: Record<PopulationName, SignInTables> = {
  staff: {
    session: staffSession,
    credential: staffCredential,
    verification: staffVerification,
    passkey: staffPasskey,
    totp: staffTotp,
    recoveryCode: staffRecoveryCode,
  },
  member: {
    session: memberSession,
    credential: memberCredential,
    verification: memberVerification,
    passkey: memberPasskey,
    totp: memberTotp,
    recoveryCode: memberRecoveryCode,
  },
};
