import { applyStep } from './apply-step';
import type { Goal } from './goals';
import type { Picture } from './picture';
import { planGoal } from './plan-goal';
import type { PlanRules } from './steps';

/**
 * The picture as it will be when the goal is fulfilled. The same picture when it cannot be as far as we know: the
 * answer will say why, and nothing is shown that would have to be taken back.
 */
export function applyOptimistic(picture: Picture, goal: Goal, rules: PlanRules): Picture {
  const plan = planGoal(picture, goal, rules);
  if (!plan.ok) return picture;
  return plan.value.reduce((placed, step) => applyStep(placed, step, 0).picture, picture);
}
