import { correctAnswers as command } from '@guichet/shared/commands/correct-answers';
import { correctAnswers } from '@guichet/shared/contracts/second-look';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const correctAnswersRoute = route(correctAnswers, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body }, deps);
  return {};
});
