export type UndoStep = (force: boolean) => Promise<void> | void;

/** Steps that stop what was started, last started first. */
export type UndoList = {
  add(step: UndoStep): void;
  /** Runs what is left to do; with `force`, without patience, beginning with the step that is under way. */
  run(force: boolean): Promise<void>;
};

export function undoList(onError: (error: unknown) => void): UndoList {
  const steps: UndoStep[] = [];
  let forced: Promise<void> | undefined;

  const runAll = async (force: boolean): Promise<void> => {
    for (let step = steps.at(-1); step; step = steps.at(-1)) {
      try {
        await step(force);
      } catch (error) {
        // The next ones must be stopped all the same.
        onError(error);
      }
      if (!force && forced) return forced;
      steps.splice(steps.indexOf(step), 1);
    }
  };
  return {
    add: (step) => {
      steps.push(step);
    },
    run(force) {
      if (!force) return runAll(false);
      forced ??= runAll(true);
      return forced;
    },
  };
}
