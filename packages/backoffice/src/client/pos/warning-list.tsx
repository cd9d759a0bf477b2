import type { PoFile } from '@guichet/shared/contracts/pos';
import { Notice } from '@guichet/shared/ui/notice';

/** What is missing in the file, or about to be. Nothing when it is complete. */
export function WarningList({ warnings }: { warnings: PoFile['warnings'] }) {
  if (warnings.length === 0) return null;
  const title = warnings.length === 1 ? 'Un point à voir' : `${warnings.length} points à voir`;
  return (
    <Notice kind="warn" title={title} className="file-warnings">
      <ul>
        {warnings.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Notice>
  );
}
