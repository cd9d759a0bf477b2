import { createServer } from 'node:net';

export type WantedPort = { port: number; host: string; variable: string };

/** One sentence for each port that cannot be had, naming the variable that changes it. */
export async function portProblems(wanted: WantedPort[]): Promise<string[]> {
  const problems: string[] = [];
  for (const want of wanted) {
    const problem = await tryPort(want);
    if (problem) problems.push(`Port ${want.port} ${problem}.`);
  }
  return problems;
}

function tryPort({ port, host, variable }: WantedPort): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(explain(error, host, variable)));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

function explain(error: NodeJS.ErrnoException, host: string, variable: string): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `is taken by another program: stop that program, or choose another port with ${variable}`;
    case 'EACCES':
      return `needs rights that this user does not have: choose one above 1023 with ${variable}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `cannot be opened on ${host}, which is no address of this machine: change HOST`;
    default:
      return `cannot be opened (${error.code ?? error.message}): choose another with ${variable}`;
  }
}
