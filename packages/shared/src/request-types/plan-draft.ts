import { advance } from '../effects/advance.ts';
import type { Effect } from '../effects/effect.ts';
import { personOf } from '../effects/person-of.ts';
import { rowsRead } from '../effects/rows-read.ts';
import type { World } from '../effects/world.ts';
import type { Base, Finding, Severity } from './plan.ts';

/**
 * A plan in the making. Each effect moves the world forward, so that what comes after sees it, and leaves in `base` the
 * rows it is about to write as they stood before.
 */
export type PlanDraft = {
  readonly world: World;
  readonly effects: readonly Effect[];
  readonly findings: readonly Finding[];
  readonly base: Base;
  /** Everybody it writes about, and those it is about. */
  readonly personIds: readonly string[];
  /** Whom it is about, as the request type says. */
  readonly subjectIds: readonly string[];
  add(...effects: Effect[]): void;
  find(severity: Severity, code: string, message: string, more?: Omit<Finding, 'code' | 'severity' | 'message'>): void;
  /** This plan is about that person: plans about the same person build on each other. */
  about(personId: string): void;
};

/** Starts from a world that the draft may change: pass a copy. */
export function startDraft(world: World): PlanDraft {
  const effects: Effect[] = [];
  const findings: Finding[] = [];
  const base: Base = {};
  const subjectIds: string[] = [];
  const personIds = new Set<string>();
  const written = new Set<string>();
  return {
    world,
    effects,
    findings,
    base,
    get personIds() {
      return [...personIds].sort();
    },
    subjectIds,
    add(...added) {
      for (const effect of added) {
        const personId = personOf(world, effect);
        if (personId !== null) personIds.add(personId);
        for (const [key, row] of rowsRead(world, effect)) {
          // Only rows as they were before the plan: what the plan itself wrote is no base.
          if (!written.has(key)) {
            base[key] = row;
            written.add(key);
          }
        }
        effects.push(effect);
        advance(world, effect);
      }
    },
    find(severity, code, message, more = {}) {
      findings.push({ code, severity, message, ...more });
    },
    about(personId) {
      subjectIds.push(personId);
      personIds.add(personId);
    },
  };
}
