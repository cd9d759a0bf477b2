import { LinkButton } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';

/** Ten codes for the day when the app is lost. They are shown this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <PageTitle>Vos codes de secours</PageTitle>
      <Notice kind="warn">
        <p>
          Imprimez cette page ou recopiez ces dix codes, et gardez-les hors de cet appareil. Chacun remplace une fois
          l’application, si vous la perdez. Ils ne seront plus jamais affichés.
        </p>
      </Notice>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <LinkButton href="/compte?fait=application-liee">J’ai gardé mes codes</LinkButton>
      </p>
    </>
  );
}
