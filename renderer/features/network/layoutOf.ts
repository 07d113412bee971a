/** Where the nodes stand: a drawing, not a finding. Made here and not by the chart, so that it always fits the frame and is the same every time. */
import type { NetworkCore } from '../../../core/api/contract.ts';

type Net = Pick<NetworkCore, 'nodes' | 'links'>;
export interface Layout {
  x: number[];
  y: number[];
}

const GOLDEN_ANGLE = 2.399963;
/** Width over height of the frame that is filled. */
const ASPECT = 1.7;
/** Work is pairs times rounds: fewer rounds for more nodes keep it under a quarter of a second. */
const PAIR_ROUNDS = 12_000_000;
const MOST_ROUNDS = 400;
const FEWEST_ROUNDS = 80;
const PULL_TO_MIDDLE = 0.6;

const known = new WeakMap<Net['nodes'], Layout>();

/** Ties pull, nodes push, the middle holds (Fruchterman and Reingold 1991), from a spiral with the most connected inside. */
export function layoutOf(core: Net): Layout {
  let layout = known.get(core.nodes);
  if (!layout) known.set(core.nodes, (layout = makeLayout(core)));
  return layout;
}

function makeLayout({ nodes, links }: Net): Layout {
  const n = nodes.length;
  const x = Float64Array.from(nodes, (_, i) => Math.sqrt(i) * Math.cos(i * GOLDEN_ANGLE));
  const y = Float64Array.from(nodes, (_, i) => Math.sqrt(i) * Math.sin(i * GOLDEN_ANGLE));
  const moveX = new Float64Array(n);
  const moveY = new Float64Array(n);
  const rounds = Math.round(Math.min(MOST_ROUNDS, Math.max(FEWEST_ROUNDS, PAIR_ROUNDS / Math.max(1, (n * n) / 2))));
  const reach = 0.4 * Math.sqrt(n);
  for (let round = 0; round < rounds; round++) {
    // Every two nodes push each other apart, the closer the harder.
    for (let i = 0; i < n; i++) {
      moveX[i] = -PULL_TO_MIDDLE * x[i]!;
      moveY[i] = -PULL_TO_MIDDLE * y[i]!;
    }
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const dx = x[i]! - x[j]!;
        const dy = y[i]! - y[j]!;
        const push = 3 / Math.max(0.01, dx * dx + dy * dy);
        moveX[i]! += dx * push;
        moveY[i]! += dy * push;
        moveX[j]! -= dx * push;
        moveY[j]! -= dy * push;
      }
    }
    // Ties pull their ends together.
    for (const { from, to } of links) {
      const dx = x[to]! - x[from]!;
      const dy = y[to]! - y[from]!;
      const pull = 0.12 * Math.hypot(dx, dy);
      moveX[from]! += dx * pull;
      moveY[from]! += dy * pull;
      moveX[to]! -= dx * pull;
      moveY[to]! -= dy * pull;
    }
    // Steps get shorter, so that it comes to rest.
    const longest = reach * (1 - round / rounds) + 0.01;
    for (let i = 0; i < n; i++) {
      const length = Math.hypot(moveX[i]!, moveY[i]!);
      const step = length > longest ? longest / length : 1;
      x[i]! += moveX[i]! * step * 0.5;
      y[i]! += moveY[i]! * step * 0.5;
    }
  }
  return stretched(x, y);
}

/** Into a frame of 100 times ASPECT by 100. */
function stretched(x: Float64Array, y: Float64Array): Layout {
  const onto = (values: Float64Array, size: number): number[] => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const v of values) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return Array.from(values, (v) => (high > low ? ((v - low) / (high - low)) * size : size / 2));
  };
  return { x: onto(x, 100 * ASPECT), y: onto(y, 100) };
}
