import { afterEach, expect, test } from '@jest/globals';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { fetchMore } from '../src/client/shell/fetch-more.ts';

const client = new QueryClient();
afterEach(() => client.clear());

/** A list of three pages, whose answers come when they are let go. */
function openList() {
  const waiting: (() => void)[] = [];
  const asked: number[] = [];
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['list'],
    queryFn: async ({ pageParam }) => {
      asked.push(pageParam);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return pageParam;
    },
    initialPageParam: 1,
    getNextPageParam: (page: number) => (page < 3 ? page + 1 : undefined),
    retry: false,
  });
  const leave = observer.subscribe(() => {});
  const pages = () => observer.getCurrentResult().data?.pages;
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const answer = async (): Promise<void> => {
    await settle();
    for (const letGo of waiting.splice(0)) letGo();
    await settle();
  };
  return { observer, leave, asked, pages, answer };
}

test('the next page comes though the list is looked at anew while it is on its way', async () => {
  const list = openList();
  await list.answer();
  expect(list.pages()).toEqual([1]);
  const more = fetchMore(list.observer.getCurrentResult());
  // Somebody changed something: the page that was asked for is dropped for a fresh look at what is shown.
  void client.invalidateQueries({ queryKey: ['list'] });
  for (let turn = 0; turn < 4; turn += 1) await list.answer();
  await more;
  expect(list.pages()).toEqual([1, 2]);
  expect(list.asked).toEqual([1, 2, 1, 2]);
  list.leave();
});

test('the last page is the end, and one page comes for one press', async () => {
  const list = openList();
  await list.answer();
  for (const expected of [
    [1, 2],
    [1, 2, 3],
    [1, 2, 3],
  ]) {
    const more = fetchMore(list.observer.getCurrentResult());
    await list.answer();
    await more;
    expect(list.pages()).toEqual(expected);
  }
  list.leave();
});
