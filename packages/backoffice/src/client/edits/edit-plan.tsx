import type { EditPreview } from '@guichet/shared/contracts/edits';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useEffect, useRef, useState } from 'react';
import { FindingCard } from '../request/finding-list.tsx';
import { PlanList } from '../request/plan-steps.tsx';
import { WarningTicks } from '../request/warning-ticks.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import type { EditActs } from './use-edit.ts';

type Props = {
  edit: EditActs;
  shown: EditPreview;
  /** The fields stand above: the plan follows them. */
  isLive?: boolean;
};

/** What the edit will change, what should be known about it, and the order. */
export function EditPlan({ edit, shown, isLive = false }: Props) {
  const { busy, problem } = edit;
  const headRef = useRef<HTMLHeadingElement>(null);
  const ticksRef = useRef<HTMLDivElement>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const announce = useAnnounce();
  useEffect(() => {
    if (!isLive) headRef.current?.focus();
  }, [isLive]);
  const { effects, findings, sentence, waitsBecause } = shown;
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const blocked = findings.some(({ severity }) => severity === 'blocking');
  const unseen = warnings.filter(({ code }) => !ticked.has(code));
  const obstacle = !edit.isLooked
    ? 'Un instant : le plan suit ce que vous tapez.'
    : blocked
      ? 'Ceci ne peut pas être enregistré ainsi : voyez le constat.'
      : unseen.length > 0
        ? 'Cochez d’abord ce que vous avez vu.'
        : null;
  const settle = {
    ...{ busy, problem: '' },
    choose: async (set: EditPreview['findings'][number]['options'][number]['set'], label: string) => {
      await edit.choose(set.holders ?? {}, label);
      headRef.current?.focus();
    },
    clear: async () => {},
  };
  const save = () => {
    if (obstacle === null) {
      const acknowledged = warnings.map(({ code }) => code);
      void edit.order(shown, acknowledged);
      return;
    }
    announce(obstacle);
    ticksRef.current?.querySelector<HTMLElement>('input:not(:checked)')?.focus();
  };
  return (
    <div className="edit-plan">
      <h3 ref={headRef} tabIndex={-1}>
        Ce qui va changer
      </h3>
      <p>{sentence}</p>
      {effects.length > 0 ? <PlanList effects={effects} /> : <p className="muted">Rien ne change dans la base.</p>}
      {findings.length > 0 && (
        <ul className="findings">
          {findings.map((finding) => (
            <FindingCard key={finding.code} finding={finding} settle={settle} />
          ))}
        </ul>
      )}
      <WarningTicks ref={ticksRef} warnings={warnings} ticked={ticked} onTick={setTicked} />
      {waitsBecause && <Notice title="Un·e collègue décidera">{waitsBecause}</Notice>}
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {obstacle && <p className="decision-obstacle">{obstacle}</p>}
      <div className="dialog-acts">
        <Button type="button" aria-disabled={obstacle !== null || busy ? true : undefined} onClick={save}>
          {waitsBecause ? 'Demander à un·e collègue' : 'Enregistrer'}
        </Button>
        {!isLive && (
          <Button type="button" kind="plain" onClick={edit.back}>
            Revenir aux champs
          </Button>
        )}
      </div>
    </div>
  );
}
