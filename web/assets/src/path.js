/** What stands where after the first `count` steps: elements that wait, elements that are over (with visits), flows taken. */
export function stateAt(steps, count) {
  const active = new Map();
  const done = new Map();
  const flows = new Set();
  const add = (map, id, by) => {
    const sum = (map.get(id) || 0) + by;
    if (sum > 0) map.set(id, sum);
    else map.delete(id);
  };
  steps.slice(0, count).forEach((step) => {
    step.flows.forEach((id) => flows.add(id));
    step.entered.forEach((id) => add(active, id, 1));
    step.left.forEach((id) => { add(active, id, -1); add(done, id, 1); });
  });
  return { active, done, flows };
}
