import { expect, test } from '@jest/globals';
import { undoList } from '../../src/supervisor/undo-list.ts';

test('what was started last is stopped first, and one failure does not keep the others running', async () => {
  const seen: string[] = [];
  const undo = undoList((error) => seen.push((error as Error).message));
  undo.add(() => void seen.push('database'));
  undo.add(() => {
    throw new Error('catcher failed');
  });
  undo.add(() => void seen.push('processes'));
  await undo.run(false);
  expect(seen).toEqual(['processes', 'catcher failed', 'database']);
  await undo.run(false);
  expect(seen).toHaveLength(3);
});

test('insisting begins again with the step that hangs', async () => {
  const seen: string[] = [];
  const undo = undoList(() => {});
  let release = (): void => {};
  undo.add((force) => void seen.push(`database ${force}`));
  undo.add(async (force) => {
    seen.push(`processes ${force}`);
    if (!force) await new Promise<void>((resolve) => (release = resolve));
  });
  const patient = undo.run(false);
  await undo.run(true);
  release();
  await patient;
  expect(seen).toEqual(['processes false', 'processes true', 'database true']);
});
