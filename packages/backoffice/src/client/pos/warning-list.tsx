import type { PoFile } from '@guichet/shared/contracts/pos';
import { de } from '@guichet/shared/domain/elision';
import { Notice } from '@guichet/shared/ui/notice';
import { Link } from '@tanstack/react-router';

/** What is missing in the file, or about to be, with the way to whom it is about. Nothing when it is complete. */
export function WarningList({ warnings }: { warnings: PoFile['warnings'] }) {
  if (warnings.length === 0) return null;
  const title = warnings.length === 1 ? 'Un point à voir' : `${warnings.length} points à voir`;
  return (
    <Notice kind="warn" title={title} className="file-warnings">
      <ul>
        {warnings.map(({ text, people }) => (
          <li key={text}>
            {text}
            {people.map(({ id, name }) => (
              <span key={id} className="small">
                {' '}
                <Link to="/personnes/$personId" params={{ personId: id }}>
                  Fiche {de(name)}
                </Link>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
