import type { PoFile } from '@guichet/shared/contracts/pos';
import { sayMoment } from '../text/moments.ts';
import { ClosingNotice } from './closing-notice.tsx';
import { ComingNotice } from './coming-notice.tsx';
import { DayControl, DayNotice } from './day-control.tsx';
import { Origin } from './origin.tsx';
import { PrintFile, PrintHead } from './print-file.tsx';
import { FreshnessPart } from '../verification/freshness-part.tsx';
import { WarningList } from './warning-list.tsx';

/** Which PO, when it last changed and by what, on which day one looks, and what it lacks. */
export function FileHead({ file }: { file: PoFile }) {
  return (
    <>
      <PrintHead file={file} />
      <div className="file-head">
        <div>
          <h1>{file.name}</h1>
          <p className="muted small file-fresh">
            FASE {file.fase}
            {file.closing?.over && ' · fermé'}
            {file.changed && (
              <>
                {' · dernière modification '}
                {sayMoment(file.changed.at)} : <Origin origin={file.changed.origin} />
              </>
            )}
          </p>
          <FreshnessPart poId={file.id} />
        </div>
        <div className="file-tools">
          <DayControl file={file} />
          <PrintFile />
        </div>
      </div>
      <ClosingNotice closing={file.closing} />
      <ComingNotice coming={file.coming} />
      <DayNotice file={file} />
      <WarningList warnings={file.warnings} />
    </>
  );
}
