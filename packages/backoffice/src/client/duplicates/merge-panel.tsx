import {
  markDifferent,
  type MergeFindingView,
  mergePersons,
  type PairDetailView,
} from '@guichet/shared/contracts/duplicates';
import { Choice } from '@guichet/shared/ui/choice';
import { Icon } from '@guichet/shared/ui/icon';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useQuery } from '@tanstack/react-query';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { PlanList } from '../request/plan-steps.tsx';
import { ActionButton } from '../shell/action-button.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { useDraft } from '../shell/use-draft.ts';
import { mergePlanQuery } from './duplicate-queries.ts';
import type { MergeChoice } from './use-merge-choice.ts';
import { usePairAct } from './use-pair-act.ts';

/** What the merger would do, what must have been seen, and the two ways out. */
export function MergePanel({ pair, choice }: { pair: PairDetailView; choice: MergeChoice }) {
  const { data: plan, error, isPlaceholderData } = useQuery(mergePlanQuery(choice.asked, true));
  const { act, busy, problem } = usePairAct();
  const [reason, write, forget] = useDraft(`guichet:doublon:${pair.one.id}:${pair.other.id}`);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const announce = useAnnounce();
  const findings = plan?.findings ?? [];
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const obstacle = obstacleTo(findings, warnings.filter(({ code }) => !ticked.has(code)).length);
  const merge = async () => {
    if (!plan || isPlaceholderData || busy) return;
    if (obstacle !== null) return announce(obstacle);
    const body = { ...choice.asked, reason, shownHash: plan.shownHash, acknowledged: warnings.map(({ code }) => code) };
    const done = await act(async () => {
      const { appliesAt } = await call(mergePersons, { body });
      return appliesAt === null ? 'La fusion attend l’accord d’un·e collègue.' : 'Fusion décidée.';
    });
    if (done) forget();
  };
  const differ = async () => {
    const body = { oneId: pair.one.id, otherId: pair.other.id, reason };
    const done = await act(async () => {
      await call(markDifferent, { body });
      return 'Retenu : ce n’est pas la même personne.';
    });
    if (done) forget();
  };
  const mayDiffer = pair.state === 'open' || pair.state === 'gone';
  useActions({ mergePersons: () => void merge(), ...(mayDiffer ? { markDifferent: () => void differ() } : {}) });
  const toggle = (code: string, on: boolean) =>
    setTicked(new Set(on ? [...ticked, code] : [...ticked].filter((each) => each !== code)));
  return (
    <aside className="pair-panel" aria-label="Décision">
      <h2>Ce qui va se passer</h2>
      {error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {plan && <PlanList effects={plan.effects} />}
      <Findings findings={findings} />
      {warnings.length > 0 && (
        <div className="ticks" role="group" aria-label="J’ai vu que">
          {warnings.map(({ code, message }, index) => (
            <Choice
              key={code}
              id={`vu-${index}`}
              name="vu"
              type="checkbox"
              value={code}
              label={`J’ai vu : ${message}`}
              checked={ticked.has(code)}
              inputProps={{ onChange: (event) => toggle(code, event.currentTarget.checked) }}
            />
          ))}
        </div>
      )}
      <TextArea
        id="reason"
        name="reason"
        label="Raison"
        hint="Vos collègues la liront."
        rows={2}
        maxLength={4000}
        value={reason}
        inputProps={{ onChange: (event) => write(event.target.value) }}
      />
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {obstacle && <p className="decision-obstacle">{obstacle}</p>}
      <div className="decision-row">
        <ActionButton
          action="mergePersons"
          onClick={() => void merge()}
          aria-disabled={obstacle !== null || busy || isPlaceholderData || !plan ? true : undefined}
        />
        {mayDiffer && (
          <ActionButton action="markDifferent" kind="quiet" disabled={busy} onClick={() => void differ()} />
        )}
      </div>
    </aside>
  );
}

function obstacleTo(findings: readonly MergeFindingView[], unseen: number): string | null {
  if (findings.some(({ severity }) => severity === 'blocking')) return 'Un constat empêche de fusionner ces fiches.';
  return unseen > 0 ? 'Cochez d’abord que vous avez vu chaque avertissement.' : null;
}

const ICONS = { blocking: CircleAlert, warning: TriangleAlert, info: Info };
const SPOKEN = { blocking: 'Empêche de fusionner : ', warning: 'Avertissement : ', info: '' };

function Findings({ findings }: { findings: readonly MergeFindingView[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map(({ code, severity, message, detail }) => (
        <li key={code} className={`finding finding-${severity}`}>
          <Icon of={ICONS[severity]} />
          <div className="finding-text">
            <p>
              {SPOKEN[severity] && <span className="visually-hidden">{SPOKEN[severity]}</span>}
              {message}
            </p>
            {detail && <p className="finding-detail">{detail}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
