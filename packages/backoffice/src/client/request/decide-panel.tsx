import { approve, closeByHand, reject } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useRef, useState } from 'react';
import { ActionButton } from '../shell/action-button.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { ApproveEnvoi } from '../envoi/approve-envoi.tsx';
import { useWriting } from '../presence/use-presence.ts';
import { VerdictPreviewButton } from './mail-preview.tsx';
import { ReasonPicker } from './reason-picker.tsx';
import { MergeAct } from '../envoi/merge-act.tsx';
import { sayReaders } from '../envoi/say-readers.ts';
import { SplitAct } from '../envoi/split-act.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { MoreActs } from './more-acts.tsx';
import { useNextRequest } from './use-next-request.ts';
import { useDecide } from './use-decide.ts';
import type { Meanwhile } from './use-meanwhile.ts';
import { WarningTicks } from './warning-ticks.tsx';
import { WordsDialog } from './words-dialog.tsx';

const DOING = { reject: 'rejecting', close: 'closing', correct: 'correcting' } as const;

/** The decision itself: ticks for what must have been seen, then one key. */
export function DecidePanel({ view, meanwhile }: { view: RequestView; meanwhile: Meanwhile }) {
  const decide = useDecide(view);
  const { act, busy, problem } = decide;
  const next = useNextRequest(view);
  const announce = useAnnounce();
  const ticksRef = useRef<HTMLDivElement>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [writing, setWriting] = useState<'reject' | 'close' | 'correct' | null>(null);
  useWriting(writing && DOING[writing]);

  const blocking = view.findings.filter(({ severity }) => severity === 'blocking');
  const warnings = view.findings.filter(({ severity }) => severity === 'warning');
  const unseen = warnings.filter(({ code }) => !ticked.has(code));
  // What no plan can do: somebody does it, and notes how.
  const byHand = view.effects.length === 0 && blocking.some(({ code }) => code === 'by-hand');
  const obstacle = obstacleTo(view, meanwhile.planChanged, unseen.length);

  // Nobody outside ordered it, and who left no address cannot be asked here.
  const mayAsk = !view.ordered && view.submitter.email !== null;
  const input = { params: { id: view.id } };
  const { version } = view.standing;
  const approveNow = async () => {
    if (obstacle !== null) {
      announce(obstacle);
      ticksRef.current?.querySelector<HTMLElement>('input:not(:checked)')?.focus();
      return;
    }
    const body = { version, shownHash: view.shownHash ?? '', acknowledged: warnings.map(({ code }) => code) };
    if (await act(approve, { ...input, body })) await next('approved');
  };
  useActions(
    {
      ...(byHand ? {} : { approve: () => void approveNow() }),
      reject: () => setWriting('reject'),
      closeByHand: () => setWriting('close'),
      ...(mayAsk ? { askCorrection: () => setWriting('correct') } : {}),
    },
    writing === null,
  );
  return (
    <div className="decision-acts">
      <WarningTicks ref={ticksRef} warnings={warnings} ticked={ticked} onTick={setTicked} />
      {problem && writing === null && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {obstacle && !byHand && <p className="decision-obstacle">{obstacle}</p>}
      {byHand ? (
        <ActionButton action="closeByHand" onClick={() => setWriting('close')} />
      ) : (
        <ActionButton
          action="approve"
          onClick={() => void approveNow()}
          aria-disabled={obstacle !== null || busy ? true : undefined}
        />
      )}
      <ApproveEnvoi view={view} />
      <div className="decision-row">
        <ActionButton action="reject" kind="danger" onClick={() => setWriting('reject')} />
        {!byHand && <ActionButton action="closeByHand" kind="quiet" onClick={() => setWriting('close')} />}
      </div>
      {mayAsk && <ActionButton action="askCorrection" kind="quiet" onClick={() => setWriting('correct')} />}
      {!byHand && !view.ordered && <VerdictPreviewButton requestId={view.id} kind="approve" />}
      {!view.ordered && (
        <MoreActs>
          <SplitAct view={view} />
          <MergeAct view={view} />
        </MoreActs>
      )}
      {writing === 'correct' && (
        <CorrectionDialog view={view} decide={decide} onClose={() => setWriting(null)} onAsked={() => next('asked')} />
      )}
      {writing === 'reject' && (
        <WordsDialog
          title="Refuser cette demande"
          label="Raison du refus"
          hint={sayReaders(view, 'cette raison')}
          missing="Indiquez la raison du refus : l’auteur la lira."
          submit="Refuser la demande"
          kind="danger"
          draftKey={`guichet:refus:${view.id}`}
          before={(text, write) => <ReasonPicker requestId={view.id} text={text} onWrite={write} />}
          after={(text) => <VerdictPreviewButton requestId={view.id} kind="reject" words={text} />}
          busy={busy}
          problem={problem}
          onClose={() => setWriting(null)}
          onSend={async (reason) => {
            const done = await act(reject, { ...input, body: { version, reason } });
            if (done) await next('rejected');
            return done;
          }}
        />
      )}
      {writing === 'close' && (
        <WordsDialog
          title="Clore à la main"
          label="Ce qui a été fait"
          hint={`Rien ne sera écrit dans la base. ${sayReaders(view, 'cette note')}`}
          missing="Notez ce qui a été fait à la main."
          submit="Clore la demande"
          kind="main"
          draftKey={`guichet:cloture:${view.id}`}
          after={(text) => <VerdictPreviewButton requestId={view.id} kind="close-by-hand" words={text} />}
          busy={busy}
          problem={problem}
          onClose={() => setWriting(null)}
          onSend={async (note) => {
            const done = await act(closeByHand, { ...input, body: { version, note } });
            if (done) await next('closed');
            return done;
          }}
        />
      )}
    </div>
  );
}

/** Why the request cannot be approved as it stands, in one sentence; null when it can. */
function obstacleTo(view: RequestView, planChanged: boolean, unseen: number): string | null {
  const blocking = view.findings.filter(({ severity }) => severity === 'blocking');
  if (blocking.some(({ options }) => options.length > 0) || (blocking.length > 0 && view.po.id === null))
    return 'Réglez d’abord ce qui bloque, dans les constats.';
  if (blocking.length > 0) return 'Ce constat ne se règle pas ici : refusez la demande, ou clôturez-la à la main.';
  if (view.mayNotApproveBecause) return view.mayNotApproveBecause;
  if (view.effects.length === 0 || view.shownHash === null) return 'Il n’y a rien à appliquer.';
  if (planChanged) return 'Le plan a changé : relisez-le d’abord.';
  return unseen > 0 ? 'Cochez d’abord ce que vous avez vu.' : null;
}
