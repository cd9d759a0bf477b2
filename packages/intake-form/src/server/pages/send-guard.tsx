import { PROOF_FIELD, TRAP_FIELD } from '../admission/admission.ts';

/** What stands unseen in the form that sends: a field for programs to fill in, and one for the answer of our script. */
export function SendGuard({ challenge }: { challenge: string }) {
  return (
    <>
      <div className="visually-hidden" aria-hidden="true">
        <label htmlFor="f-site-web">Ne remplissez pas ce champ</label>
        <input id="f-site-web" name={TRAP_FIELD} type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
      </div>
      <input type="hidden" name={PROOF_FIELD} defaultValue="" data-challenge={challenge} />
    </>
  );
}

/** The script that answers the challenge: an entry of the browser build. */
export const PROOF_SCRIPT = 'src/client/proof.ts';
