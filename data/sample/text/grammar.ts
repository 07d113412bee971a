/** Small sentence grammar: `[a|b]` picks one, `{slot}` is filled from a list or a fixed value, both may nest. */
import type { Random } from '../../../core/base/random.ts';

type Node = string | { slot: string } | { oneOf: Node[][] };

/** What a slot may hold: a fixed text or a list to pick from. */
export type Slots = Readonly<Record<string, string | readonly string[]>>;

const compiled = new Map<string, Node[]>();

/** Fills a template. An unknown slot throws: a visible brace would spoil a text.
 *  @param slots later records win over earlier ones */
export function fill(template: string, rng: Random, ...slots: Slots[]): string {
  return render(compile(template), rng, slots, 0);
}

/** Picks one template of a list and fills it. */
export const say = (templates: readonly string[], rng: Random, ...slots: Slots[]): string =>
  fill(rng.pick(templates), rng, ...slots);

function render(nodes: readonly Node[], rng: Random, slots: readonly Slots[], depth: number): string {
  if (depth > 12) throw new Error('grammar nests without end');
  let text = '';
  for (const node of nodes) {
    if (typeof node === 'string') text += node;
    else if ('oneOf' in node) text += render(rng.pick(node.oneOf), rng, slots, depth + 1);
    else text += render(compile(slotText(node.slot, rng, slots)), rng, slots, depth + 1);
  }
  return text;
}

function slotText(name: string, rng: Random, slots: readonly Slots[]): string {
  for (let i = slots.length - 1; i >= 0; i--) {
    const value = slots[i]![name];
    if (value !== undefined) return typeof value === 'string' ? value : rng.pick(value);
  }
  throw new Error(`no text for slot ${name}`);
}

function compile(template: string): Node[] {
  let nodes = compiled.get(template);
  if (nodes) return nodes;
  const at = { i: 0 };
  nodes = parse(template, at, '');
  if (compiled.size < 20_000) compiled.set(template, nodes);
  return nodes;
}

function parse(text: string, at: { i: number }, stop: string): Node[] {
  const nodes: Node[] = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = '';
  };
  while (at.i < text.length) {
    const char = text[at.i]!;
    if (stop.includes(char)) break;
    at.i++;
    if (char === '{') {
      const end = text.indexOf('}', at.i);
      flush();
      nodes.push({ slot: text.slice(at.i, end) });
      at.i = end + 1;
    } else if (char === '[') {
      flush();
      const oneOf: Node[][] = [];
      do {
        oneOf.push(parse(text, at, '|]'));
      } while (text[at.i++] === '|');
      nodes.push({ oneOf });
    } else plain += char;
  }
  flush();
  return nodes;
}
