import { approveEnvoi } from '@guichet/shared/contracts/decisions';
import type { EnvoiLink, EnvoiPlan } from '@guichet/shared/contracts/envoi-plan';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { formatReference } from '@guichet/shared/domain/reference';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { envoiPlanQuery } from '../queries.ts';
import { useDecide } from '../request/use-decide.ts';
import { useNextRequest } from '../request/use-next-request.ts';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { EnvoiLinkPart, type EnvoiWarning } from './envoi-link-part.tsx';
import { LeftOutList } from './left-out-list.tsx';

type Props = { view: RequestView; onClose: () => void };

/** What approving all of the envoi would do, request by request, and the one button that does it. */
export function EnvoiDialog({ view, onClose }: Props) {
  const { data: plan, error, isPending, refetch } = useQuery(envoiPlanQuery(view.id));
  return (
    <Dialog title="Approuver tout l’envoi" onClose={onClose} wide>
      {plan ? (
        <EnvoiDecision key={plan.shownHash} view={view} plan={plan} onClose={onClose} onStale={() => void refetch()} />
      ) : isPending ? (
        <LoadingPage />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Dialog>
  );
}

function EnvoiDecision({ view, plan, onClose, onStale }: Props & { plan: EnvoiPlan; onStale: () => void }) {
  const { act, busy, problem } = useDecide(view);
  const next = useNextRequest(view);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { links, leftOut, shownHash } = plan;
  const warnings = warningsOf(links);
  const obstacle = obstacleTo(plan, warnings.filter(({ key }) => !ticked.has(key)).length);
  const content = useRef<HTMLDivElement>(null);
  // It came after the dialog was opened: one goes on with what there is to tick, or with the button.
  useEffect(() => content.current?.querySelector<HTMLElement>('input, .dialog-acts button')?.focus(), []);
  const approve = async () => {
    if (obstacle !== null || shownHash === null) return;
    const requests = links.map(({ id, version, findings }) => ({
      ...{ id, version },
      acknowledged: findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
    }));
    if (!(await act(approveEnvoi, { params: { id: view.id }, body: { shownHash, requests } }))) return onStale();
    const subject = `${countRequests(links.length)} de l’envoi ${formatReference(plan.reference)}`;
    await next('approved', { subject, requestIds: links.map(({ id }) => id) });
  };
  const toggle = (key: string, on: boolean) => {
    const after = new Set(ticked);
    if (on) after.add(key);
    else after.delete(key);
    setTicked(after);
  };
  return (
    <div ref={content}>
      <p>
        Chaque demande est prévue sur ce que les précédentes auront changé. Tout sera appliqué en une fois, ou rien du
        tout.
      </p>
      <ol className="chain">
        {links.map((link, index) => (
          <EnvoiLinkPart
            key={link.id}
            link={link}
            total={plan.total}
            warnings={warnings.filter(({ first }) => first === index)}
            ticked={ticked}
            onTick={toggle}
          />
        ))}
      </ol>
      <LeftOutList leftOut={leftOut} total={plan.total} />
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {plan.mayNotDecideBecause && (
        <Notice>
          <p>{plan.mayNotDecideBecause}</p>
        </Notice>
      )}
      {obstacle && plan.mayDecide && (
        <p className="decision-obstacle" id="envoi-obstacle">
          {obstacle}
        </p>
      )}
      <div className="dialog-acts">
        <Button
          type="button"
          onClick={() => void approve()}
          aria-disabled={obstacle !== null || busy ? true : undefined}
          aria-describedby={obstacle ? 'envoi-obstacle' : undefined}
        >
          {`Approuver ${links.length > 1 ? `les ${countRequests(links.length)}` : 'la demande'}`}
        </Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Plus tard
        </Button>
      </div>
    </div>
  );
}

/** What must be ticked; what several of the requests say in the same words is ticked once, where it first stands. */
function warningsOf(links: readonly EnvoiLink[]): EnvoiWarning[] {
  const warnings = new Map<string, EnvoiWarning>();
  for (const [first, { findings }] of links.entries()) {
    for (const { severity, code, message, detail } of findings) {
      const key = `${code} ${message}`;
      if (severity === 'warning' && !warnings.has(key)) warnings.set(key, { key, first, message, detail });
    }
  }
  return [...warnings.values()];
}

function countRequests(count: number): string {
  return count > 1 ? `${count} demandes` : '1 demande';
}

/** Why the whole cannot be approved as it stands, in one sentence; null when it can. */
function obstacleTo({ links, mayDecide }: EnvoiPlan, unseen: number): string | null {
  if (!mayDecide) return 'Un·e collègue doit décider.';
  if (links.length === 0) return 'Plus rien de cet envoi n’est à décider.';
  const blocked = links.filter(({ findings }) => findings.some(({ severity }) => severity === 'blocking'));
  if (blocked.length > 0)
    return blocked.length > 1
      ? `Les demandes ${blocked.map(({ position }) => position).join(', ')} sont bloquées par un constat : réglez-le sur leur page.`
      : `La demande ${blocked[0]?.position} est bloquée par un constat : réglez-le sur sa page.`;
  return unseen > 0 ? 'Cochez d’abord ce que vous avez vu.' : null;
}
