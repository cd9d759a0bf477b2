export type Flight = {
  /** Sends a statement, or the statements of an async function that begins with them. `land` tells how it went. */
  send(statement: PromiseLike<unknown>): void;
  /** The same, for an answer that is wanted: it may be awaited alone, before or after `land`. */
  ask<T>(statement: PromiseLike<T>): Promise<T>;
  /** Waits for every answer. @throws what the first statement that failed threw */
  land(): Promise<void>;
};

/**
 * Statements of one transaction that go to the server back to back, without waiting for each other's answers: one trip
 * instead of many. The server runs them one after the other in the order in which they are sent, so each finds what
 * those before it wrote or locked; when one fails, those behind it do nothing.
 */
export function startFlight(): Flight {
  const answers: Promise<unknown>[] = [];
  const ask = <T>(statement: PromiseLike<T>): Promise<T> => {
    // Resolving is what sends: drizzle's statements wait until somebody asks for their answer.
    const answer = Promise.resolve(statement);
    // Told by `land`, also when something else goes wrong before.
    answer.catch(() => {});
    answers.push(answer);
    return answer;
  };
  return {
    ask,
    send(statement) {
      void ask(statement);
    },
    async land() {
      await Promise.all(answers);
    },
  };
}
